import { Button, Card, Group, NumberInput, Stack, TagsInput, Textarea, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../../api/client";
import type { Run } from "../../../api/types";
import { ProblemBox } from "../../../components/ProblemBox";

/** What people may add to a run afterwards. */
export function NotesCard({ run }: { run: Run }) {
  const cache = useQueryClient();
  const [notes, setNotes] = useState(run.notes);
  const [tags, setTags] = useState(run.tags);
  const [priority, setPriority] = useState<number>(run.priority);
  const save = api.useMutation("patch", "/api/v1/runs/{id}", { onSuccess: () => void cache.invalidateQueries() });
  return (
    <Card withBorder component="section" aria-label="Notes">
      <Title order={3} size="h5" mb="xs">Notes, tags, priority</Title>
      <Stack gap="xs">
        <Textarea label="Notes" autosize minRows={2} value={notes} onChange={(event) => setNotes(event.currentTarget.value)} />
        <TagsInput label="Tags" value={tags} onChange={setTags} />
        <NumberInput label="Priority" description="−100 to 100; matters while the run waits" min={-100} max={100} value={priority} onChange={(value) => setPriority(Number(value) || 0)} />
        <Group>
          <Button size="xs" loading={save.isPending} onClick={() => save.mutate({ params: { path: { id: run.id } }, body: { notes, tags, priority } })}>
            {save.isSuccess ? "Saved ✓" : "Save"}
          </Button>
        </Group>
        {save.isError && <ProblemBox error={save.error} />}
      </Stack>
    </Card>
  );
}
