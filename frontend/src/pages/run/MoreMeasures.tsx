import { Table } from "@mantine/core";
import { fixed } from "../../text/format";
import { metricStyle } from "../../text/metrics";

const inTheirOwnColumns = ["mse", "psnr", "ssim"];

/** The paper variants and the rest: they never share a column with the canonical measures. */
export function MoreMeasures({ metrics }: { metrics: Record<string, number> }) {
  const others = Object.entries(metrics).filter(([name]) => !inTheirOwnColumns.includes(name));
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
                {fixed(value, digitsOf(name))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}

/** `psnr.cem` is written like `psnr`. */
function digitsOf(name: string): number {
  return metricStyle(name.split(".")[0] ?? name).digits;
}
