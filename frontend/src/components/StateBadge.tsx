import { Badge } from "@mantine/core";
import { stateStyle } from "../text/states";

export function StateBadge({ state }: { state: string }) {
  const { sign, color, word } = stateStyle(state);
  return (
    <Badge variant="light" color={color} radius="sm" leftSection={<span aria-hidden>{sign}</span>}>
      {word}
    </Badge>
  );
}
