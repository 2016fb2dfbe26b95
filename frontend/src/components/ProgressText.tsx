import { Progress, Text } from "@mantine/core";
import type { StudyProgress } from "../api/types";
import { duration, percent } from "../text/format";
import { countsInWords, progressStyle } from "../text/study";

/** How far many runs are: a bar, the states in words, what is left. */
export function ProgressText({ progress, name }: { progress: StudyProgress; name: string }) {
  const left = progress.secondsLeft > 0 ? ` · about ${duration(progress.secondsLeft)} of computing left` : "";
  return (
    <div>
      <Progress value={progress.progress * 100} size="md" color={progressStyle(progress.state).color} aria-label={`Progress of ${name}`} />
      <Text size="xs" c="dimmed" mt={2}>
        {percent(progress.progress)} of {progress.runs} {progress.runs === 1 ? "run" : "runs"}: {countsInWords(progress.counts)}
        {left}
      </Text>
    </div>
  );
}
