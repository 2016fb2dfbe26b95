import { Card, Group, Select, Text, Title } from "@mantine/core";
import { useCallback, useMemo } from "react";
import { useNavigate } from "react-router";
import type { Board, BoardRow } from "../../../api/types";
import { Figure } from "../../../components/chart/figure/Figure";
import { useAxisStyle } from "../../../components/chart/useAxisStyle";
import { usePalette } from "../../../components/chart/usePalette";
import { useMetrics } from "../../../components/useMetrics";
import { fixed, percent } from "../../../text/format";
import { accuracyStyle, type MetricColumn } from "../../../text/metrics";
import { drawnOf, hasLog, type TradeOff, tradeOffOption, tradeOffTable } from "./tradeOff";

type Props = {
  board: Board;
  rows: BoardRow[];
  /** Id of a metric; what is none stands for the first column. */
  metric: string;
  onMetric: (metric: string) => void;
  isLog: boolean;
  onLog: (isLog: boolean) => void;
};

/** Accuracy against one metric: up and to the right is better on both. */
export function TradeOffChart({ board, rows, metric, onMetric, isLog, onLog }: Props) {
  const { columns } = useMetrics();
  const column = columns.find(({ name }) => name === metric) ?? columns[0];
  if (column === undefined) return null;
  return (
    <Card withBorder component="section" aria-labelledby="trade-title">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2} size="h4" id="trade-title">
            Accuracy against {column.title}
          </Title>
          <Text size="sm" c="dimmed">
            Further right classifies better, further up leaks less. A click opens the experiment.
          </Text>
        </div>
        <Select
          aria-label="Metric of the chart"
          data={columns.map(({ name, title }) => ({ value: name, label: title }))}
          value={column.name}
          onChange={(chosen) => chosen !== null && onMetric(chosen)}
          allowDeselect={false}
          w={130}
        />
      </Group>
      <Scatter board={board} rows={rows} column={column} isLeading={column === columns[0]} isLog={isLog} onLog={onLog} />
    </Card>
  );
}

type ScatterProps = { board: Board; rows: BoardRow[]; column: MetricColumn; isLeading: boolean } & Pick<Props, "isLog" | "onLog">;

function Scatter({ board, rows, column, isLeading, isLog, onLog }: ScatterProps) {
  const navigate = useNavigate();
  const style = useAxisStyle();
  const palette = usePalette();
  const drawn = useMemo(() => drawnOf(rows, column), [rows, column]);
  const mayLog = hasLog(drawn, column);
  const tradeOff = useMemo<TradeOff>(
    () => ({ board, drawn, column, isLeading, isLog: isLog && mayLog }),
    [board, drawn, column, isLeading, isLog, mayLog],
  );
  const option = useMemo(() => tradeOffOption(tradeOff, { style, palette, ink: style.axis.axisLabel.color }), [tradeOff, style, palette]);
  const open = useCallback(
    (_: number, position: number) => {
      const row = drawn[position];
      if (row) void navigate(`/experiments/${row.experiment}`);
    },
    [drawn, navigate],
  );
  if (drawn.length < 2) {
    return (
      <Text size="sm" mt="sm">
        Fewer than two rows have both numbers.
      </Text>
    );
  }
  const inWords = drawn
    .map((row) => {
      const values = [fixed(row.accuracy?.mean, accuracyStyle.digits), fixed(row.metrics[column.name]?.mean, column.digits)];
      return `${row.name}: accuracy ${values[0]}, ${column.title} ${values[1]}`;
    })
    .join("; ");
  return (
    <>
      <Figure
        name={`Accuracy against ${column.title}, ${board.dataset}`}
        option={option}
        height={380}
        label={`Scatter picture. ${inWords}`}
        table={tradeOffTable(tradeOff)}
        onPick={open}
        {...(mayLog && { log: { isOn: isLog, onChange: onLog } })}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {captionOf(board, column, isLeading)}
      </Text>
    </>
  );
}

/** What the lines are. */
function captionOf(board: Board, column: MetricColumn, isLeading: boolean): string {
  const guess = board.constantGuess[column.name];
  const hypervolume = board.hypervolume;
  const hasBand = (hypervolume?.band.length ?? 0) > 0;
  return [
    "Bars: 95 % intervals over seeds.",
    isLeading && board.front.length > 0 ? "Line: the front, which no row beats in both." : "",
    isLeading && hasBand ? "Shaded: the middle 95 % of the front over bootstrap draws of the seeds." : "",
    isLeading && hypervolume ? `It covers ${percent(hypervolume.share)} of what a perfect defense would (hypervolume).` : "",
    isLeading && hypervolume && !hasBand ? "A band needs five seeds that all rows have." : "",
    guess === undefined ? "" : `Dashed: guessing the same picture everywhere, ${fixed(guess, column.digits)}.`,
    board.chance === null ? "" : `Chance: accuracy ${fixed(board.chance, accuracyStyle.digits)}.`,
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}
