import { Card, Text, Title } from "@mantine/core";
import { useCallback, useMemo } from "react";
import { useNavigate } from "react-router";
import type { BoardRow } from "../../api/types";
import { Chart } from "../../components/chart/Chart";
import { symbols } from "../../components/chart/colors";
import { useAxisStyle } from "../../components/chart/useAxisStyle";
import { fixed } from "../../text/format";

/** Accuracy against reconstruction error: up and to the right is better on both. */
export function TradeOffChart({ rows }: { rows: BoardRow[] }) {
  const navigate = useNavigate();
  const style = useAxisStyle();
  const drawn = useMemo(() => rows.filter(({ accuracy, mse }) => accuracy !== null && mse !== null), [rows]);
  const option = useMemo(
    () => ({
      grid: { left: 12, right: 24, top: 36, bottom: 64, containLabel: true },
      legend: { bottom: 0, type: "scroll", ...style.legend },
      tooltip: { trigger: "item", ...style.tooltip },
      xAxis: { type: "value", scale: true, name: "accuracy →", nameLocation: "middle", nameGap: 28, ...style.axis },
      yAxis: { type: "value", scale: true, name: "MSE ↑", ...style.axis },
      series: drawn.map((row, position) => ({
        type: "scatter",
        name: row.name,
        symbol: symbols[position % symbols.length],
        symbolSize: 15,
        data: [[row.accuracy?.mean, row.mse?.mean]],
      })),
    }),
    [drawn, style],
  );
  const open = useCallback(
    (_: number, position: number) => {
      const run = drawn[position]?.runs[0];
      if (run) void navigate(`/runs/${run}`);
    },
    [drawn, navigate],
  );
  if (drawn.length < 2) return null;
  const inWords = drawn.map((row) => `${row.name}: accuracy ${fixed(row.accuracy?.mean, 3)}, MSE ${fixed(row.mse?.mean, 4)}`).join("; ");
  return (
    <Card withBorder component="section" aria-labelledby="trade-title">
      <Title order={2} size="h4" id="trade-title">
        Accuracy against reconstruction error
      </Title>
      <Text size="sm" c="dimmed">
        Further right classifies better, further up leaks less. A click opens the run.
      </Text>
      <Chart option={option} height={340} label={`Scatter picture. ${inWords}`} onPick={open} />
    </Card>
  );
}
