import { Button, Card, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { ProblemBox } from "../../components/ProblemBox";

/** How much waits and works, and the switch that lets nothing new start. */
export function QueueCard() {
  const cache = useQueryClient();
  const [reason, setReason] = useState("");
  const queue = api.useQuery("get", "/api/v1/queue", {}, { refetchInterval: 3_000 });
  const renew = { onSuccess: () => void cache.invalidateQueries() };
  const pause = api.useMutation("post", "/api/v1/queue/pause", renew);
  const resume = api.useMutation("post", "/api/v1/queue/resume", renew);
  if (!queue.data) return <Loaded query={queue} loading={<LoadingRows rows={1} height={80} />}>{() => null}</Loaded>;
  const { paused, queued, running } = queue.data;
  return (
    <Card withBorder component="section" aria-label="Queue">
      <Stack gap="sm">
        <Group justify="space-between">
          <Stack gap={0}>
            <Text fw={650}>{paused ? "⏸ The queue is paused" : "▶ The queue is open"}</Text>
            <Text size="sm" c="dimmed">{queued} queued, {running} running{paused && queue.data.reason !== "" ? ` · ${queue.data.reason}` : ""}</Text>
          </Stack>
          {paused
            ? <Button loading={resume.isPending} onClick={() => resume.mutate({})}>Resume the queue</Button>
            : (
              <Group gap="xs">
                <TextInput aria-label="Why it is paused" placeholder="why (optional)" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
                <Button variant="default" loading={pause.isPending} onClick={() => pause.mutate({ body: { reason: reason === "" ? null : reason } })}>Pause the queue</Button>
              </Group>
            )}
        </Group>
        {pause.isError && <ProblemBox error={pause.error} />}
        {resume.isError && <ProblemBox error={resume.error} />}
      </Stack>
    </Card>
  );
}
