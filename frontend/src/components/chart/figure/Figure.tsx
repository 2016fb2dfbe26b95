import { ActionIcon, Button, Group, Switch, useComputedColorScheme } from "@mantine/core";
import type { EChartsCoreOption } from "echarts/core";
import { useCallback, useRef, useState } from "react";
import { Chart } from "../Chart";
import type { Drawing } from "../echarts";
import { DataTable } from "./DataTable";
import { csvOf, type FigureTable } from "./table";
import { fileName, pngOf, save, svgOf } from "./save";
import { zoom } from "./zoom";

type Props = {
  /** Names the files. */
  name: string;
  option: EChartsCoreOption;
  height: number;
  /** In words what the picture shows. */
  label: string;
  table: FigureTable;
  onPick?: (dataIndex: number, seriesIndex: number) => void;
  /** Undefined where a logarithm makes no sense. */
  log?: { isOn: boolean; onChange: (isOn: boolean) => void };
  /** Whether it has axes to zoom into. */
  isZoomed?: boolean;
};

const moves = [
  { move: "in", sign: "+", says: "Zoom in" },
  { move: "out", sign: "−", says: "Zoom out" },
  { move: "left", sign: "←", says: "Move left" },
  { move: "right", sign: "→", says: "Move right" },
] as const;

/** A picture with what belongs to one: zoom, a logarithmic axis, the picture and its numbers to take along, and the numbers to read. */
export function Figure({ name, option, height, label, table, onPick, log, isZoomed = true }: Props) {
  const drawing = useRef<Drawing>(null);
  const keep = useCallback((drawn: Drawing | null) => void (drawing.current = drawn), []);
  const [mistake, setMistake] = useState("");
  const ground = useComputedColorScheme("light") === "dark" ? "#242424" : "#ffffff";
  const take = (ending: "svg" | "png") => {
    const drawn = drawing.current;
    if (!drawn) return;
    const svg = svgOf(drawn, ground);
    if (ending === "svg") save(new Blob([svg], { type: "image/svg+xml" }), fileName(name, "svg"));
    else
      pngOf(svg, drawn.getWidth(), drawn.getHeight()).then(
        (png) => save(png, fileName(name, "png")),
        ({ message }: Error) => setMistake(message),
      );
  };
  return (
    <div>
      <Chart option={option} height={height} label={label} onDrawing={keep} {...(onPick && { onPick })} />
      <Group gap={6} mt={4} role="group" aria-label={`Tools of ${name}`}>
        {isZoomed &&
          moves.map(({ move, sign, says }) => (
            <ActionIcon
              key={move}
              variant="default"
              size="md"
              aria-label={says}
              title={says}
              onClick={() => drawing.current && zoom(drawing.current, move)}
            >
              <span aria-hidden>{sign}</span>
            </ActionIcon>
          ))}
        {isZoomed && (
          <Button variant="default" size="compact-sm" onClick={() => drawing.current && zoom(drawing.current, "whole")}>
            Whole
          </Button>
        )}
        {log && (
          <Switch size="xs" label="log scale" checked={log.isOn} onChange={({ currentTarget }) => log.onChange(currentTarget.checked)} />
        )}
        <Group gap={6} ml="auto">
          {(["svg", "png"] as const).map((ending) => (
            <Button
              key={ending}
              variant="default"
              size="compact-sm"
              aria-label={`Save as ${ending.toUpperCase()}`}
              onClick={() => take(ending)}
            >
              {ending.toUpperCase()}
            </Button>
          ))}
          <Button
            variant="default"
            size="compact-sm"
            aria-label="Save the numbers as CSV"
            onClick={() => save(new Blob([csvOf(table)], { type: "text/csv;charset=utf-8" }), fileName(name, "csv"))}
          >
            CSV
          </Button>
        </Group>
      </Group>
      {mistake !== "" && <p role="alert">{`The picture was not saved: ${mistake}. Take the SVG.`}</p>}
      <DataTable name={name} table={table} />
    </div>
  );
}
