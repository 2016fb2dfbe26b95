import { Table } from "@mantine/core";
import type { BoardRow as Row } from "../../api/types";
import { betterArrow, boardMetrics, metricStyle } from "../../text/metrics";
import { BoardRow } from "./BoardRow";

type Props = { rows: Row[]; selected: string[]; onSelect: (runs: string[]) => void };

/** The leaderboard. A row stands for its latest run when it is ticked for comparison. */
export function BoardTable({ rows, selected, onSelect }: Props) {
  return (
    <Table.ScrollContainer minWidth={980}>
      <Table verticalSpacing="sm" highlightOnHover aria-label="Leaderboard">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={36} aria-label="Select" />
            <Table.Th ta="right" w={50}>
              Rank
            </Table.Th>
            <Table.Th>Defense</Table.Th>
            {boardMetrics.map((name) => (
              <Table.Th key={name} ta="right" title={metricStyle(name).says}>
                {metricStyle(name).title} <span aria-label={`${metricStyle(name).better} is better`}>{betterArrow(name)}</span>
              </Table.Th>
            ))}
            <Table.Th ta="right" title="seeds that succeeded">
              n
            </Table.Th>
            <Table.Th>Original / rebuilt</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const run = row.runs[0];
            const isSelected = run !== undefined && selected.includes(run);
            const toggle = () => run !== undefined && onSelect(isSelected ? selected.filter((id) => id !== run) : [...selected, run]);
            return <BoardRow key={row.rowHash} row={row} isSelected={isSelected} onToggle={toggle} />;
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
