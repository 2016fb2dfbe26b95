import { Group, Progress, Text } from "@mantine/core";
import { isAtRest } from "../api/states";
import type { RunState } from "../api/types";
import { percent } from "../text/format";
import { stateStyle } from "../text/states";

type Props = { state: RunState; stage: string; fraction: number; name: string };

/** How far a run is, as a bar and in words. */
export function RunProgress({ state, stage, fraction, name }: Props) {
  const share = state === "SUCCEEDED" ? 1 : fraction;
  const words = state === "QUEUED" ? "waiting for a free slot" : isAtRest(state) ? stateStyle(state).word : stage;
  return (
    <div>
      <Progress
        value={share * 100}
        size="md"
        color={stateStyle(state).color}
        animated={state === "RUNNING"}
        aria-label={`Progress of ${name}`}
      />
      <Group justify="space-between" gap="xs" mt={2} wrap="nowrap">
        <Text size="xs" c="dimmed" truncate>
          {words}
        </Text>
        <Text size="xs" c="dimmed" className="number">
          {percent(share)}
        </Text>
      </Group>
    </div>
  );
}
