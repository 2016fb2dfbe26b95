import { Button, Card, Progress, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, client } from "../../api/client";
import type { Disk } from "../../api/types";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { Notice } from "../../components/Notice";
import { PageHead } from "../../components/PageHead";
import { ProblemBox } from "../../components/ProblemBox";
import { bytes } from "../../text/bytes";
import { moment, percent } from "../../text/format";
import { PartTable } from "./PartTable";
import { RuleCards } from "./RuleCards";

async function measure(): Promise<Disk> {
  const { data, error } = await client.GET("/api/v1/disk", { params: { query: { fresh: true } } });
  if (error) throw error;
  return data;
}

/** What lies on the disk, how much is free, and what the rules for old runs would clear. */
export function DiskPage() {
  const disk = api.useQuery("get", "/api/v1/disk", {}, { refetchInterval: 60_000 });
  const cache = useQueryClient();
  const again = useMutation({ mutationFn: measure, onSuccess: (data) => cache.setQueryData(["get", "/api/v1/disk", {}], data) });
  return (
    <>
      <PageHead title="Disk" lead="What lies on the disk of the service, and what limits it.">
        <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
          Measure again
        </Button>
      </PageHead>
      <Stack>
        {again.isError && <ProblemBox error={again.error} />}
        <Loaded query={disk} loading={<LoadingRows rows={6} />}>
          {(measured) => (
            <>
              {measured.shortage !== null && (
                <Notice role="alert" color="red" title="The disk is nearly full" sign="✗">
                  {measured.shortage}
                </Notice>
              )}
              <FreeSpace disk={measured} />
              <PartTable parts={measured.parts} />
              <Title order={2} size="h3">
                Old runs
              </Title>
              <RuleCards rules={measured.rules} />
              <Text size="xs" c="dimmed">
                Measured {moment(measured.measuredAt)}. What PostgreSQL holds is counted as its files lie on its disk; they keep their size
                when something is deleted, and are filled again.
              </Text>
            </>
          )}
        </Loaded>
      </Stack>
    </>
  );
}

function FreeSpace({ disk }: { disk: Disk }) {
  const free = disk.free / Math.max(1, disk.total);
  return (
    <Card withBorder component="section" aria-label="Free space">
      <Stack gap="xs">
        <Text>
          <strong>{bytes(disk.free)}</strong> of {bytes(disk.total)} free ({percent(free)})
        </Text>
        <Progress value={100 * (1 - free)} size="lg" color={free < disk.leastFree ? "red" : "iris"} aria-label="Used share of the disk" />
        <Text size="sm" c="dimmed">
          Below {percent(disk.leastFree)} nothing new is queued, and what runs is ended (obscura.disk.least-free).
        </Text>
      </Stack>
    </Card>
  );
}
