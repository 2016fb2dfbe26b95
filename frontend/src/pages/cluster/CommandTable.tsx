import { Code, Table } from "@mantine/core";
import type { ClusterCommand } from "../../api/types";
import { fixed, moment } from "../../text/format";

/** What was said to the batch system last, and what it answered when it refused. */
export function CommandTable({ commands }: { commands: ClusterCommand[] }) {
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="xs" aria-label="Last commands">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>When</Table.Th>
            <Table.Th ta="right">Took</Table.Th>
            <Table.Th>Answer</Table.Th>
            <Table.Th>Command</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {commands.map((command) => (
            <Table.Tr key={`${command.at} ${command.line}`}>
              <Table.Td style={{ whiteSpace: "nowrap" }}>{moment(command.at)}</Table.Td>
              <Table.Td className="number">{fixed(command.seconds, 2)} s</Table.Td>
              <Table.Td className="as-typed">{command.code === 0 ? "✓" : `✗ ${command.said}`}</Table.Td>
              <Table.Td>
                <Code style={{ overflowWrap: "anywhere" }}>{command.line}</Code>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
