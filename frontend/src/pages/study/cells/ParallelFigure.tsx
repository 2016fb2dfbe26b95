import { Box, Card, Text, Title, useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import type { Study } from "../../../api/types";
import { Figure } from "../../../components/chart/figure/Figure";
import { useAxisStyle } from "../../../components/chart/useAxisStyle";
import { useMetrics } from "../../../components/useMetrics";
import { accuracyStyle } from "../../../text/metrics";
import { parallelInWords, parallelOf, parallelOption, parallelTable } from "./parallel";

const height = 380;
const axisPixels = 100; // nearer to each other their names overlap
const fewest = 3;

/** All cells at once, whatever is varied: which settings go with which accuracy and error. Nothing for a handful of cells. */
export function ParallelFigure({ study, attack }: { study: Study; attack: string }) {
  const { columns } = useMetrics();
  const style = useAxisStyle();
  const isDark = useComputedColorScheme("light") === "dark";
  const cells = parallelOf(study, attack, accuracyStyle, columns);
  const drawn = JSON.stringify(parallelTable(cells));
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the numbers say whether it is another picture
  const option = useMemo(() => parallelOption(cells, style, isDark), [drawn, style, isDark]);
  if (cells.lines.length < fewest) return null;
  return (
    <Card withBorder component="section" aria-labelledby="cells-title">
      <Title order={2} size="h4" id="cells-title">
        All cells
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        A line per cell, over its settings and what was found under {attack === "" ? "no attack" : attack}. Drag along an axis to keep the
        lines that pass there; a click on the axis shows all again.
      </Text>
      <Box tabIndex={0} role="group" aria-label="All cells, wider than a small screen" style={{ overflowX: "auto" }}>
        <Box miw={(cells.axes.length + cells.measures.length) * axisPixels}>
          <Figure
            name={`${study.name}, all cells`}
            option={option}
            height={height}
            label={parallelInWords(cells)}
            table={parallelTable(cells)}
            isZoomed={false}
          />
        </Box>
      </Box>
    </Card>
  );
}
