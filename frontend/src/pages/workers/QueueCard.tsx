import { Button, Card, Group, Stack, Text, TextInput } from "@mantine/core";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { ProblemBox } from "../../components/ProblemBox";
import { usePause } from "./usePause";

/**
 * How much waits and works, and the switch that lets nothing new start. Each button stays where it is in both states: another person
 * may pause or resume at any moment, and a click meant for one must not land on its opposite.
 */
export function QueueCard() {
  const { queue, reason, type, pause, change, resume } = usePause();
  if (!queue.data)
    return (
      <Loaded query={queue} loading={<LoadingRows rows={1} height={80} />}>
        {() => null}
      </Loaded>
    );
  const { paused, queued, running } = queue.data;
  return (
    <Card withBorder component="section" aria-label="Queue">
      <Stack gap="sm">
        <Group justify="space-between">
          <Stack gap={0} style={{ flex: "1 1 16rem" }}>
            <Text fw={650}>{paused ? "■ The queue is paused" : "▷ The queue is open"}</Text>
            <Text size="sm" c="dimmed" className="as-typed">
              {queued} queued, {running} running{paused && queue.data.reason !== "" ? ` · ${queue.data.reason}` : ""}
            </Text>
          </Stack>
          <Group gap="xs">
            <TextInput
              aria-label="Why it is paused"
              placeholder={paused ? "another reason" : "why (optional)"}
              value={reason}
              onChange={(event) => type(event.currentTarget.value)}
            />
            <Button variant="default" disabled={paused} loading={pause.isPending} onClick={() => pause.mutate()}>
              Pause the queue
            </Button>
            <Button variant="default" disabled={!paused || reason === ""} loading={change.isPending} onClick={() => change.mutate()}>
              Change the reason
            </Button>
            <Button variant={paused ? "filled" : "default"} disabled={!paused} loading={resume.isPending} onClick={() => resume.mutate()}>
              Resume the queue
            </Button>
          </Group>
        </Group>
        {pause.data === "paused meanwhile" && paused && (
          <Text size="sm" role="status">
            Somebody paused it a moment before you. Their reason stays until you change it.
          </Text>
        )}
        {pause.isError && <ProblemBox error={pause.error} />}
        {change.isError && <ProblemBox error={change.error} />}
        {resume.isError && <ProblemBox error={resume.error} />}
      </Stack>
    </Card>
  );
}
