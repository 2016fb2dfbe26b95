import { Card, Text, Title, useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import type { Board } from "../../../api/types";
import { Figure } from "../../../components/chart/figure/Figure";
import { useAxisStyle } from "../../../components/chart/useAxisStyle";
import { type Stable, stabilityInWords, stabilityOption, stabilityTable, stableFamilies, stableRows } from "./stability";

const barPixels = 34;
const framePixels = 56;

/** How often each entry would have each rank, had other seeds been drawn. Nothing where too few seeds are shared. */
export function StabilityChart({ board }: { board: Board }) {
  const lists = [
    { title: "Families of strengths", entries: stableFamilies(board) },
    { title: "Rows of a single strength", entries: stableRows(board) },
  ].filter(({ entries }) => entries.length > 1);
  if (lists.length === 0) return null;
  return (
    <Card withBorder component="section" aria-labelledby="stability-title">
      <Title order={2} size="h4" id="stability-title">
        How stable the ranks are
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        Share of a thousand bootstrap draws of the shared seeds in which an entry has each place by the plain order of the means. The number
        in front is its rank, which tests decide.
      </Text>
      {lists.map(({ title, entries }) => (
        <Bars key={title} title={title} entries={entries} />
      ))}
    </Card>
  );
}

function Bars({ title, entries }: { title: string; entries: Stable[] }) {
  const style = useAxisStyle();
  const isDark = useComputedColorScheme("light") === "dark";
  const option = useMemo(() => stabilityOption(entries, style, isDark), [entries, style, isDark]);
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Figure
        name={`Rank stability, ${title}`}
        option={option}
        height={framePixels + entries.length * barPixels}
        label={`Bars of places. ${stabilityInWords(entries)}`}
        table={stabilityTable(entries)}
        isZoomed={false}
      />
    </div>
  );
}
