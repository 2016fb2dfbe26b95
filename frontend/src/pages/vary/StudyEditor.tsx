import { Button, Card, Grid, Group, List, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { readTypedSubmitter, submitterMistake } from "../../api/submitter";
import { ProblemBox } from "../../components/ProblemBox";
import { PurposeFields } from "../../components/purpose/PurposeFields";
import { usePurpose } from "../../components/purpose/usePurpose";
import { useKept } from "../../components/useKept";
import { asObject, type Json, written } from "../../text/json";
import { readNumbers } from "../../text/numbers";
import { type Draft, draftOf, draftTyped } from "../submit/definitionText";
import { SubmitterField } from "../submit/SubmitterField";
import { AxisChooser } from "./AxisChooser";
import { axesIn, axisInWords } from "./axes";
import { PlanText } from "../../components/PlanText";
import { usePostStudy } from "./usePostStudy";
import { useStudyDryRun } from "./useStudyDryRun";

type Props = { start: Json; startName: string };

/** Axes and JSON of one study, kept in step, with what the service would make of it. The draft is kept until it is queued or discarded. */
export function StudyEditor({ start, startName }: Props) {
  const [kept, keep] = useKept<Draft>(`study of ${startName}`);
  const [submitter, setSubmitter] = useState(readTypedSubmitter);
  const untouched = draftOf(start);
  const draft = kept ?? untouched;
  const study = draft.definition;
  const change = (next: Draft) => keep(next.text === untouched.text ? undefined : next);
  const edit = (fields: Json) => change(draftOf({ ...study, ...fields }));
  const [purpose, setPurpose] = usePurpose();
  const answer = useStudyDryRun(draft, purpose);
  const post = usePostStudy(() => keep(undefined));
  const axes = axesIn(study);
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 6 }}>
        <fieldset className="plain" disabled={draft.mistake !== ""}>
          <Stack>
            <TextInput label="Name" value={written(study.name)} onChange={(event) => edit({ name: event.currentTarget.value })} />
            <Stack gap="xs" component="section" aria-label="Axes">
              <Text fw={600}>Axes</Text>
              {axes.length === 0 && (
                <Text size="sm" c="dimmed">
                  Nothing is varied yet. Every combination of the axes&apos; values becomes an experiment.
                </Text>
              )}
              <List size="sm">
                {axes.map((axis, place) => (
                  <List.Item key={axisInWords(axis)}>
                    <Group gap="xs">
                      {axisInWords(axis)}
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        color="red"
                        aria-label={`Remove ${written(axis.name ?? axis.path)}`}
                        onClick={() => edit({ axes: axes.filter((_, other) => other !== place) })}
                      >
                        Remove
                      </Button>
                    </Group>
                  </List.Item>
                ))}
              </List>
              <AxisChooser base={asObject(study.base)} onAdd={(axis) => edit({ axes: [...axes, axis] })} />
            </Stack>
            <SeedsField key={startName} seeds={study.seeds} onChange={(seeds) => edit({ seeds })} />
          </Stack>
        </fieldset>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Stack>
          <Card withBorder component="section" aria-label="Check and queue">
            <Stack gap="sm">
              <SubmitterField name={submitter} onChange={setSubmitter} />
              <PurposeFields purpose={purpose} onChange={setPurpose} />
              {answer.isError && draft.mistake === "" && <ProblemBox error={answer.error} />}
              {answer.data && !answer.isError && <PlanText plan={answer.data} />}
              {post.isError && <ProblemBox error={post.error} />}
              <Group justify="space-between">
                <Button
                  disabled={!answer.isAccepted || submitterMistake(submitter) !== ""}
                  loading={post.isPending}
                  onClick={() => post.mutate({ study, purpose })}
                >
                  Queue the study
                </Button>
                <Text size="xs" c="dimmed" role="status">
                  {!answer.isSettled ? "Checking…" : answer.isAccepted ? "Checked by the service" : "Not valid yet"}
                </Text>
                <Button variant="subtle" color="gray" size="xs" disabled={kept === undefined} onClick={() => keep(undefined)}>
                  Discard the draft
                </Button>
              </Group>
            </Stack>
          </Card>
          <Textarea
            label="Study as JSON"
            description="What is posted. An axis without a path sets several places: see docs/api.md."
            value={draft.text}
            onChange={(event) => change(draftTyped(draft, event.currentTarget.value))}
            error={draft.mistake === "" ? undefined : draft.mistake}
            autosize
            minRows={12}
            maxRows={26}
            spellCheck={false}
            styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: "0.8rem" } }}
          />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

/** Typed as people write lists; what cannot be read stays in the field alone. */
function SeedsField({ seeds, onChange }: { seeds: unknown; onChange: (seeds: number[]) => void }) {
  const [typed, setTyped] = useState<string>();
  const text = typed ?? written(seeds);
  const { mistake } = readNumbers(text, true);
  return (
    <TextInput
      label="Seeds"
      description="Of every experiment: 1, 2, 3 or 1-3"
      value={text}
      error={mistake === "" ? undefined : mistake}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setTyped(next);
        const { value } = readNumbers(next, true);
        if (value !== undefined) onChange(value);
      }}
      onBlur={() => mistake === "" && setTyped(undefined)}
    />
  );
}
