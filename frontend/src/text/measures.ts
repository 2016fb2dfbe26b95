import { capitalized, duration, fixed, grouped, words } from "./format";
import { accuracyStyle } from "./metrics";

const counts: Record<string, string> = {
  edgeParameters: "Edge parameters",
  edgeMultiplyAdds: "Edge multiply-adds",
  featureBytes: "Feature bytes",
  featureElements: "Feature elements",
};

/** A measure of the defended network as title and text; units come from the end of its name. */
export function measureText(name: string, value: number | null | undefined): { title: string; value: string } {
  const count = counts[name];
  if (count) return { title: count, value: grouped(value) };
  if (name.startsWith("accuracy")) return { title: capitalized(words(name)), value: fixed(value, accuracyStyle.digits) };
  if (name.endsWith("Micros")) return { title: `${capitalized(words(name.slice(0, -6)))} (µs)`, value: grouped(value) };
  if (name.endsWith("Millis")) return { title: `${capitalized(words(name.slice(0, -6)))} (ms)`, value: fixed(value, 2) };
  if (name.endsWith("Seconds")) return { title: capitalized(words(name.slice(0, -7))), value: duration(value) };
  const isCount = value !== null && value !== undefined && Number.isInteger(value) && Math.abs(value) >= 1000;
  return { title: capitalized(words(name)).replace(".", ": "), value: isCount ? grouped(value) : fixed(value, 4) };
}
