import { SimpleGrid, Stack, VisuallyHidden } from "@mantine/core";
import type { Run } from "../../../api/types";
import { ValueCard } from "../../../components/ValueCard";
import { duration, moment } from "../../../text/format";
import { usageInWords } from "../../../text/usage";
import { inOrder } from "../../../text/provenance";
import { ChangeList } from "./ChangeList";
import { NotesCard } from "./NotesCard";
import { VerifyCard } from "./VerifyCard";

/** Where the numbers come from: machine, versions, hashes, times, and every change of state. */
export function AboutTab({ run }: { run: Run }) {
  const times = {
    queued: moment(run.queuedAt),
    started: moment(run.startedAt),
    finished: moment(run.finishedAt),
    attempt: String(run.attempt),
    worker: run.worker ?? "–",
    priority: String(run.priority),
    used: usageInWords(run.used) || "–",
  };
  const timings = Object.fromEntries(Object.entries(run.timings).map(([stage, seconds]) => [stage, duration(seconds)]));
  return (
    <Stack>
      <VisuallyHidden>
        <h2>Where the numbers come from</h2>
      </VisuallyHidden>
      <SimpleGrid cols={{ base: 1, md: 2 }} style={{ alignItems: "start" }}>
        <ValueCard
          title="Provenance"
          values={{ run: run.id, experiment: run.experiment, ...inOrder(run.provenance) }}
          whenEmpty="Known when the run has succeeded."
        />
        <Stack>
          <ValueCard title="Times" values={times} whenEmpty="" />
          <ValueCard title="Time per stage" values={timings} whenEmpty="Known when the run has succeeded." isNumeric />
          {run.state === "SUCCEEDED" && <VerifyCard run={run.id} />}
          <NotesCard key={run.id} run={run.id} />
        </Stack>
      </SimpleGrid>
      <ChangeList changes={run.changes} />
    </Stack>
  );
}
