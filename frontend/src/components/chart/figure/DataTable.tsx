import { Table, Text } from "@mantine/core";
import { useState } from "react";
import { fixed } from "../../../text/format";
import type { FigureColumn, FigureTable, FigureValue } from "./table";

const mostRows = 200;

/** The numbers behind a picture, folded until somebody asks for them. */
export function DataTable({ name, table }: { name: string; table: FigureTable }) {
  const [isOpen, setOpen] = useState(false);
  const rows = table.rows.slice(0, mostRows).map((values, place) => ({ values, key: `${place} ${values.join(" ")}` }));
  return (
    <details className="more" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Numbers of this picture</summary>
      {isOpen && (
        <Table.ScrollContainer minWidth={table.columns.length * 90}>
          <Table aria-label={`Numbers: ${name}`} fz="xs">
            <Table.Thead>
              <Table.Tr>
                {table.columns.map((column) => (
                  <Table.Th key={column.title} ta={isNumber(column) ? "right" : "left"}>
                    {column.title}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ values, key }) => (
                <Table.Tr key={key}>
                  {table.columns.map((column, place) => (
                    <Table.Td key={column.title} className={isNumber(column) ? "number" : undefined}>
                      {shown(values[place] ?? null, column)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {isOpen && table.rows.length > mostRows && (
        <Text size="xs" c="dimmed">
          The first {mostRows} of {table.rows.length} rows; the CSV has all.
        </Text>
      )}
    </details>
  );
}

function isNumber({ digits }: FigureColumn): boolean {
  return digits !== undefined;
}

function shown(value: FigureValue, { digits = 4 }: FigureColumn): string {
  return typeof value === "string" ? value : fixed(value, digits);
}
