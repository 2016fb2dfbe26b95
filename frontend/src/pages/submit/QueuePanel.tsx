import { Button, Card, Group, List, Stack, Text } from "@mantine/core";
import { useNavigate } from "react-router";
import type { Definition } from "../../api/types";
import { useSubmit } from "../../api/useSubmit";
import { Notice } from "../../components/Notice";
import { ProblemBox } from "../../components/ProblemBox";
import type { Draft } from "./definitionText";
import { EstimateText } from "./EstimateText";
import { SubmitterField } from "./SubmitterField";
import type { useDryRun } from "./useDryRun";

type Props = { draft: Draft; answer: ReturnType<typeof useDryRun> };

/** What the service says about the definition, and the button that queues it. */
export function QueuePanel({ draft, answer }: Props) {
  const navigate = useNavigate();
  const submit = useSubmit((runs) => void navigate(runs.length === 1 ? `/runs/${runs[0]}` : "/runs"));
  const isReadable = draft.mistake === "";
  const warnings = answer.data?.estimate.warnings ?? [];
  return (
    <Card withBorder component="section" aria-label="Check and queue">
      <Stack gap="sm">
        <SubmitterField />
        {!isReadable && <Notice color="red" title="The JSON cannot be read" sign="✗" role="alert">{draft.mistake}</Notice>}
        {isReadable && answer.isError && <ProblemBox error={answer.error} />}
        {isReadable && !answer.isError && answer.data && <EstimateText answer={answer.data} />}
        {isReadable && !answer.isError && warnings.length > 0 && (
          <Notice color="orange" title="Worth knowing" sign="!">
            <List size="sm">{warnings.map((warning) => <List.Item key={warning}>{warning}</List.Item>)}</List>
          </Notice>
        )}
        {submit.isError && <ProblemBox error={submit.error} />}
        <Group>
          <Button
            disabled={!isReadable || (answer.isError && answer.isSettled)}
            loading={submit.isPending}
            onClick={() => submit.mutate([draft.definition as Definition])}
          >
            Queue
          </Button>
          <Text size="xs" c="dimmed" role="status">{answer.isSettled ? (answer.isError ? "Not valid yet" : "Checked by the service") : "Checking…"}</Text>
        </Group>
      </Stack>
    </Card>
  );
}
