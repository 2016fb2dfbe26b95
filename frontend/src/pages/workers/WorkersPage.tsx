import { SimpleGrid, Stack, Text } from "@mantine/core";
import { api } from "../../api/client";
import { EmptyNote } from "../../components/EmptyNote";
import { LinkButton } from "../../components/LinkButton";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { QueueCard } from "./QueueCard";
import { WorkerCard } from "./WorkerCard";

/** Who executes runs, and whether anything may start. */
export function WorkersPage() {
  const workers = api.useQuery("get", "/api/v1/workers", {}, { refetchInterval: 3_000 });
  return (
    <>
      <PageHead title="Workers" lead="Processes that claim runs from the queue, on this machine and on others.">
        <LinkButton to="/cluster" variant="default">
          Cluster
        </LinkButton>
      </PageHead>
      <Stack>
        <QueueCard />
        <Loaded query={workers} loading={<LoadingRows rows={2} height={120} />}>
          {({ workers: known }) =>
            known.length === 0 ? (
              <EmptyNote title="No worker is connected">
                <Text>
                  Queued runs wait until one is. Start one with <code>java -jar obscura.jar worker</code>.
                </Text>
              </EmptyNote>
            ) : (
              <SimpleGrid cols={{ base: 1, md: 2 }}>
                {known.map((worker) => (
                  <WorkerCard key={worker.id} worker={worker} />
                ))}
              </SimpleGrid>
            )
          }
        </Loaded>
      </Stack>
    </>
  );
}
