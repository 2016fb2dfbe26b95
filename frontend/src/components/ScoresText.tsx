import { fixed } from "../text/format";
import { useMetrics } from "./useMetrics";

type Props = { scores: Record<string, number> | undefined; most?: number };

/** The scores of one picture in a line, as far as it has them: `MSE 0.03120 · PSNR 15.06 dB`. */
export function ScoresText({ scores, most }: Props) {
  const { columns } = useMetrics();
  const shown = columns.filter(({ name }) => scores?.[name] !== undefined).slice(0, most);
  return shown
    .map(({ name, title, digits, unit }) => `${title} ${fixed(scores?.[name], digits)}${unit === "" ? "" : ` ${unit}`}`)
    .join(" · ");
}
