import { SimpleGrid, Stack, Text } from "@mantine/core";
import { api } from "../../api/client";
import { EmptyNote } from "../../components/EmptyNote";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { ProblemBox } from "../../components/ProblemBox";
import { QueueCard } from "./QueueCard";
import { WorkerCard } from "./WorkerCard";

/** Who executes runs, and whether anything may start. */
export function WorkersPage() {
  const workers = api.useQuery("get", "/api/v1/workers", {}, { refetchInterval: 3_000 });
  return (
    <>
      <PageHead title="Workers" lead="Processes that claim runs from the queue, on this machine and on others." />
      <Stack>
        <QueueCard />
        {workers.isPending && <LoadingRows rows={2} height={120} />}
        {workers.isError && <ProblemBox error={workers.error} onRetry={() => void workers.refetch()} />}
        {workers.data?.workers.length === 0 && (
          <EmptyNote title="No worker is connected">
            <Text>Queued runs wait until one is. Start one with <code>java -jar obscura.jar worker</code>.</Text>
          </EmptyNote>
        )}
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          {(workers.data?.workers ?? []).map((worker) => <WorkerCard key={worker.id} worker={worker} />)}
        </SimpleGrid>
      </Stack>
    </>
  );
}
