import { Anchor, Badge, Button, Card, Group, Progress, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { api } from "../../api/client";
import type { Worker } from "../../api/types";
import { ProblemBox } from "../../components/ProblemBox";
import { RunProgress } from "../../components/RunProgress";
import { useNow } from "../../components/useNow";
import { ago, moment } from "../../text/format";

/** What a run may take of each slot. */
function slotMemory({ heapMegabytes, offHeapMegabytes, gpuMegabytes }: Worker): string {
  const card = gpuMegabytes > 0 ? ` and ${gpuMegabytes} MB on the card` : "";
  return heapMegabytes > 0 ? `a slot has ${heapMegabytes} MB of heap, ${offHeapMegabytes} MB beside it${card}` : "of an earlier version";
}

const mostSets = 6;

/** Which data sets it reads; of many the first few. */
function reads(datasets: string[]): string {
  const more = datasets.length - mostSets;
  return datasets.length === 0
    ? "reads no data set"
    : `reads ${datasets.slice(0, mostSets).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Who started it, what it is called there, until when, and what it reads. */
function batch({ pilot, engine, engineJob, pool, endsAt, datasets }: Worker): string {
  const parts = [
    ...(pilot ? ["ends by itself when it has nothing to do"] : []),
    ...(engine === "" ? [] : [`${engine} job ${engineJob}`]),
    ...(pool === "" ? [] : [`pool ${pool}`]),
    ...(endsAt === null ? [] : [`until ${moment(endsAt)}`]),
    ...(datasets === null ? [] : [reads(datasets)]),
  ];
  return parts.join(" · ");
}

/** Memory and use of one of its cards, whoever they belong to. */
function CardState({ card }: { card: Worker["cards"][number] }) {
  const used = `${gigabytes(card.usedMegabytes)} of ${gigabytes(card.totalMegabytes)} GB used`;
  const busy = card.busyPercent < 0 ? "" : `, ${card.busyPercent} % busy`;
  return (
    <div>
      <Text size="sm">
        {card.name}:{" "}
        <Text span c="dimmed" size="sm">
          {used}
          {busy}
        </Text>
      </Text>
      <Progress value={(100 * card.usedMegabytes) / card.totalMegabytes} size="sm" aria-label={`Memory of ${card.name} in use`} />
    </div>
  );
}

function gigabytes(megabytes: number): string {
  return (megabytes / 1024).toFixed(1);
}

export function WorkerCard({ worker }: { worker: Worker }) {
  const now = useNow(2_000);
  const cache = useQueryClient();
  const drain = api.useMutation("post", "/api/v1/workers/{id}/drain", { onSuccess: () => void cache.invalidateQueries() });
  const condition = !worker.alive
    ? { color: "red", text: "✗ silent" }
    : worker.draining
      ? { color: "orange", text: "■ draining" }
      : { color: "teal", text: "✓ alive" };
  return (
    <Card withBorder component="section" aria-label={`Worker ${worker.host}`}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={650} truncate>
            {worker.host}{" "}
            <Text span c="dimmed" size="sm">
              process {worker.process}
            </Text>
          </Text>
          <Badge color={condition.color} variant="light" radius="sm" tt="none">
            {condition.text}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {worker.runs.length} of {worker.slots} {worker.slots === 1 ? "slot" : "slots"} busy · device {worker.device}
          {worker.engineBuild === worker.device ? "" : ` (${worker.engineBuild})`} · {slotMemory(worker)} · version {worker.version} · last
          seen <span title={moment(worker.lastSeenAt)}>{ago(worker.lastSeenAt, now)}</span>
        </Text>
        {batch(worker) !== "" && (
          <Text size="sm" c="dimmed" className="as-typed" title={worker.datasets?.join(", ")}>
            {batch(worker)}
          </Text>
        )}
        {worker.cards.map((card) => (
          <CardState key={card.uuid} card={card} />
        ))}
        {worker.runs.map((run) => (
          <div key={run.id}>
            <Anchor component={Link} to={`/runs/${run.id}`} size="sm">
              {run.name}, seed {run.seed}
            </Anchor>
            <RunProgress state="RUNNING" stage={run.stage} fraction={run.progress} name={run.name} />
          </div>
        ))}
        {worker.alive && !worker.draining && (
          <Group justify="flex-end">
            <Button
              size="xs"
              variant="default"
              loading={drain.isPending}
              onClick={() => drain.mutate({ params: { path: { id: worker.id } } })}
              title="It finishes what it has and claims nothing new, until it is started again"
            >
              Drain
            </Button>
          </Group>
        )}
        {drain.isError && <ProblemBox error={drain.error} />}
      </Stack>
    </Card>
  );
}
