import { Text } from "@mantine/core";
import type { PresetCost } from "../api/types";
import { duration } from "../text/format";

/** What posting something takes here, or why it cannot run here. */
export function CostText({ cost: { runs, seconds, basis, obstacle } }: { cost: PresetCost }) {
  const counted = `${runs} ${runs === 1 ? "run" : "runs"}`;
  if (obstacle !== null)
    return (
      <Text size="xs" c="dimmed">
        {counted}. <b>Not here:</b> {obstacle}
      </Text>
    );
  return (
    <Text size="xs" c="dimmed" title={basis.join("; ")}>
      {counted}, <b>about {duration(seconds)}</b> of computing, {basis.slice(0, 1).join("")}
    </Text>
  );
}
