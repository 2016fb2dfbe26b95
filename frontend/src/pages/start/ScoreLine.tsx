import { Group, Text } from "@mantine/core";
import type { RunAttack } from "../../api/types";
import { fixed } from "../../text/format";
import { useMetrics } from "../../components/useMetrics";
import { accuracyStyle } from "../../text/metrics";

type Props = { metrics: Record<string, number>; attack: RunAttack | undefined };

/** The numbers of the board in one line, of the first attack. */
export function ScoreLine({ metrics, attack }: Props) {
  const { columns } = useMetrics();
  const values: Record<string, number> = { ...attack?.metrics, ...metrics };
  return (
    <Group gap="md">
      {[accuracyStyle, ...columns].map(({ name, title, digits }) => (
        <div key={name}>
          <Text size="xs" c="dimmed">
            {title}
          </Text>
          <Text fw={600} className="number">
            {fixed(values[name], digits)}
          </Text>
        </div>
      ))}
    </Group>
  );
}
