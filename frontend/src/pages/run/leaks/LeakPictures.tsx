import { Card, SimpleGrid, Text, Title } from "@mantine/core";
import { useMemo } from "react";
import type { Run, Scores } from "../../../api/types";
import { Figure } from "../../../components/chart/figure/Figure";
import { useAxisStyle } from "../../../components/chart/useAxisStyle";
import { usePalette } from "../../../components/chart/usePalette";
import type { MetricStyle } from "../../../text/metrics";
import { histogramOption, leaksInWords, leaksTable, sharesInWords, sortedOption } from "./leaks";

type Props = { run: Run; scores: Scores; metric: MetricStyle; isLog: boolean; onLog: (isLog: boolean) => void };

/** The scores of all images as a histogram, and in order. */
export function LeakPictures({ run, scores, metric, isLog, onLog }: Props) {
  const style = useAxisStyle();
  const palette = usePalette();
  const mayLog = metric.unit !== "dB" && scores.scores.every((score) => score > 0);
  const look = useMemo(() => ({ style, color: palette[0]!, accent: palette[1]! }), [style, palette]);
  const histogram = useMemo(() => histogramOption(scores, metric, look), [scores, metric, look]);
  const sorted = useMemo(() => sortedOption(scores, metric, isLog && mayLog, look), [scores, metric, isLog, mayLog, look]);
  const label = leaksInWords(scores, metric);
  const table = leaksTable(scores, metric);
  const name = `${run.name}, seed ${run.seed}, ${scores.attack}, ${metric.title}`;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Card withBorder padding="sm">
        <Title order={2} size="h5">
          How many images have which {metric.title}
        </Title>
        <Text size="xs" c="dimmed">
          {sharesInWords(scores)}
        </Text>
        <Figure name={`${name}, histogram`} option={histogram} height={300} label={`Histogram. ${label}`} table={table} />
      </Card>
      <Card withBorder padding="sm">
        <Title order={2} size="h5">
          All images in order
        </Title>
        <Figure
          name={`${name}, in order`}
          option={sorted}
          height={300}
          label={`Sorted curve. ${label}`}
          table={table}
          {...(mayLog && { log: { isOn: isLog, onChange: onLog } })}
        />
      </Card>
    </SimpleGrid>
  );
}
