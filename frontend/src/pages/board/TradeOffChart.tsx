import { Card, Group, Select, Text, Title } from "@mantine/core";
import { useCallback, useMemo } from "react";
import { useNavigate } from "react-router";
import type { Board, BoardRow } from "../../api/types";
import { Chart } from "../../components/chart/Chart";
import { symbols } from "../../components/chart/colors";
import { useAxisStyle } from "../../components/chart/useAxisStyle";
import { useMetrics } from "../../components/useMetrics";
import { fixed } from "../../text/format";
import { accuracyStyle, betterArrow, type MetricColumn } from "../../text/metrics";
import { linesOf } from "./guessLines";

type Props = {
  board: Board;
  rows: BoardRow[];
  /** Id of a metric; what is none stands for the first column. */
  metric: string;
  onMetric: (metric: string) => void;
};

/** Accuracy against one metric: up and to the right is better on both. */
export function TradeOffChart({ board, rows, metric, onMetric }: Props) {
  const { columns } = useMetrics();
  const column = columns.find(({ name }) => name === metric) ?? columns[0];
  const drawn = useMemo(
    () => rows.filter(({ accuracy, metrics }) => column !== undefined && accuracy !== null && metrics[column.name] !== undefined),
    [rows, column],
  );
  if (column === undefined) return null;
  return (
    <Card withBorder component="section" aria-labelledby="trade-title">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="h4" id="trade-title">
            Accuracy against {column.title}
          </Title>
          <Text size="sm" c="dimmed">
            Further right classifies better, further up leaks less. A click opens the run. Dashed: chance and the constant guess.
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
      {drawn.length < 2 ? (
        <Text size="sm" mt="sm">
          Fewer than two rows have both numbers.
        </Text>
      ) : (
        <Scatter board={board} drawn={drawn} column={column} />
      )}
    </Card>
  );
}

function Scatter({ board, drawn, column }: { board: Board; drawn: BoardRow[]; column: MetricColumn }) {
  const navigate = useNavigate();
  const style = useAxisStyle();
  const lines = useMemo(() => linesOf(board, drawn, column), [board, drawn, column]);
  const option = useMemo(() => {
    const isUpsideDown = column.better === "lower";
    return {
      grid: { left: 12, right: 24, top: 36, bottom: 64, containLabel: true },
      legend: { bottom: 0, type: "scroll", ...style.legend },
      tooltip: { trigger: "item", ...style.tooltip },
      xAxis: {
        type: "value",
        scale: true,
        name: "accuracy →",
        nameLocation: "middle",
        nameGap: 28,
        ...style.axis,
        axisLine: { ...style.axis.axisLine, onZero: false },
      },
      yAxis: {
        type: "value",
        scale: true,
        inverse: isUpsideDown,
        nameLocation: isUpsideDown ? "start" : "end",
        name: `${column.title}${column.unit === "" ? "" : ` in ${column.unit}`} ${betterArrow(column)}`,
        ...style.axis,
      },
      series: [
        ...drawn.map((row, position) => ({
          type: "scatter",
          name: row.name,
          symbol: symbols[position % symbols.length],
          symbolSize: 15,
          data: [[row.accuracy?.mean, row.metrics[column.name]?.mean]],
        })),
        ...lines.map(({ name, points }) => ({
          type: "line",
          name,
          showSymbol: false,
          lineStyle: { type: "dashed", width: 1.5 },
          data: points,
        })),
      ],
    };
  }, [drawn, lines, style, column]);
  const open = useCallback(
    (_: number, position: number) => {
      const run = drawn[position]?.runs[0];
      if (run) void navigate(`/runs/${run}`);
    },
    [drawn, navigate],
  );
  const inWords = drawn
    .map((row) => {
      const values = [fixed(row.accuracy?.mean, accuracyStyle.digits), fixed(row.metrics[column.name]?.mean, column.digits)];
      return `${row.name}: accuracy ${values[0]}, ${column.title} ${values[1]}`;
    })
    .concat(lines.map(({ name, points }) => `${name}: ${name === "chance" ? points[0][0].toFixed(3) : fixed(points[0][1], column.digits)}`))
    .join("; ");
  return <Chart option={option} height={340} label={`Scatter picture. ${inWords}`} onPick={open} />;
}
