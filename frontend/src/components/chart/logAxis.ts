/** A round number at or below: 1, 2 or 5 times a power of ten. */
export function roundBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [5, 2, 1].find((one) => one * power <= value * (1 + Number.EPSILON)) ?? 1;
  return Number((step * power).toPrecision(1));
}

/** A round number at or above. */
export function roundAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((one) => one * power >= value * (1 - Number.EPSILON)) ?? 10;
  return Number((step * power).toPrecision(1));
}

/** A logarithmic axis between round numbers: whole decades would leave most of a picture empty. */
export const logAxis = {
  type: "log",
  min: ({ min }: { min: number }) => roundBelow(min),
  max: ({ max }: { max: number }) => roundAbove(max),
};
