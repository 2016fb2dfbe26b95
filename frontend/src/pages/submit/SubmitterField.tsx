import { TextInput } from "@mantine/core";
import { hasAccounts } from "../../api/accountsInUse";
import { submitterMistake, writeSubmitter } from "../../api/submitter";

type Props = { name: string; onChange: (name: string) => void };

/** Who submits; this browser remembers it. With accounts nobody is asked: it is who is logged in. */
export function SubmitterField({ name, onChange }: Props) {
  const take = (text: string) => {
    onChange(text);
    writeSubmitter(text);
  };
  if (hasAccounts()) return null;
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
