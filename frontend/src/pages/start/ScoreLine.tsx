import { Group, Text } from "@mantine/core";
import type { RunAttack } from "../../api/types";
import { fixed } from "../../text/format";
import { boardMetrics, metricStyle } from "../../text/metrics";

type Props = { metrics: Record<string, number>; attack: RunAttack | undefined };

/** The four numbers of the board in one line, of the first attack. */
export function ScoreLine({ metrics, attack }: Props) {
  const values: Record<string, number | null | undefined> = {
    accuracy: metrics.accuracy,
    mse: attack?.mse,
    psnr: attack?.psnr,
    ssim: attack?.ssim,
  };
  return (
    <Group gap="md">
      {boardMetrics.map((name) => (
        <div key={name}>
          <Text size="xs" c="dimmed">
            {metricStyle(name).title}
          </Text>
          <Text fw={600} className="number">
            {fixed(values[name], metricStyle(name).digits)}
          </Text>
        </div>
      ))}
    </Group>
  );
}
