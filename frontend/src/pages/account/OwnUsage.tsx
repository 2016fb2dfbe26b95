import { Card, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { api } from "../../api/client";
import type { HolderUsage } from "../../api/types";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { resourceTitle, standing } from "../../text/quota";
import { usageInWords } from "../../text/usage";

/** What one uses of one's quota, and one's projects of theirs. */
export function OwnUsage() {
  const usage = api.useQuery("get", "/api/v1/usage", {});
  return (
    <Stack gap="xs" component="section" aria-label="Usage">
      <Title order={2} size="h3">
        Usage
      </Title>
      <Loaded query={usage} loading={<LoadingRows rows={2} />}>
        {({ account, projects, windowSeconds }) => (
          <>
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              {[account, ...projects].map((holder) => (
                <HolderCard key={holder.of + holder.name} holder={holder} />
              ))}
            </SimpleGrid>
            <Text size="xs" c="dimmed">
              Hours count for {Math.round(windowSeconds / 86_400)} days, also those of runs that were deleted.
            </Text>
          </>
        )}
      </Loaded>
    </Stack>
  );
}

function HolderCard({ holder }: { holder: HolderUsage }) {
  return (
    <Card withBorder>
      <Text fw={600}>
        {holder.of === "project" ? "Project " : ""}
        {holder.name}
      </Text>
      {holder.quotas.map((line) => (
        <Text key={line.resource} size="sm">
          {line.exceeded && "✗ "}
          {resourceTitle(line.resource)}: {standing(line)}
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        {usageInWords(holder.used)}
      </Text>
    </Card>
  );
}
