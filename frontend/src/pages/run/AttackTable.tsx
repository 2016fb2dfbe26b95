import { Table, Text } from "@mantine/core";
import type { RunAttack } from "../../api/types";
import { CellText } from "../../components/CellText";
import { useVocabulary } from "../../components/useVocabulary";
import { grouped } from "../../text/format";
import { knowledgeOf } from "../../text/knowledge";
import { betterArrow, metricStyle } from "../../text/metrics";
import { titleOf } from "../../text/vocabulary";
import { MoreMeasures } from "./MoreMeasures";

const columns = ["mse", "psnr", "ssim"] as const;

type Props = {
  attacks: RunAttack[];
  /** Metrics of the run: `worstCase.mse` and the others are the best reconstruction of each image over all attacks. */
  worst: Record<string, number>;
};

export function AttackTable({ attacks, worst }: Props) {
  const vocabulary = useVocabulary();
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label="Attacks">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Attack</Table.Th>
            <Table.Th>Attacker learned from</Table.Th>
            <Table.Th>Attacked</Table.Th>
            {columns.map((name) => (
              <Table.Th key={name} ta="right" title={metricStyle(name).says}>
                {metricStyle(name).title} {betterArrow(name)}
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
                <MoreMeasures metrics={attack.metrics} />
              </Table.Td>
              <Table.Td>{knowledgeOf(attack.knowledge).learnedFrom}</Table.Td>
              <Table.Td>
                {grouped(attack.evaluated)} {knowledgeOf(attack.knowledge).attacked}
              </Table.Td>
              {columns.map((name) => (
                <Table.Td key={name} className="number">
                  <CellText metric={name} mean={attack[name]} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
          {attacks.length > 1 && "worstCase.mse" in worst && (
            <Table.Tr>
              <Table.Td>
                <Text size="sm" fw={600}>
                  Worst case
                </Text>
                <Text size="xs" c="dimmed">
                  the best attack on each image
                </Text>
              </Table.Td>
              <Table.Td />
              <Table.Td>{grouped(worst["worstCase.images"])} images that all attacked</Table.Td>
              {columns.map((name) => (
                <Table.Td key={name} className="number">
                  <CellText metric={name} mean={worst[`worstCase.${name}`]} />
                </Table.Td>
              ))}
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
