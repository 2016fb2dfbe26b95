import { Table } from "@mantine/core";
import type { Pilot } from "../../api/types";
import { useNow } from "../../components/useNow";
import { ago, moment } from "../../text/format";

const SIGNS: Record<Pilot["state"], string> = {
  pending: "◌ pending",
  running: "▷ running",
  ended: "✓ ended",
  refused: "✗ refused",
  lost: "✗ lost",
};

/** The newest pilots, those that live first. */
export function PilotTable({ pilots }: { pilots: Pilot[] }) {
  const now = useNow(5_000);
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="xs" aria-label="Pilots">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Job</Table.Th>
            <Table.Th>Pool</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Host</Table.Th>
            <Table.Th ta="right">Runs</Table.Th>
            <Table.Th>Since</Table.Th>
            <Table.Th>Why</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pilots.map((pilot) => {
            const since = pilot.endedAt ?? pilot.startedAt ?? pilot.submittedAt;
            return (
              <Table.Tr key={`${pilot.engine} ${pilot.job}`}>
                <Table.Td>
                  {pilot.engine} {pilot.job}
                </Table.Td>
                <Table.Td>{pilot.pool}</Table.Td>
                <Table.Td style={{ whiteSpace: "nowrap" }}>{SIGNS[pilot.state]}</Table.Td>
                <Table.Td>{pilot.host}</Table.Td>
                <Table.Td className="number">{pilot.claims}</Table.Td>
                <Table.Td title={moment(since)} style={{ whiteSpace: "nowrap" }}>
                  {ago(since, now)}
                </Table.Td>
                <Table.Td className="as-typed">{pilot.said}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
