import { Table } from "@mantine/core";
import type { Spread } from "../../api/types";
import { measureText } from "../../text/measures";
import { Section } from "./Section";

/** What a device pays: everything that a run measures of the edge and of what it sends. */
export function EdgeCost({ metrics }: { metrics: Record<string, Spread> }) {
  const names = Object.keys(metrics).filter((name) => /^(edge|feature(Bytes|Elements)$)/.test(name) && !name.includes("."));
  return (
    <Section title="Cost at the edge">
      <Table variant="vertical" aria-label="Cost at the edge">
        <Table.Tbody>
          {names.map((name) => {
            const { title, value } = measureText(name, metrics[name]?.mean);
            return (
              <Table.Tr key={name}>
                <Table.Th w={220}>{title}</Table.Th>
                <Table.Td className="number">{value}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
