import { Text } from "@mantine/core";
import type { DryRun } from "../../api/types";
import { duration } from "../../text/format";
import { expectedInWords } from "../../text/usage";

export function EstimateText({ answer }: { answer: DryRun }) {
  const { seeds, estimate } = answer;
  const runs = seeds.length === 1 ? `One run with seed ${seeds[0]}` : `${seeds.length} runs, one per seed`;
  const each = seeds.length > 1 ? ` each, ${duration(estimate.seconds)} one after the other` : "";
  const time = estimate.secondsPerRun < 1 ? "" : `, about ${duration(estimate.secondsPerRun)}${each} (${estimate.basis})`;
  const use = expectedInWords(estimate.expected);
  return (
    <Text size="sm">
      <b>{runs}</b>
      {time}.{use !== "" && <span title={estimate.expected.basis}> It would use {use}.</span>}
    </Text>
  );
}
