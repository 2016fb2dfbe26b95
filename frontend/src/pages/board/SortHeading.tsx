import { Table, UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";

export type Sorting = { sort: string; order: string };

type Props = {
  column: string;
  /** Which way a first press sorts: what is best comes first. */
  bestFirst: "asc" | "desc";
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  children: ReactNode;
  width?: number;
  isText?: boolean;
};

/** The heading of a column that sorts by it: the best first, and with another press the other way round. */
export function SortHeading({ column, bestFirst, sorting, onSort, children, width, isText = false }: Props) {
  const isSorted = (sorting.sort === "" ? "rank" : sorting.sort) === column;
  const order = sorting.order === "" ? bestFirst : sorting.order;
  const other = order === "asc" ? "desc" : "asc";
  const next = isSorted ? { sort: column, order: other } : { sort: column, order: "" };
  return (
    <Table.Th ta={isText ? "left" : "right"} w={width} aria-sort={isSorted ? (order === "asc" ? "ascending" : "descending") : "none"}>
      <UnstyledButton fz="inherit" fw="inherit" style={{ whiteSpace: "nowrap" }} onClick={() => onSort(next)}>
        {children}
        {isSorted && <span aria-hidden> {order === "asc" ? "▲" : "▼"}</span>}
      </UnstyledButton>
    </Table.Th>
  );
}
