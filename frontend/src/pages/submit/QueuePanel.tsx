import { Button, Card, Group, List, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { isSilence } from "../../api/problem";
import type { Purpose } from "../../api/purpose";
import { readTypedSubmitter, submitterMistake } from "../../api/submitter";
import type { Definition } from "../../api/types";
import { useSubmit } from "../../api/useSubmit";
import { Notice } from "../../components/Notice";
import { ProblemBox } from "../../components/ProblemBox";
import { PurposeFields } from "../../components/purpose/PurposeFields";
import { QuotaNote } from "../../components/QuotaNote";
import type { Draft } from "./definitionText";
import { EstimateText } from "./EstimateText";
import { SubmitterField } from "./SubmitterField";
import type { useDryRun } from "./useDryRun";

type Answer = ReturnType<typeof useDryRun>;
type Props = {
  draft: Draft;
  answer: Answer;
  purpose: Purpose;
  onPurpose: (purpose: Purpose) => void;
  isChanged: boolean;
  onDone: () => void;
};

/** What the service says about the draft, and the button that queues it: exactly what was checked, or nothing. */
export function QueuePanel({ draft, answer, purpose, onPurpose, isChanged, onDone }: Props) {
  const navigate = useNavigate();
  const [submitter, setSubmitter] = useState(readTypedSubmitter);
  const submit = useSubmit((runs) => {
    onDone();
    void navigate(runs.length === 1 ? `/runs/${runs[0]}` : "/runs");
  });
  const isReadable = draft.mistake === "";
  const accepted = isReadable && answer.data ? answer.data : undefined;
  const warnings = accepted?.estimate.warnings ?? [];
  return (
    <Card withBorder component="section" aria-label="Check and queue">
      <Stack gap="sm">
        <SubmitterField name={submitter} onChange={setSubmitter} />
        <PurposeFields purpose={purpose} onChange={onPurpose} />
        {!isReadable && (
          <Notice color="red" title="The JSON cannot be read" sign="✗" role="alert">
            {draft.mistake} The form waits until it can.
          </Notice>
        )}
        {isReadable && answer.isError && <ProblemBox error={answer.error} />}
        {accepted && <EstimateText answer={accepted} />}
        {accepted && <QuotaNote quotas={accepted.quotas} />}
        {warnings.length > 0 && (
          <Notice color="orange" title="Worth knowing" sign="!">
            <List size="sm">
              {warnings.map((warning) => (
                <List.Item key={warning}>{warning}</List.Item>
              ))}
            </List>
          </Notice>
        )}
        {submit.isError && <ProblemBox error={submit.error} />}
        <Group justify="space-between">
          <Group>
            <Button
              disabled={!answer.isAccepted || submitterMistake(submitter) !== ""}
              loading={submit.isPending}
              onClick={() => submit.mutate({ definitions: [draft.definition as Definition], purpose })}
            >
              Queue
            </Button>
            <Text size="xs" c="dimmed" role="status">
              {isReadable ? verdict(answer) : "Not readable yet"}
            </Text>
          </Group>
          <Button variant="subtle" color="gray" size="xs" disabled={!isChanged} onClick={onDone}>
            Discard the draft
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {isChanged ? "Your changes are kept in this tab until they are queued or discarded." : "Nothing was changed yet."}
        </Text>
      </Stack>
    </Card>
  );
}

function verdict(answer: Answer): string {
  if (!answer.isSettled) return "Checking…";
  if (!answer.isError) return "Checked by the service";
  return isSilence(answer.error) ? "Not checked yet" : "Not valid yet";
}
