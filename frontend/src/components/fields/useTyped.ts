import { useState } from "react";
import { written } from "../../text/json";
import type { Reading } from "../../text/numbers";

/**
 * A text field over a value. What is typed stays as typed while it means the value. What cannot be read becomes the value as it
 * stands, so that nothing else is stored, checked or sent in its place.
 */
export function useTyped<T>(value: unknown, read: (text: string) => Reading<T>, onChange: (value: T | string | undefined) => void) {
  const [typed, setTyped] = useState(() => written(value));
  const meant = (text: string) => {
    const reading = read(text);
    return reading.mistake === "" ? reading.value : text;
  };
  const text = JSON.stringify(meant(typed)) === JSON.stringify(value) ? typed : written(value);
  const type = (next: string) => {
    setTyped(next);
    onChange(meant(next));
  };
  return { text, mistake: read(text).mistake, type };
}
