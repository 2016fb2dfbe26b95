/** Colors that people with color-blindness can tell apart (Okabe and Ito), slightly darkened for white paper. */
export const lightColors = ["#0072b2", "#c75a00", "#00835f", "#a8488a", "#8a6d00", "#3a8fc2", "#5c5c5c"];
export const darkColors = ["#56b4e9", "#f0a35e", "#35c59a", "#e39bc9", "#f0e442", "#8ecbff", "#c0c0c0"];

/** Beside the color every series has a sign and a line of its own. */
export const signs = ["●", "■", "▲", "◆", "▼", "△", "□"];
export const symbols = ["circle", "rect", "triangle", "diamond", "pin", "arrow", "roundRect"];
export const lineTypes = ["solid", "dashed", "dotted", [8, 3, 2, 3], "solid", "dashed", "dotted"] as const;

export type LineStyle = { color: string; symbol: string; type: (typeof lineTypes)[number] };

/** Color, symbol and pattern of the line at a place: no two of the first 49 are the same. */
export function lineOf(place: number, palette: readonly string[]): LineStyle {
  return { ...markOf(place, palette), type: lineTypes[(place + Math.floor(place / palette.length)) % lineTypes.length]! };
}

/** Color and symbol of the entry at a place: after all colors the same come again with other symbols. */
export function markOf(place: number, palette: readonly string[]): { color: string; symbol: string } {
  const round = Math.floor(place / palette.length);
  return { color: palette[place % palette.length]!, symbol: symbols[(place + round) % symbols.length]! };
}
