import { TextInput } from "@mantine/core";
import { submitterMistake, writeSubmitter } from "../../api/submitter";

type Props = { name: string; onChange: (name: string) => void };

/** Who submits; this browser remembers it. */
export function SubmitterField({ name, onChange }: Props) {
  const take = (text: string) => {
    onChange(text);
    writeSubmitter(text);
  };
  return (
    <TextInput
      label="Submitter"
      description="Your name; kept in this browser"
      placeholder="default anonymous"
      value={name}
      error={submitterMistake(name) || undefined}
      onChange={(event) => take(event.currentTarget.value)}
    />
  );
}
