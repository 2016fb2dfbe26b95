import type { ComparedRun } from "../../api/types";

/** What is compared: experiments over all their seeds, then single runs. */
export type Asked = { experiments: string[]; runs: string[] };

const listOf = (text: string | null) => (text ?? "").split(",").filter((id) => id !== "");

/** What an address asks for. */
export function askedIn(search: URLSearchParams): Asked {
  return { experiments: listOf(search.get("experiments")), runs: listOf(search.get("runs")) };
}

/** The same address asking for something else; all other parameters stay. */
export function asking(search: URLSearchParams, { experiments, runs }: Asked): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, ids] of [
    ["experiments", experiments],
    ["runs", runs],
  ] as const) {
    if (ids.length === 0) next.delete(name);
    else next.set(name, ids.join(","));
  }
  return next;
}

/** Which seeds stand behind a side, in words: "seeds 1, 2, 3" or "seed 1". */
export function seedsInWords({ whole, seed, seeds }: Pick<ComparedRun, "whole" | "seed" | "seeds">): string {
  if (!whole) return `seed ${seed}`;
  return `${seeds.length === 1 ? "seed" : "seeds"} ${seeds.map((one) => one.seed).join(", ")}`;
}
