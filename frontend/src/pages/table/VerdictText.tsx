import { Badge } from "@mantine/core";
import type { PaperTableCell } from "../../api/types";
import { verdictStyle } from "./verdicts";

/** A verdict as sign and word; why comes with the mouse, and for screen readers beside it. */
export function VerdictText({ cell }: { cell: PaperTableCell }) {
  if (cell.verdict === null) return null;
  const { sign, word, color, says } = verdictStyle(cell.verdict);
  const why = cell.reason === "" ? says : cell.reason;
  return (
    <Badge variant="light" color={color} radius="sm" size="sm" tt="none" title={why} leftSection={<span aria-hidden>{sign}</span>}>
      {word}
    </Badge>
  );
}
