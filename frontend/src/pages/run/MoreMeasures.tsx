import { Table } from "@mantine/core";
import { fixed } from "../../text/format";
import { useMetrics } from "../../components/useMetrics";

/** The paper variants and the rest: they never share a column with the canonical measures. */
export function MoreMeasures({ metrics }: { metrics: Record<string, number> }) {
  const { columns, styleOf } = useMetrics();
  const others = Object.entries(metrics).filter(([name]) => !columns.some((column) => column.name === name));
  if (others.length === 0) return null;
  return (
    <details className="more">
      <summary>{others.length} more measures</summary>
      <Table w="auto" withRowBorders={false} verticalSpacing={2}>
        <Table.Tbody>
          {others.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Td ff="monospace" fz="xs">
                {name}
              </Table.Td>
              <Table.Td className="number" fz="xs">
                {fixed(value, styleOf(name).digits)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}
