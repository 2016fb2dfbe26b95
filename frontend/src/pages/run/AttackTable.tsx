import { Table, Text, useMatches } from "@mantine/core";
import type { RunAttack } from "../../api/types";
import { AdequacyNote } from "../../components/AdequacyNote";
import { CellText } from "../../components/CellText";
import { MetricName } from "../../components/MetricName";
import { useMetrics } from "../../components/useMetrics";
import { useVocabulary } from "../../components/useVocabulary";
import { grouped } from "../../text/format";
import { knowledgeOf } from "../../text/knowledge";
import { titleOf } from "../../text/vocabulary";
import { MoreMeasures } from "./MoreMeasures";

type Props = {
  attacks: RunAttack[];
  /** Metrics of the run; those named by `worstCase` of a column are the best reconstruction of each image over all attacks. */
  worst: Record<string, number>;
};

export function AttackTable({ attacks, worst }: Props) {
  const vocabulary = useVocabulary();
  const { columns } = useMetrics();
  const words = useMatches({ base: 200, sm: 350 });
  const isWorstKnown = attacks.length > 1 && columns.some(({ worstCase }) => worstCase in worst);
  return (
    <Table.ScrollContainer minWidth={words + columns.length * 70}>
      <Table aria-label="Attacks">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Attack</Table.Th>
            <Table.Th visibleFrom="sm">Attacker learned from</Table.Th>
            <Table.Th visibleFrom="sm">Attacked</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column.name} ta="right">
                <MetricName style={column} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {attacks.map((attack) => (
            <Table.Tr key={attack.slug}>
              <Table.Td>
                <Text size="sm" fw={600}>
                  {titleOf(vocabulary, attack.attack)}
                </Text>
                <Text size="xs" c="dimmed" ff="monospace">
                  {attack.slug}
                </Text>
                <Text size="xs" hiddenFrom="sm">
                  learned from {knowledgeOf(attack.knowledge).learnedFrom}, attacked {grouped(attack.evaluated)}{" "}
                  {knowledgeOf(attack.knowledge).attacked}
                </Text>
                <AdequacyNote adequacy={attack.adequacy} />
                <MoreMeasures metrics={attack.metrics} />
              </Table.Td>
              <Table.Td visibleFrom="sm">{knowledgeOf(attack.knowledge).learnedFrom}</Table.Td>
              <Table.Td visibleFrom="sm">
                {grouped(attack.evaluated)} {knowledgeOf(attack.knowledge).attacked}
              </Table.Td>
              {columns.map((column) => (
                <Table.Td key={column.name} className="number">
                  <CellText style={column} mean={attack.metrics[column.name]} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
          {isWorstKnown && (
            <Table.Tr>
              <Table.Td>
                <Text size="sm" fw={600}>
                  Worst case
                </Text>
                <Text size="xs" c="dimmed">
                  the best adequate attack on each image
                </Text>
              </Table.Td>
              <Table.Td visibleFrom="sm" />
              <Table.Td visibleFrom="sm">{grouped(worst["worstCase.images"])} images that all of them attacked</Table.Td>
              {columns.map((column) => (
                <Table.Td key={column.name} className="number">
                  <CellText style={column} mean={worst[column.worstCase]} />
                </Table.Td>
              ))}
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
