import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  error?: string | undefined;
  width?: number | string;
};

const PAUSE_MILLIS = 300;

/** A filter that people type: it is taken over when they pause, since every change loads a list and goes into the address. */
export function TypedFilter({ label, value, onChange, placeholder = "any", error, width = 130 }: Props) {
  const [typed, setTyped] = useState(value);
  const [given, setGiven] = useState(value);
  const [said, setSaid] = useState(value);
  const say = useDebouncedCallback((text: string) => {
    setSaid(text);
    onChange(text);
  }, PAUSE_MILLIS);
  if (value !== given) {
    setGiven(value);
    if (value !== said) setTyped(value); // changed by somebody else, as by "Clear" or the browser's back
  }
  return (
    <TextInput
      label={label}
      placeholder={placeholder}
      error={error}
      spellCheck={false}
      autoComplete="off"
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        say(event.currentTarget.value);
      }}
      w={width}
    />
  );
}
