import { Table, Text } from "@mantine/core";
import type { Experiment, Spread } from "../../api/types";
import { MetricName } from "../../components/MetricName";
import { useMetrics } from "../../components/useMetrics";
import { useVocabulary } from "../../components/useVocabulary";
import { fixed } from "../../text/format";
import { knowledgeOf } from "../../text/knowledge";
import { accuracyStyle, type MetricStyle } from "../../text/metrics";
import { titleOf } from "../../text/vocabulary";

/** What the seeds found together: mean, spread, interval and n of the accuracy and of each attack's metrics. */
export function FindingsTable({ aggregate }: { aggregate: Experiment["aggregate"] }) {
  const vocabulary = useVocabulary();
  const { columns } = useMetrics();
  const accuracy = aggregate.metrics.accuracy;
  if (accuracy === undefined && aggregate.attacks.length === 0) {
    return <Text c="dimmed">No seed has succeeded yet.</Text>;
  }
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table aria-label="Over all seeds">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Over the seeds</Table.Th>
            <Table.Th ta="right">Mean</Table.Th>
            <Table.Th ta="right" title="Of the sample (n − 1)">
              Deviation
            </Table.Th>
            <Table.Th ta="right" title="Student's t">
              95 % interval
            </Table.Th>
            <Table.Th ta="right">n</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {accuracy && <FoundRow style={accuracyStyle} spread={accuracy} of="" />}
          {aggregate.attacks.flatMap((attack) =>
            columns
              .filter(({ name }) => attack.metrics[name] !== undefined)
              .map((column) => (
                <FoundRow
                  key={attack.slug + column.name}
                  style={column}
                  spread={attack.metrics[column.name]!}
                  of={`${titleOf(vocabulary, attack.attack)} (${attack.slug}), learned from ${knowledgeOf(attack.knowledge).learnedFrom}`}
                />
              )),
          )}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function FoundRow({ style, spread, of }: { style: MetricStyle; spread: Spread; of: string }) {
  const { mean, standardDeviation, low, high, n } = spread;
  return (
    <Table.Tr>
      <Table.Td>
        <MetricName style={style} />
        {of !== "" && (
          <Text size="xs" c="dimmed">
            {of}
          </Text>
        )}
      </Table.Td>
      <Table.Td className="number">{fixed(mean, style.digits)}</Table.Td>
      <Table.Td className="number">{fixed(standardDeviation, style.digits)}</Table.Td>
      <Table.Td className="number">
        {low === null || high === null ? (
          <span title="One seed has no interval">none</span>
        ) : (
          `${fixed(low, style.digits)} to ${fixed(high, style.digits)}`
        )}
      </Table.Td>
      <Table.Td className="number">{n}</Table.Td>
    </Table.Tr>
  );
}
