import { TextInput } from "@mantine/core";
import type { Reading } from "../../text/numbers";
import { useTyped } from "./useTyped";

/** How a field looks, whatever it holds. */
export type Look = { label: string; description?: string; placeholder?: string; required?: boolean; error?: string | undefined };

type Props<T> = Look & { value: unknown; read: (text: string) => Reading<T>; onChange: (value: T | string | undefined) => void };

/** A text field over a value that is read from the text; a text that cannot be read is kept, and said so beside it. */
export function ReadText<T>({ value, read, onChange, error, ...look }: Props<T>) {
  const { text, mistake, type } = useTyped(value, read, onChange);
  return (
    <TextInput
      {...look}
      error={mistake === "" ? error : mistake}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      spellCheck={false}
      autoComplete="off"
    />
  );
}
