import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { PaperTable, PaperTableRow } from "../../api/types";
import { measuredText } from "./measured";
import { VerdictText } from "./VerdictText";

/** Published above measured in every cell, both in the unit of the paper, and the verdict below. */
export function PaperTableGrid({ table }: { table: PaperTable }) {
  return (
    <Table.ScrollContainer minWidth={230 + table.columns.length * 130}>
      <Table verticalSpacing="xs" aria-label={table.title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th miw={200}>Row</Table.Th>
            {table.columns.map((column) => (
              <Table.Th key={column.id} ta="right" style={{ verticalAlign: "bottom" }}>
                {column.title} <span aria-label={`${column.better} is better`}>{column.better === "higher" ? "↑" : "↓"}</span>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.rows.map((row) => (
            <Table.Tr key={row.label}>
              <Table.Th scope="row" style={{ verticalAlign: "top" }}>
                <RowHead row={row} seeds={table.seeds.length} />
              </Table.Th>
              {table.columns.map((column, position) => {
                const cell = row.cells[position];
                return (
                  <Table.Td key={column.id} className="number" style={{ verticalAlign: "top" }}>
                    {cell && (
                      <>
                        <Text size="xs" c="dimmed" span>
                          published{" "}
                        </Text>
                        {cell.published?.text ?? "–"}
                        <br />
                        <Text size="xs" c="dimmed" span>
                          measured{" "}
                        </Text>
                        <b>{measuredText(cell, column)}</b>
                        <br />
                        <VerdictText cell={cell} />
                      </>
                    )}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function RowHead({ row, seeds }: { row: PaperTableRow; seeds: number }) {
  const counts = [
    `n = ${row.succeeded} of ${seeds}`,
    row.moving > 0 ? `${row.moving} queued or running` : "",
    row.ended > 0 ? `${row.ended} failed or cancelled` : "",
  ].filter((words) => words !== "");
  return (
    <>
      {row.experiment === null ? (
        row.label
      ) : (
        <Anchor component={Link} to={`/experiments/${row.experiment}`} fw={600}>
          {row.label}
        </Anchor>
      )}
      <Text size="xs" c="dimmed" fw={400}>
        {row.missing === "" ? counts.join(", ") : row.missing}
      </Text>
      {row.note !== "" && (
        <Text size="xs" c="dimmed" fw={400} fs="italic">
          {row.note}
        </Text>
      )}
    </>
  );
}
