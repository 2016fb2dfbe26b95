import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { type Look, lookIn, withLook } from "./look";

/** What becomes of a look. A function of the latest one, because keys and dragging come faster than the page is drawn. */
export type Change = (look: Look) => Partial<Look>;

/** Browsers refuse addresses that change faster than some twenty times a second. */
const pauseMillis = 150;

/** The look that the address asks for, and what changes it: at once on the page, after a pause in the address. */
export function useLook(): [Look, (change: Change) => void] {
  const [search, setSearch] = useSearchParams();
  const [pending, setPending] = useState<Look>();
  const look = pending ?? lookIn(search);
  // A key may come to a handler of the drawing before; what it changes is the latest look all the same.
  const latest = useRef(look);
  if (pending !== undefined && withLook(search, pending).toString() === search.toString()) setPending(undefined);
  useLayoutEffect(() => {
    latest.current = pending ?? lookIn(search);
  }, [pending, search]);
  useEffect(() => {
    if (pending === undefined) return undefined;
    const timer = setTimeout(() => setSearch(withLook(search, pending), { replace: true }), pauseMillis);
    return () => clearTimeout(timer);
  }, [pending, search, setSearch]);
  const change = (by: Change) => {
    latest.current = { ...latest.current, ...by(latest.current) };
    setPending(latest.current);
  };
  return [look, change];
}
