import { Card, Table, Title } from "@mantine/core";
import type { Run } from "../../../api/types";
import { moment } from "../../../text/format";
import { stateStyle } from "../../../text/states";

export function ChangeList({ changes }: { changes: Run["changes"] }) {
  return (
    <Card withBorder component="section" aria-label="History">
      <Title order={3} size="h5" mb="xs">
        History
      </Title>
      <Table.ScrollContainer minWidth={560}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>To</Table.Th>
              <Table.Th>Why</Table.Th>
              <Table.Th>By</Table.Th>
              <Table.Th ta="right">Attempt</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changes.map((change) => (
              <Table.Tr key={`${change.at} ${change.to} ${change.reason}`}>
                <Table.Td>{moment(change.at)}</Table.Td>
                <Table.Td>{change.from === change.to ? "edited" : `${stateStyle(change.to).sign} ${stateStyle(change.to).word}`}</Table.Td>
                <Table.Td>{change.reason}</Table.Td>
                <Table.Td>{change.actor ?? "–"}</Table.Td>
                <Table.Td className="number">{change.attempt}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}
