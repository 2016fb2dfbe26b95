import { Badge } from "@mantine/core";
import type { StudyProgress } from "../api/types";
import { progressStyle } from "../text/study";

/** The state of a study or of a cell, as sign and word. */
export function ProgressBadge({ state }: { state: StudyProgress["state"] }) {
  const { sign, word, color } = progressStyle(state);
  return (
    <Badge variant="light" color={color} radius="sm" leftSection={<span aria-hidden>{sign}</span>}>
      {word}
    </Badge>
  );
}
