import { Progress, Text } from "@mantine/core";
import type { PaperTableProgress } from "../api/types";

/** How much of a paper table is measured: a bar, and the same in words. */
export function TableProgress({ progress, name }: { progress: PaperTableProgress; name: string }) {
  const { runs, succeeded, moving, ended } = progress;
  const words = [
    runs === 0 ? "nothing of it can be computed here" : `${succeeded} of ${runs} ${runs === 1 ? "run" : "runs"}`,
    moving > 0 ? `${moving} queued or running` : "",
    ended > 0 ? `${ended} failed or cancelled` : "",
  ].filter((part) => part !== "");
  return (
    <div>
      <Progress value={runs === 0 ? 0 : (100 * succeeded) / runs} size="sm" aria-label={`Measured of ${name}`} />
      <Text size="xs" c="dimmed" mt={2}>
        {words.join(", ")}
      </Text>
    </div>
  );
}
