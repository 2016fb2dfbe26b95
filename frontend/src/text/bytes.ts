const units = ["B", "KB", "MB", "GB", "TB"];
const step = 1024;

/** 812345 → "793 KB"; three digits, in steps of 1024 as the service counts. */
export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= step - 0.5 && unit < units.length - 1) {
    value /= step;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${units[unit]}`;
}
