import { Badge, Text } from "@mantine/core";
import type { AttackAdequacy } from "../api/types";

/** Whether an attack was strong enough for its error to mean something: silent where it was. */
export function AdequacyNote({ adequacy, reasons = true }: { adequacy: AttackAdequacy; reasons?: boolean }) {
  return (
    <>
      {adequacy.verdict === "inadequate" && <Flag color="orange" sign="!" word="attacker inadequate" />}
      {adequacy.verdict === "not-judged" && <Flag color="gray" sign="?" word="not judged" />}
      {(reasons ? [...adequacy.reasons, ...adequacy.notes] : []).map((sentence) => (
        <Text key={sentence} size="xs" maw={420} style={{ whiteSpace: "normal" }}>
          {sentence}
        </Text>
      ))}
    </>
  );
}

/** A word with a sign, so that color is never the only signal. */
export function Flag({ color, sign, word }: { color: string; sign: string; word: string }) {
  return (
    <Badge variant="light" color={color} radius="sm" tt="none" size="sm" leftSection={<span aria-hidden>{sign}</span>}>
      {word}
    </Badge>
  );
}
