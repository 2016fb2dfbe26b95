import { useState } from "react";

/** As many keys as entries: those there are stay with theirs, new ones differ from all of them. */
export function keysFor(count: number, known: number[]): number[] {
  const next = Math.max(-1, ...known) + 1;
  return Array.from({ length: count }, (_, position) => known[position] ?? next + position);
}

/**
 * A key for each entry of a list. Entries are JSON without an identity, and a field must not hand what was typed into it to the
 * entry that takes its place; whoever moves or removes an entry therefore does the same with the keys.
 */
export function useEntryKeys(count: number): [number[], (change: (keys: number[]) => number[]) => void] {
  const [known, setKnown] = useState<number[]>([]);
  const keys = known.length === count ? known : keysFor(count, known);
  if (keys !== known) setKnown(keys);
  return [keys, (change) => setKnown(change(keys))];
}
