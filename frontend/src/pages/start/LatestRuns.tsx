import { Anchor, Group, Stack, Title } from "@mantine/core";
import { Link } from "react-router";
import type { RunRow } from "../../api/types";
import { RunTable } from "../../components/runTable/RunTable";

export function LatestRuns({ runs }: { runs: RunRow[] }) {
  return (
    <Stack gap="sm" component="section" aria-labelledby="latest-title">
      <Group justify="space-between">
        <Title order={2} size="h3" id="latest-title">
          Latest runs
        </Title>
        <Group>
          <Anchor component={Link} to="/boards">
            Boards
          </Anchor>
          <Anchor component={Link} to="/runs">
            All runs
          </Anchor>
        </Group>
      </Group>
      <RunTable runs={runs} />
    </Stack>
  );
}
