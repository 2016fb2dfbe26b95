import { Stack, Text, Title } from "@mantine/core";
import { api } from "../../api/client";
import { EmptyNote } from "../../components/EmptyNote";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { Notice } from "../../components/Notice";
import { PageHead } from "../../components/PageHead";
import { moment } from "../../text/format";
import { CommandTable } from "./CommandTable";
import { PilotTable } from "./PilotTable";
import { PoolCard } from "./PoolCard";

/** The batch system that starts workers: pools, pilots, what was said to it last, and what is wrong. */
export function ClusterPage() {
  const cluster = api.useQuery("get", "/api/v1/cluster", {}, { refetchInterval: 5_000 });
  return (
    <>
      <PageHead title="Cluster" lead="Workers that a batch system starts while runs wait, and that end by themselves (pilots)." />
      <Loaded query={cluster} loading={<LoadingRows rows={3} height={80} />}>
        {(seen) => (
          <Stack>
            {seen.error !== "" && (
              <Notice role="alert" color="red" title="It is not known how many pilots there are" sign="✗">
                <span className="as-typed">{seen.error}</span>
              </Notice>
            )}
            {seen.engine === "none" && (
              <EmptyNote title="This service starts no pilots">
                <Text>
                  Set <code>obscura.cluster.engine=slurm</code> and a pool, and it asks Slurm for workers as runs wait.
                </Text>
              </EmptyNote>
            )}
            {seen.pools.map((pool) => (
              <PoolCard key={pool.name} pool={pool} />
            ))}
            {seen.pilots.length > 0 && (
              <>
                <Title order={2} size="h3">
                  Pilots
                </Title>
                <PilotTable pilots={seen.pilots} />
              </>
            )}
            {seen.commands.length > 0 && (
              <>
                <Title order={2} size="h3">
                  Last commands
                </Title>
                <CommandTable commands={seen.commands} />
              </>
            )}
            {seen.lookedAt !== null && (
              <Text size="xs" c="dimmed">
                Last look {moment(seen.lookedAt)}, by {seen.scaledBy}.
              </Text>
            )}
          </Stack>
        )}
      </Loaded>
    </>
  );
}
