import { Text } from "@mantine/core";
import type { BoardRow } from "../../api/types";
import { signedPercent } from "./signed";

/** What a row with conditional entropy has over the same without: of the error in percent, of the accuracy in points. */
export function GainText({ gain }: { gain: BoardRow["gain"] }) {
  if (gain === null) return <span>–</span>;
  const { error, accuracy } = gain;
  const bySeed = gain.seeds.map((seed, position) => `seed ${seed}: ${signedPercent(gain.bySeed[position])}`).join(", ");
  return (
    <span title={`Over “${gain.twinName}”, which lacks ${gain.part}. ${bySeed}`}>
      <span className="number">
        {signedPercent(error.mean)}
        {error.interval !== null && <span className="interval"> ± {(100 * error.interval).toFixed(0)} %</span>}
      </span>
      <Text size="xs" c="dimmed">
        {error.n} {error.n === 1 ? "pair" : "pairs"}, accuracy {signedPercent(accuracy.mean, 1).replace(" %", " points")}
      </Text>
    </span>
  );
}
