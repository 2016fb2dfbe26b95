/** 0.413 → "+41 %", with a real minus. */
export function signedPercent(share: number | undefined, digits = 0): string {
  if (share === undefined) return "–";
  const text = Math.abs(100 * share).toFixed(digits);
  return `${share < 0 ? "−" : "+"}${text} %`;
}
