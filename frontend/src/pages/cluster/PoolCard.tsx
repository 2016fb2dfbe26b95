import { Badge, Button, Card, Group, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { ClusterPool } from "../../api/types";
import { useMay } from "../../api/useSession";
import { Notice } from "../../components/Notice";
import { ProblemBox } from "../../components/ProblemBox";

/** One kind of pilots: how many there are, how many are wanted, and why one waits or nothing is tried any more. */
export function PoolCard({ pool }: { pool: ClusterPool }) {
  const cache = useQueryClient();
  const may = useMay();
  const resume = api.useMutation("post", "/api/v1/cluster/pools/{name}/resume", { onSuccess: () => void cache.invalidateQueries() });
  const isStopped = pool.stopped !== "";
  return (
    <Card withBorder component="section" aria-label={`Pool ${pool.name}`}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={650} truncate>
            {pool.name}{" "}
            <Text span c="dimmed" size="sm">
              device {pool.device}, at most {pool.max}
            </Text>
          </Text>
          <Badge color={isStopped ? "red" : "teal"} variant="light" radius="sm" tt="none">
            {isStopped ? "✗ stopped" : "✓ open"}
          </Badge>
        </Group>
        <Text size="sm">
          {pool.waiting} {pool.waiting === 1 ? "run waits" : "runs wait"} for it · {pool.wanted} {pool.wanted === 1 ? "pilot" : "pilots"}{" "}
          wanted · {pool.running} running, {pool.busy} of them busy · {pool.pending} waiting for a node
        </Text>
        {pool.reasons.length > 0 && (
          <Text size="sm" c="dimmed" className="as-typed">
            They wait because of {pool.reasons.join(", ")}.
          </Text>
        )}
        {isStopped && (
          <Notice color="red" title="Nothing more is submitted for this pool" sign="✗">
            <Stack gap="xs" align="flex-start">
              <span className="as-typed">{pool.stopped}</span>
              <Button
                size="xs"
                variant="default"
                disabled={!may.administer}
                loading={resume.isPending}
                onClick={() => resume.mutate({ params: { path: { name: pool.name } } })}
              >
                Try again
              </Button>
            </Stack>
          </Notice>
        )}
        {resume.isError && <ProblemBox error={resume.error} />}
      </Stack>
    </Card>
  );
}
