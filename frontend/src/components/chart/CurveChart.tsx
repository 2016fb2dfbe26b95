import { Text, useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";
import { Chart } from "./Chart";
import { darkColors, lightColors, lineTypes, signs, symbols } from "./colors";
import { inWords, type Series, sourceOf, unitTitle } from "./series";
import { useAxisStyle } from "./useAxisStyle";

type Props = { unit: string; group: Series[]; height?: number; isSmall?: boolean };

/** Learning curves that share a unit, over epochs. */
export function CurveChart({ unit, group, height = 240, isSmall = false }: Props) {
  const style = useAxisStyle();
  const palette = useComputedColorScheme("light") === "dark" ? darkColors : lightColors;
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 14, top: isSmall ? 8 : 12, bottom: isSmall ? 6 : 44, containLabel: true },
      tooltip: { trigger: "axis", ...style.tooltip },
      legend: isSmall ? { show: false } : { bottom: 0, type: "scroll", ...style.legend },
      xAxis: {
        type: "value",
        scale: true,
        minInterval: 1,
        name: isSmall ? "" : "epoch",
        nameLocation: "middle",
        nameGap: 22,
        ...style.axis,
        splitLine: { show: false },
      },
      yAxis: { type: "value", scale: true, splitNumber: isSmall ? 2 : 4, ...style.axis },
      series: group
        .map((series, place) => [series, series.tone ?? place] as const)
        .map(([series, position]) => ({
          type: "line",
          color: palette[position % palette.length],
          name: sourceOf(series.name),
          data: series.points,
          symbol: symbols[position % symbols.length],
          symbolSize: 5,
          showSymbol: series.points.length < 40,
          lineStyle: { width: 2, type: lineTypes[position % lineTypes.length] },
        })),
    }),
    [group, isSmall, palette, style],
  );
  return (
    <div>
      <Text size="sm" fw={600}>
        {unitTitle(unit)}
        {isSmall && (
          <Text span size="xs" c="dimmed">
            {" "}
            {group.map(({ name, tone }, place) => `${signs[(tone ?? place) % signs.length]} ${sourceOf(name)}`).join("  ")}
          </Text>
        )}
      </Text>
      <Chart option={option} height={height} label={inWords(unit, group)} />
    </div>
  );
}
