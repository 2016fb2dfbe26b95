import { Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { Chart } from "./Chart";
import { lineOf, signs } from "./colors";
import { Legend } from "./Legend";
import { inWords, type Series, sourceOf, unitTitle } from "./series";
import { useAxisStyle } from "./useAxisStyle";
import { usePalette } from "./usePalette";

type Props = { unit: string; group: Series[]; height?: number; isSmall?: boolean };

/** Learning curves that share a unit, over epochs. */
export function CurveChart({ unit, group, height = 240, isSmall = false }: Props) {
  const style = useAxisStyle();
  const palette = usePalette();
  const [hidden, setHidden] = useState<string[]>([]);
  const lines = useMemo(
    () => group.map((series, place) => ({ name: sourceOf(series.name), place: series.tone ?? place, points: series.points })),
    [group],
  );
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 14, top: isSmall ? 8 : 12, bottom: isSmall ? 6 : 26, containLabel: true },
      tooltip: { trigger: "axis", ...style.tooltip },
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
      series: lines
        .filter(({ name }) => !hidden.includes(name))
        .map(({ name, place, points }) => {
          const { color, symbol, type } = lineOf(place, palette);
          return {
            type: "line",
            color,
            name,
            data: points,
            symbol,
            symbolSize: 5,
            showSymbol: points.length < 40,
            lineStyle: { width: 2, type },
          };
        }),
    }),
    [lines, hidden, isSmall, palette, style],
  );
  const toggle = (name: string) => setHidden(hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name]);
  return (
    <div>
      <Text size="sm" fw={600}>
        {unitTitle(unit)}
        {isSmall && (
          <Text span size="xs" c="dimmed">
            {" "}
            {lines.map(({ name, place }) => `${signs[place % signs.length]} ${name}`).join("  ")}
          </Text>
        )}
      </Text>
      <Chart option={option} height={height} label={inWords(unit, group)} />
      {!isSmall && <Legend names={lines} hidden={hidden} palette={palette} onToggle={toggle} />}
    </div>
  );
}
