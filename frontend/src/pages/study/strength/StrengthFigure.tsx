import { useMediaQuery } from "@mantine/hooks";
import { useMemo } from "react";
import { reconstructionUrl } from "../../../api/links";
import type { Study } from "../../../api/types";
import { Figure } from "../../../components/chart/figure/Figure";
import { useAxisStyle } from "../../../components/chart/useAxisStyle";
import { usePalette } from "../../../components/chart/usePalette";
import type { MetricStyle } from "../../../text/metrics";
import type { StrengthLine, StrengthPoint } from "./curves";
import { heightOf, strengthInWords, strengthOption, type StrengthPicture, strengthTable } from "./strengthOption";
import { usePictures } from "./usePictures";

type Props = {
  study: Study;
  axis: string;
  lines: StrengthLine[];
  metric: MetricStyle;
  isLog: boolean;
  onLog?: (isLog: boolean) => void;
  at: number;
  attack: string;
  /** Of the gallery; undefined while it is not known. */
  image: number | undefined;
};

/** Every pixel becomes a square, so that a small picture stays sharp in print. */
const scale = 4;

/** Strength curves with what was rebuilt above each point. */
export function StrengthFigure({ study, axis, lines, metric, isLog, onLog, at, attack, image }: Props) {
  const style = useAxisStyle();
  const palette = usePalette();
  const isNarrow = useMediaQuery("(max-width: 48em)") ?? false;
  const addressOf = ({ run }: StrengthPoint) =>
    run === undefined || image === undefined ? undefined : `${reconstructionUrl(run, attack, image)}?scale=${scale}`;
  const addresses = [...new Set(lines.flatMap(({ points }) => points.map(addressOf)).filter((address) => address !== undefined))];
  const pictures = usePictures(addresses);
  const byAddress = new Map(addresses.map((address, place) => [address, pictures[place]]));
  const picture: StrengthPicture = { axis, lines, metric, isLog, at, pictureOf: (point) => byAddress.get(addressOf(point) ?? "") };
  const option = strengthOption(picture, { style, palette, isNarrow });
  // What is drawn is compared by what it says: the lines are made anew at every look, and a new option forgets the zoom.
  const drawn = JSON.stringify(option);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- as said above
  const kept = useMemo(() => option, [drawn]);
  return (
    <Figure
      name={`${study.name}, along ${axis}`}
      option={kept}
      height={heightOf(lines)}
      label={strengthInWords(picture)}
      table={strengthTable(picture)}
      {...(onLog && { log: { isOn: isLog, onChange: onLog } })}
    />
  );
}
