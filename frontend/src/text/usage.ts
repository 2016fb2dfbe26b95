import type { ExpectedUsage, Usage } from "../api/types";
import { duration, fixed } from "./format";

const joulesPerWattHour = 3_600;
const watthoursPerKilowattHour = 1_000;

/** 7200000 → "2.00 kWh", 36000 → "10.0 Wh". */
export function energy(joules: number): string {
  const wattHours = joules / joulesPerWattHour;
  return wattHours >= watthoursPerKilowattHour ? `${fixed(wattHours / watthoursPerKilowattHour, 2)} kWh` : `${fixed(wattHours, 1)} Wh`;
}

/** What attempts used, in words; empty where nobody measured anything. */
export function usageInWords({ processorSeconds, cardSeconds, joules, attempts, attemptsWithJoules }: Usage): string {
  if (attempts === 0) return "";
  const onCards = cardSeconds > 0 ? [`${duration(cardSeconds)} of cards`] : [];
  const some = attemptsWithJoules < attempts ? ` (known of ${attemptsWithJoules} of ${attempts} attempts)` : "";
  const known = joules === null ? [] : [`${energy(joules)} of cards' energy${some}`];
  return [`${duration(processorSeconds)} of processors`, ...onCards, ...known].join(", ");
}

/** What is expected to be used, in words; empty for nothing. */
export function expectedInWords({ processorSeconds, cardSeconds, joules }: ExpectedUsage): string {
  if (processorSeconds < 1 && cardSeconds < 1) return "";
  const onCards = cardSeconds >= 1 ? [`${duration(cardSeconds)} of cards`] : [];
  const known = joules === null ? [] : [energy(joules)];
  return ["about", [`${duration(processorSeconds)} of processors`, ...onCards, ...known].join(", ")].join(" ");
}
