import type { QuotaLine } from "../api/types";
import { bytes } from "./bytes";
import { fixed } from "./format";

const titles: Record<QuotaLine["resource"], string> = {
  "queued-runs": "Runs that wait",
  "processor-hours": "Processor hours",
  "card-hours": "Card hours",
  "stored-bytes": "Stored results",
};

export function resourceTitle(resource: QuotaLine["resource"]): string {
  return titles[resource];
}

/** A number of a resource in its unit. */
export function amount(resource: QuotaLine["resource"], value: number): string {
  if (resource === "stored-bytes") return bytes(value);
  return resource === "queued-runs" ? fixed(value, 0) : `${fixed(value, 2)} h`;
}

/** "2.50 h of 10.00 h, 1.00 h promised"; without a limit what is used alone. */
export function standing({ resource, used, promised, limit }: QuotaLine): string {
  const most = limit > 0 ? ` of ${amount(resource, limit)}` : "";
  const waiting = promised > 0 ? `, ${amount(resource, promised)} promised to what waits` : "";
  return `${amount(resource, used)}${most}${waiting}`;
}
