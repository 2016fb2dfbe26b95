const none = "–";

/** A number with a fixed count of digits after the point; a dash where there is none. */
export function fixed(value: number | null | undefined, digits: number): string {
  return value === null || value === undefined || !Number.isFinite(value) ? none : value.toFixed(digits);
}

/** 85256 → "85 256", with thin spaces that do not break. */
export function grouped(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** 0.873 → "87 %". */
export function percent(fraction: number | null | undefined, digits = 0): string {
  return fraction === null || fraction === undefined || !Number.isFinite(fraction) ? none : `${(fraction * 100).toFixed(digits)} %`;
}

/** 3725 → "1 h 2 min"; two units at most. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return none;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** How long ago an instant was, in words. */
export function ago(instant: string | null | undefined, now: number): string {
  if (!instant) return none;
  const seconds = (now - Date.parse(instant)) / 1000;
  if (!Number.isFinite(seconds)) return none;
  if (seconds < 5) return "just now";
  return seconds < 60 ? `${Math.round(seconds)} s ago` : `${duration(seconds).replace(/ \d+ s$/, "")} ago`;
}

/** An instant in the reader's own time zone, which is named. */
export function moment(instant: string | null | undefined): string {
  if (!instant) return none;
  return new Date(instant).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "long" });
}

/** The time of day of an instant in milliseconds. */
export function timeOfDay(millis: number): string {
  return new Date(millis).toLocaleTimeString(undefined, { timeStyle: "medium" });
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** camelCase → "camel case", for settings and measures whose names come from the service. */
export function words(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
}
