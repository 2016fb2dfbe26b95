import { useState } from "react";

const prefix = "obscura-kept ";

function read<T>(key: string): T | undefined {
  try {
    const text = sessionStorage.getItem(prefix + key);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown) {
  try {
    if (value === undefined) sessionStorage.removeItem(prefix + key);
    else sessionStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // Storage is closed or full: the value then lasts as long as the page.
  }
}

/**
 * Something that a person is writing. It outlives going away, coming back and loading again, belongs to this tab of the browser
 * alone, and is gone when it is set to `undefined`.
 */
export function useKept<T>(key: string): [T | undefined, (value: T | undefined) => void] {
  const [value, setValue] = useState(() => read<T>(key));
  const keep = (next: T | undefined) => {
    setValue(next);
    write(key, next);
  };
  return [value, keep];
}
