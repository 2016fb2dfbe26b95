import { Button, Card, Group, Stack, TagsInput, Text, Textarea, Title } from "@mantine/core";
import { problemOf } from "../../../api/problem";
import { NumberText } from "../../../components/fields/NumberText";
import { Loaded } from "../../../components/Loaded";
import { LoadingRows } from "../../../components/LoadingRows";
import { ProblemBox } from "../../../components/ProblemBox";
import { ConflictNote } from "./ConflictNote";
import { useEdit } from "./useEdit";

const lowest = -100;
const highest = 100;

/** What people may add to a run afterwards. */
export function NotesCard({ run }: { run: string }) {
  const { answer, shown, typed, theirs, type, keep, save } = useEdit(run);
  if (!shown)
    return (
      <Loaded query={answer} loading={<LoadingRows rows={3} />}>
        {() => null}
      </Loaded>
    );
  const isPriority = typeof shown.priority === "number" && shown.priority >= lowest && shown.priority <= highest;
  const isConflict = save.isError && problemOf(save.error).status === 412;
  return (
    <Card withBorder component="section" aria-label="Notes, tags, priority">
      <Title order={3} size="h5" mb="xs">
        Notes, tags, priority
      </Title>
      <Stack gap="xs">
        {typed && theirs && (
          <ConflictNote
            typed={typed}
            theirs={theirs}
            onKeep={(next) => {
              save.reset();
              keep(next);
            }}
          />
        )}
        <Textarea label="Notes" autosize minRows={2} value={shown.notes} onChange={(event) => type({ notes: event.currentTarget.value })} />
        <TagsInput label="Tags" value={shown.tags} onChange={(tags) => type({ tags })} />
        <NumberText
          label="Priority"
          description="−100 to 100; matters while the run waits"
          error={
            isPriority ? undefined : `must be a whole number between −100 and 100, was ${shown.priority ?? "nothing"}. 0 is the usual one`
          }
          isWhole
          value={shown.priority}
          onChange={(priority) => type({ priority })}
        />
        <Group>
          <Button
            size="xs"
            loading={save.isPending}
            disabled={!typed || theirs !== undefined || !isPriority}
            onClick={() => typed && save.mutate(typed)}
          >
            Save
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            disabled={!typed}
            onClick={() => {
              save.reset();
              keep(undefined);
            }}
          >
            Discard
          </Button>
          <Text size="xs" c="dimmed" role="status">
            {typed ? "Not saved yet; kept in this tab" : save.isSuccess ? "Saved ✓" : ""}
          </Text>
        </Group>
        {save.isError && !(isConflict && theirs) && <ProblemBox error={save.error} />}
      </Stack>
    </Card>
  );
}
