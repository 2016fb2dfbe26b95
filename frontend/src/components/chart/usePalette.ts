import { useComputedColorScheme } from "@mantine/core";
import { darkColors, lightColors } from "./colors";

/** The colors of the scheme that is shown. */
export function usePalette(): readonly string[] {
  return useComputedColorScheme("light") === "dark" ? darkColors : lightColors;
}
