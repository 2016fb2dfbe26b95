import { Progress, Table } from "@mantine/core";
import type { Disk } from "../../api/types";
import { bytes } from "../../text/bytes";

/** Bytes by kind; a bar shows each one's share of what is used in all. What is unknown stays out of the sum. */
export function PartTable({ parts }: { parts: Disk["parts"] }) {
  const all = parts.reduce((sum, part) => sum + (part.bytes ?? 0), 0);
  return (
    <Table.ScrollContainer minWidth={320}>
      <Table verticalSpacing="xs" aria-label="What lies on the disk">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>What</Table.Th>
            <Table.Th w="30%" visibleFrom="sm">
              Share
            </Table.Th>
            <Table.Th ta="right">Bytes</Table.Th>
            <Table.Th ta="right">Limit</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {parts.map((part) => (
            <Table.Tr key={part.id}>
              <Table.Td>{part.what}</Table.Td>
              <Table.Td visibleFrom="sm">
                {part.bytes !== null && <Progress value={(100 * part.bytes) / Math.max(1, all)} aria-label={`Share of ${part.what}`} />}
              </Table.Td>
              <Table.Td className="number" title={part.bytes === null ? "The store does not answer" : undefined}>
                {part.bytes === null ? "unknown" : bytes(part.bytes)}
              </Table.Td>
              <Table.Td className="number">{part.limit === null ? "–" : bytes(part.limit)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th>{parts.some((part) => part.bytes === null) ? "All that is known" : "All of it"}</Table.Th>
            <Table.Td visibleFrom="sm" />
            <Table.Th className="number">{bytes(all)}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}
