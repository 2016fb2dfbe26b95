import { Badge } from "@mantine/core";
import type { RunState } from "../api/types";
import { stateStyle } from "../text/states";

export function StateBadge({ state }: { state: RunState }) {
  const { sign, color, word } = stateStyle(state);
  return (
    <Badge variant="light" color={color} radius="sm" leftSection={<span aria-hidden>{sign}</span>}>
      {word}
    </Badge>
  );
}
