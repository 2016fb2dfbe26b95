import { Text } from "@mantine/core";
import type { DryRun } from "../../api/types";
import { duration } from "../../text/format";

export function EstimateText({ answer }: { answer: DryRun }) {
  const { seeds, estimate } = answer;
  const runs = seeds.length === 1 ? `One run with seed ${seeds[0]}` : `${seeds.length} runs, one per seed`;
  const each = seeds.length > 1 ? ` each, ${duration(estimate.seconds)} one after the other` : "";
  const time = estimate.secondsPerRun < 1 ? "" : `, about ${duration(estimate.secondsPerRun)}${each} (${estimate.basis})`;
  return (
    <Text size="sm">
      <b>{runs}</b>
      {time}.
    </Text>
  );
}
