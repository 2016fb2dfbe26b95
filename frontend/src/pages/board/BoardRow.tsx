import { Anchor, Checkbox, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { BoardRow as Row } from "../../api/types";
import { AdequacyNote, Flag } from "../../components/AdequacyNote";
import { CellText } from "../../components/CellText";
import { Thumbnail } from "../../components/Thumbnail";
import { useVocabulary } from "../../components/useVocabulary";
import { defenseInWords } from "../../text/definition";
import { asObject } from "../../text/json";
import { accuracyStyle, type MetricColumn } from "../../text/metrics";

type Props = { row: Row; columns: MetricColumn[]; isSelected: boolean; onToggle: () => void };

export function BoardRow({ row, columns, isSelected, onToggle }: Props) {
  const vocabulary = useVocabulary();
  const run = row.runs[0];
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox aria-label={`Select ${row.name}`} checked={isSelected} onChange={onToggle} disabled={run === undefined} />
      </Table.Td>
      <Table.Td className="number" fw={650} title={row.unranked}>
        {row.rank ?? <span aria-label={`not ranked: ${row.unranked}`}>–</span>}
      </Table.Td>
      <Table.Td maw={340}>
        <Anchor component={Link} to={`/experiments/${row.experiment}`} fw={600}>
          {row.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {defenseInWords(asObject(row.definition).defense, vocabulary)}
        </Text>
        <RowFlag row={row} />
        <Text size="xs" c="dimmed">
          {row.backbone}, cut {row.cutLayer}
          {row.rank === null && row.unranked !== "" ? ` · not ranked: ${row.unranked}` : ""}
        </Text>
        {row.warnings.map((warning) => (
          <Text key={warning} size="xs">
            ! {warning}
          </Text>
        ))}
      </Table.Td>
      <Table.Td className="number">
        <CellText style={accuracyStyle} mean={row.accuracy?.mean} interval={row.accuracy?.interval} />
      </Table.Td>
      {columns.map((column) => (
        <Table.Td key={column.name} className="number">
          <CellText style={column} mean={row.metrics[column.name]?.mean} interval={row.metrics[column.name]?.interval} />
        </Table.Td>
      ))}
      <Table.Td className="number">{row.n}</Table.Td>
      <Table.Td>
        <Thumbnail src={row.thumbnail} name={row.name} height={56} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Why a row stands below the ranked ones, or that its rank counts the error of a guess. */
function RowFlag({ row }: { row: Row }) {
  if (Object.keys(row.metrics).length === 0) return null;
  if (row.standing.level === "at-guess") return <Flag color="gray" sign="=" word="at the constant guess" />;
  if (row.standing.level === "inadequate" && row.adequacy.verdict === "adequate")
    return <Flag color="orange" sign="!" word="no adequate decoder" />;
  return <AdequacyNote adequacy={row.adequacy} reasons={false} />;
}
