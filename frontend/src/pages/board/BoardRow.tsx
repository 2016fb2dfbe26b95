import { Anchor, Box, Checkbox, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { BoardRow as Row } from "../../api/types";
import { AdequacyNote, Flag } from "../../components/AdequacyNote";
import { CellText } from "../../components/CellText";
import { Thumbnail } from "../../components/Thumbnail";
import { useVocabulary } from "../../components/useVocabulary";
import { defenseInWords } from "../../text/definition";
import { accuracyStyle, type MetricColumn } from "../../text/metrics";
import { GainText } from "./GainText";

type Props = { row: Row; shortName: string; columns: MetricColumn[]; isSelected: boolean; onToggle: () => void };

export function BoardRow({ row, shortName, columns, isSelected, onToggle }: Props) {
  const vocabulary = useVocabulary();
  const run = row.runs[0];
  const leading = columns[0];
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox aria-label={`Select ${row.name}`} checked={isSelected} onChange={onToggle} disabled={run === undefined} />
      </Table.Td>
      <Table.Td className="number" fw={650} title={row.rank === null ? row.unranked : stabilityOf(row)}>
        {row.rank ?? <span aria-label={`not ranked: ${row.unranked}`}>–</span>}
      </Table.Td>
      <Table.Td miw={230} maw={360}>
        <Anchor component={Link} to={`/experiments/${row.experiment}`} fw={600} title={row.name} aria-label={row.name}>
          {shortName}
        </Anchor>
        <Text size="xs" c="dimmed">
          {defenseInWords(row.defense, vocabulary)}
        </Text>
        <RowFlag row={row} />
        <Box my={4}>
          <Thumbnail src={row.thumbnail} name={row.name} height={52} />
        </Box>
        {/* Beside the name there is no room for columns on a small screen. */}
        <Box hiddenFrom="sm">
          <Text size="xs">
            {accuracyStyle.title} <CellText style={accuracyStyle} mean={row.accuracy?.mean} interval={row.accuracy?.interval} />
          </Text>
          {leading && (
            <Text size="xs">
              {leading.title}{" "}
              <CellText style={leading} mean={row.metrics[leading.name]?.mean} interval={row.metrics[leading.name]?.interval} />
            </Text>
          )}
        </Box>
        {row.notRanked.map(({ code, sentence }) => (
          <Text key={code} size="xs" c="dimmed" title={sentence}>
            {code === "in-family" ? "ranked with its family" : `not ranked: ${sentence}`}
          </Text>
        ))}
        <Notes notes={[...row.flags, ...row.warnings]} />
      </Table.Td>
      <Table.Td className="number">
        <CellText style={accuracyStyle} mean={row.accuracy?.mean} interval={row.accuracy?.interval} />
      </Table.Td>
      {columns.map((column) => (
        <Table.Td key={column.name} className="number">
          <CellText style={column} mean={row.metrics[column.name]?.mean} interval={row.metrics[column.name]?.interval} />
        </Table.Td>
      ))}
      <Table.Td className="number">
        <GainText gain={row.gain} />
      </Table.Td>
      <Table.Td className="number">{row.n}</Table.Td>
    </Table.Tr>
  );
}

/** One is said at once; several are folded, or a board of many seeds would be a wall of words. */
function Notes({ notes }: { notes: string[] }) {
  const lines = notes.map((note) => (
    <Text key={note} size="xs">
      ! {note}
    </Text>
  ));
  if (lines.length < 2) return lines;
  return (
    <details className="more">
      <summary>! {lines.length} notes</summary>
      {lines}
    </details>
  );
}

/** How often it would stand where, had other seeds been drawn. */
function stabilityOf({ stability }: Row): string | undefined {
  if (stability.length === 0) return undefined;
  const places = stability.map((share, place) => `${place + 1}: ${(100 * share).toFixed(0)} %`);
  return `Place in bootstrap draws of the seeds: ${places.join(", ")}`;
}

/** Why a row stands below the ranked ones, or that its rank counts the error of a guess. */
function RowFlag({ row }: { row: Row }) {
  if (Object.keys(row.metrics).length === 0) return null;
  if (row.standing.level === "at-guess") return <Flag color="gray" sign="=" word="at the constant guess" />;
  if (row.standing.level === "inadequate" && row.adequacy.verdict === "adequate")
    return <Flag color="orange" sign="!" word="no adequate decoder" />;
  return <AdequacyNote adequacy={row.adequacy} reasons={false} />;
}
