import { Anchor, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { PaperTable } from "../../api/types";
import { PlanText } from "../../components/PlanText";
import { ProblemBox } from "../../components/ProblemBox";
import { useReproduce } from "./useReproduce";

/** Queues the missing cells: first what that would be, in runs and hours, then the button that does it. */
export function Reproduce({ table }: { table: PaperTable }) {
  const { plan, start } = useReproduce(table.id, table.scale);
  return (
    <Stack gap="sm">
      <Group>
        <Button variant="default" loading={plan.isPending} onClick={() => plan.mutate()}>
          Reproduce…
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {plan.isSuccess && plan.data === null && "Nothing that can be computed here is missing."}
          {start.isSuccess && start.data !== null && (
            <>
              Queued as{" "}
              <Anchor component={Link} to={`/studies/${start.data}`}>
                a study
              </Anchor>
              .
            </>
          )}
        </Text>
      </Group>
      {plan.isError && <ProblemBox error={plan.error} />}
      {start.isError && <ProblemBox error={start.error} />}
      {plan.data && (
        <Paper withBorder p="md">
          <Stack gap="sm" align="flex-start">
            <PlanText plan={plan.data} />
            <Group>
              <Button loading={start.isPending} onClick={() => start.mutate()}>
                Queue what is missing
              </Button>
              <Button variant="default" onClick={() => plan.reset()}>
                Not now
              </Button>
            </Group>
          </Stack>
        </Paper>
      )}
    </Stack>
  );
}
