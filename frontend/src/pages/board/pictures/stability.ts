import type { Board } from "../../../api/types";
import type { FigureTable } from "../../../components/chart/figure/table";
import type { AxisStyle } from "../../../components/chart/useAxisStyle";
import { percent } from "../../../text/format";

/** One ranked entry and the share of bootstrap draws in which it has each place, the first place first. */
export type Stable = { name: string; rank: number; shares: number[] };

/** Ranked families and ranked single rows are two lists, which are never mixed. */
export function stableFamilies(board: Board): Stable[] {
  return ordered(board.families.map(({ title, rank, stability }) => ({ name: title, rank, shares: stability })));
}

export function stableRows(board: Board): Stable[] {
  return ordered(board.rows.map(({ name, rank, stability }) => ({ name, rank, shares: stability })));
}

function ordered(entries: { name: string; rank: number | null; shares: number[] }[]): Stable[] {
  return entries
    .flatMap(({ name, rank, shares }) => (rank === null || shares.length === 0 ? [] : [{ name, rank, shares }]))
    .sort((one, other) => one.rank - other.rank);
}

/** A share below this has no room for its letters. */
const leastLabeled = 0.07;

/** One bar per entry, parted by places. The shade falls with the place, and the place is written into its part. */
export function stabilityOption(entries: Stable[], style: AxisStyle, isDark: boolean) {
  const places = entries[0]?.shares.length ?? 0;
  return {
    grid: { left: 8, right: 20, top: 8, bottom: 32, containLabel: true },
    tooltip: { trigger: "item", ...style.tooltip, valueFormatter: (share: number) => percent(share, 1) },
    xAxis: {
      type: "value",
      max: 1,
      name: "share of draws",
      nameLocation: "middle",
      nameGap: 24,
      ...style.axis,
      axisLabel: { ...style.axis.axisLabel, formatter: (share: number) => percent(share) },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: entries.map(({ name, rank }) => `${rank}. ${name}`),
      ...style.axis,
      axisLabel: { ...style.axis.axisLabel, width: 150, overflow: "truncate" },
    },
    series: Array.from({ length: places }, (_, place) => ({
      type: "bar",
      name: `place ${place + 1}`,
      stack: "places",
      barMaxWidth: 28,
      color: shade(place, places, isDark),
      itemStyle: { borderColor: isDark ? "#242424" : "#ffffff", borderWidth: 1 },
      label: {
        show: true,
        color: isLightShade(place, places, isDark) ? "#111111" : "#ffffff",
        formatter: ({ value }: { value: number }) => (value >= leastLabeled ? String(place + 1) : ""),
      },
      data: entries.map(({ shares }) => shares[place] ?? 0),
    })),
  };
}

/** From strong to pale on white paper, from bright to dark in the dark. */
function lightness(place: number, places: number, isDark: boolean): number {
  const fall = places < 2 ? 0 : place / (places - 1);
  return isDark ? 72 - 44 * fall : 30 + 58 * fall;
}

function shade(place: number, places: number, isDark: boolean): string {
  return `hsl(204, 60%, ${lightness(place, places, isDark)}%)`;
}

function isLightShade(place: number, places: number, isDark: boolean): boolean {
  return lightness(place, places, isDark) > 48;
}

export function stabilityTable(entries: Stable[]): FigureTable {
  const places = entries[0]?.shares.length ?? 0;
  return {
    columns: [
      { title: "Rank", digits: 0 },
      { title: "Entry" },
      ...Array.from({ length: places }, (_, place) => ({ title: `Place ${place + 1}`, digits: 3 })),
    ],
    rows: entries.map(({ name, rank, shares }) => [rank, name, ...shares]),
  };
}

export function stabilityInWords(entries: Stable[]): string {
  return entries
    .map(({ name, shares }) => {
      const best = shares.indexOf(Math.max(...shares));
      return `${name}: place ${best + 1} in ${percent(shares[best])} of the draws`;
    })
    .join("; ");
}
