import { Anchor, Checkbox, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { BoardRow as Row, Cell } from "../../api/types";
import { CellText } from "../../components/CellText";
import { Thumbnail } from "../../components/Thumbnail";
import { useVocabulary } from "../../components/useVocabulary";
import { defenseInWords } from "../../text/definition";
import { asObject } from "../../text/json";
import { boardMetrics } from "../../text/metrics";

type Props = { row: Row; isSelected: boolean; onToggle: () => void };

export function BoardRow({ row, isSelected, onToggle }: Props) {
  const vocabulary = useVocabulary();
  const run = row.runs[0];
  const cells: Record<(typeof boardMetrics)[number], Cell | null> = {
    accuracy: row.accuracy,
    mse: row.mse,
    psnr: row.psnr,
    ssim: row.ssim,
  };
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox aria-label={`Select ${row.name}`} checked={isSelected} onChange={onToggle} disabled={run === undefined} />
      </Table.Td>
      <Table.Td className="number" fw={650} title={row.unranked}>
        {row.rank ?? <span aria-label={`not ranked: ${row.unranked}`}>–</span>}
      </Table.Td>
      <Table.Td maw={340}>
        {run === undefined ? (
          <Text fw={600}>{row.name}</Text>
        ) : (
          <Anchor component={Link} to={`/runs/${run}`} fw={600}>
            {row.name}
          </Anchor>
        )}
        <Text size="xs" c="dimmed">
          {defenseInWords(asObject(row.definition).defense, vocabulary)}
        </Text>
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
      {boardMetrics.map((name) => (
        <Table.Td key={name} className="number">
          <CellText metric={name} mean={cells[name]?.mean} interval={cells[name]?.interval} />
        </Table.Td>
      ))}
      <Table.Td className="number">{row.n}</Table.Td>
      <Table.Td>
        <Thumbnail src={row.thumbnail} name={row.name} height={56} />
      </Table.Td>
    </Table.Tr>
  );
}
