import { Table } from "@mantine/core";
import type { Board } from "../../api/types";
import { MetricName } from "../../components/MetricName";
import { useMetrics } from "../../components/useMetrics";
import { fixed } from "../../text/format";
import { accuracyStyle } from "../../text/metrics";
import { BoardRow } from "./BoardRow";
import { GuessRows } from "./GuessRows";
import { shortNames } from "./names";
import { type Sorting, SortHeading } from "./SortHeading";

type Props = {
  board: Board;
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  selected: string[];
  onSelect: (runs: string[]) => void;
};

/** All rows, as the service sorts them. A row stands for its latest run when it is ticked for comparison. */
export function BoardTable({ board, sorting, onSort, selected, onSelect }: Props) {
  const { columns } = useMetrics();
  const sorts = { sorting, onSort };
  const names = shortNames(board.rows.map(({ name }) => name));
  return (
    <Table.ScrollContainer minWidth={700 + columns.length * 105}>
      <Table verticalSpacing="sm" highlightOnHover aria-label="Leaderboard">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={36} aria-label="Select" />
            <SortHeading column="rank" bestFirst="asc" width={50} {...sorts}>
              Rank
            </SortHeading>
            <SortHeading column="name" bestFirst="asc" isText {...sorts}>
              Defense
            </SortHeading>
            <SortHeading column="accuracy" bestFirst="desc" {...sorts}>
              <MetricName style={accuracyStyle} />
            </SortHeading>
            {columns.map((column) => {
              const guess = board.constantGuess[column.name];
              const hint = guess === undefined ? "" : `Guessing the same picture everywhere scores ${fixed(guess, column.digits)}`;
              return (
                <SortHeading key={column.name} column={column.name} bestFirst={column.better === "lower" ? "asc" : "desc"} {...sorts}>
                  <MetricName style={column} hint={hint} />
                </SortHeading>
              );
            })}
            <SortHeading column="gain" bestFirst="desc" {...sorts}>
              <span title="more error for the attacker than without conditional entropy, seed by seed">+CEM gains</span>
            </SortHeading>
            <SortHeading column="n" bestFirst="desc" {...sorts}>
              <span title="seeds that succeeded">n</span>
            </SortHeading>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {board.rows.map((row) => {
            const run = row.runs[0];
            const isSelected = run !== undefined && selected.includes(run);
            const toggle = () => run !== undefined && onSelect(isSelected ? selected.filter((id) => id !== run) : [...selected, run]);
            return (
              <BoardRow
                key={row.rowHash}
                row={row}
                shortName={names.get(row.name) ?? row.name}
                columns={columns}
                isSelected={isSelected}
                onToggle={toggle}
              />
            );
          })}
          <GuessRows board={board} columns={columns} />
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
