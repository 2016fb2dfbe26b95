import { useComputedColorScheme } from "@mantine/core";
import { useMemo } from "react";

/** Axis lines and letters that can be read on the page's background; the same object until that changes. */
export function useAxisStyle() {
  const isDark = useComputedColorScheme("light") === "dark";
  return useMemo(() => axisStyle(isDark), [isDark]);
}

export type AxisStyle = ReturnType<typeof axisStyle>;

function axisStyle(isDark: boolean) {
  const ink = isDark ? "#c9c9c9" : "#495057";
  const faint = isDark ? "#3b3b3b" : "#e9ecef";
  return {
    axis: {
      axisLine: { show: true, lineStyle: { color: isDark ? "#696969" : "#adb5bd" } },
      axisLabel: { color: ink, hideOverlap: true },
      nameTextStyle: { color: ink },
      splitLine: { lineStyle: { color: faint } },
    },
    tooltip: {
      backgroundColor: isDark ? "#242424" : "#ffffff",
      borderColor: isDark ? "#4a4a4a" : "#dee2e6",
      textStyle: { color: isDark ? "#e9ecef" : "#212529" },
      confine: true,
    },
    legend: { itemGap: 24, itemWidth: 22, itemHeight: 11, textStyle: { color: ink }, inactiveColor: isDark ? "#5c5c5c" : "#ced4da" },
  };
}
