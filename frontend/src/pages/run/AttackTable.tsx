import { Table, Text } from "@mantine/core";
import type { RunAttack } from "../../api/types";
import { CellText } from "../../components/CellText";
import { useVocabulary } from "../../components/useVocabulary";
import { grouped } from "../../text/format";
import { betterArrow, metricStyle } from "../../text/metrics";
import { titleOf } from "../../text/vocabulary";
import { MoreMeasures } from "./MoreMeasures";

const columns = ["mse", "psnr", "ssim"] as const;

export function AttackTable({ attacks }: { attacks: RunAttack[] }) {
  const vocabulary = useVocabulary();
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label="Attacks">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Attack</Table.Th>
            <Table.Th>Attacked images</Table.Th>
            {columns.map((name) => (
              <Table.Th key={name} ta="right" title={metricStyle(name).says}>{metricStyle(name).title} {betterArrow(name)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {attacks.map((attack) => (
            <Table.Tr key={attack.slug}>
              <Table.Td><Text size="sm" fw={600}>{titleOf(vocabulary, attack.attack)}</Text><Text size="xs" c="dimmed" ff="monospace">{attack.slug}</Text><MoreMeasures metrics={attack.metrics} /></Table.Td>
              <Table.Td>{attack.knowledge} ({grouped(attack.evaluated)})</Table.Td>
              {columns.map((name) => <Table.Td key={name} className="number"><CellText metric={name} mean={attack[name]} /></Table.Td>)}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
