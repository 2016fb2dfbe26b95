import { useComputedColorScheme, useMantineTheme } from "@mantine/core";
import type { EChartsCoreOption } from "echarts/core";
import { useEffect, useRef } from "react";
import { darkColors, lightColors } from "./colors";
import { type Drawing, echarts } from "./echarts";

type Props = {
  option: EChartsCoreOption;
  height: number;
  label: string;
  onPick?: (dataIndex: number, seriesIndex: number) => void;
  /** Is given the drawing, to zoom into it or to save it, and null when it is gone. */
  onDrawing?: (drawing: Drawing | null) => void;
};

/** A drawing that follows its box and the color scheme; the label says in words what it shows. */
export function Chart({ option, height, label, onPick, onDrawing }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing>(null);
  const isDark = useComputedColorScheme("light") === "dark";
  // The letters of a saved picture have nothing to inherit from.
  const { fontFamily } = useMantineTheme();

  useEffect(() => {
    const element = box.current!;
    const created = echarts.init(element, null, { renderer: "svg" });
    drawing.current = created;
    onDrawing?.(created);
    const observer = new ResizeObserver(() => created.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      created.dispose();
      onDrawing?.(null);
    };
  }, [onDrawing]);

  useEffect(() => {
    const ink = isDark ? "#c9c9c9" : "#495057";
    drawing.current?.setOption(
      { color: isDark ? darkColors : lightColors, textStyle: { color: ink, fontFamily }, animation: false, ...option },
      { notMerge: true },
    );
  }, [option, isDark, fontFamily, onDrawing]);

  useEffect(() => {
    const target = drawing.current;
    if (!target || !onPick) return undefined;
    const pick = (event: { dataIndex?: number; seriesIndex?: number }) => onPick(event.dataIndex ?? 0, event.seriesIndex ?? 0);
    target.on("click", pick);
    return () => void target.off("click", pick);
  }, [onPick, onDrawing]);

  return <div ref={box} role="img" aria-label={label} style={{ height, width: "100%" }} />;
}
