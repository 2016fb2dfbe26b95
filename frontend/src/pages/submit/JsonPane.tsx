import { Textarea } from "@mantine/core";
import type { Draft } from "./definitionText";

export function JsonPane({ draft, onType }: { draft: Draft; onType: (text: string) => void }) {
  return (
    <Textarea
      label="Definition as JSON"
      description="What is posted. The form follows while it can be read."
      value={draft.text}
      onChange={(event) => onType(event.currentTarget.value)}
      error={draft.mistake === "" ? undefined : draft.mistake}
      autosize
      minRows={12}
      maxRows={26}
      spellCheck={false}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: "0.8rem" } }}
    />
  );
}
