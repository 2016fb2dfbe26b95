import { Group, Stack, Text } from "@mantine/core";
import { useLive } from "../../../api/useRun";
import type { Run } from "../../../api/types";
import { RunProgress } from "../../../components/RunProgress";
import { liveInWords } from "../../../text/live";
import { InterimPictures } from "./InterimPictures";

/** A run that waits or is computed: how far it is, how long it takes, what its attacks make of the gallery so far. */
export function LiveCard({ run }: { run: Run }) {
  const live = useLive(run.id, true).data;
  const words = live === undefined ? [] : liveInWords(live);
  return (
    <Stack gap="xs">
      <RunProgress state={run.state} stage={run.stage} fraction={run.progress} name={run.name} />
      {words.length > 0 && (
        <Group gap="md" role="status">
          {words.map((text) => (
            <Text key={text} size="sm">
              {text}
            </Text>
          ))}
        </Group>
      )}
      <InterimPictures pictures={live?.pictures ?? []} />
    </Stack>
  );
}
