import { Table } from "@mantine/core";
import type { BoardRow as Row } from "../../api/types";
import { MetricName } from "../../components/MetricName";
import { useMetrics } from "../../components/useMetrics";
import { fixed } from "../../text/format";
import { accuracyStyle } from "../../text/metrics";
import { BoardRow } from "./BoardRow";

type Props = { rows: Row[]; constantGuess: Record<string, number>; selected: string[]; onSelect: (runs: string[]) => void };

/** The leaderboard. A row stands for its latest run when it is ticked for comparison. */
export function BoardTable({ rows, constantGuess, selected, onSelect }: Props) {
  const { columns } = useMetrics();
  return (
    <Table.ScrollContainer minWidth={650 + columns.length * 110}>
      <Table verticalSpacing="sm" highlightOnHover aria-label="Leaderboard">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={36} aria-label="Select" />
            <Table.Th ta="right" w={50}>
              Rank
            </Table.Th>
            <Table.Th>Defense</Table.Th>
            <Table.Th ta="right">
              <MetricName style={accuracyStyle} />
            </Table.Th>
            {columns.map((column) => {
              const guess = constantGuess[column.name];
              const hint = guess === undefined ? "" : `Guessing the same picture everywhere scores ${fixed(guess, column.digits)}`;
              return (
                <Table.Th key={column.name} ta="right">
                  <MetricName style={column} hint={hint} />
                </Table.Th>
              );
            })}
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
            return <BoardRow key={row.rowHash} row={row} columns={columns} isSelected={isSelected} onToggle={toggle} />;
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
