import { Button, Group, NumberInput, Stack } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/client";
import type { Study } from "../../api/types";
import { useKeepStudy } from "../../api/useStudy";
import { LinkButton } from "../../components/LinkButton";
import { MoreSeeds } from "../../components/MoreSeeds";
import { ProblemBox } from "../../components/ProblemBox";
import { KeepMenu } from "../../components/deletion/KeepMenu";
import { VisibilityButton } from "../../components/purpose/VisibilityButton";

const highest = 100;

/** What one can do with all runs of a study at once. */
export function StudyActions({ study, id }: { study: Study; id: string }) {
  const keep = useKeepStudy(id);
  const kept = { onSuccess: (answer: Study) => keep(answer) };
  const missing = api.useMutation("post", "/api/v1/studies/{id}/missing", kept);
  const retry = api.useMutation("post", "/api/v1/studies/{id}/retry", kept);
  const cancel = api.useMutation("post", "/api/v1/studies/{id}/cancel", kept);
  const seeds = api.useMutation("post", "/api/v1/studies/{id}/seeds", kept);
  const edit = api.useMutation("patch", "/api/v1/studies/{id}", kept);
  const [priority, setPriority] = useState<number>(0);
  const navigate = useNavigate();
  const path = { params: { path: { id: study.id } } };
  const { counts } = study.progress;
  const failed = counts.FAILED ?? 0;
  const ended = failed + (counts.CANCELLED ?? 0);
  const moving = (counts.QUEUED ?? 0) + (counts.RUNNING ?? 0);
  const taken = study.cells.flatMap(({ runs }) => runs.map(({ seed }) => seed));
  const broken = [missing, retry, cancel, seeds, edit].find(({ isError }) => isError);
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-start">
        <Button size="xs" disabled={ended === 0} loading={missing.isPending} onClick={() => missing.mutate(path)}>
          Run missing ({ended})
        </Button>
        <Button size="xs" variant="default" disabled={failed === 0} loading={retry.isPending} onClick={() => retry.mutate(path)}>
          Retry failed ({failed})
        </Button>
        <Button
          size="xs"
          color="red"
          variant="outline"
          disabled={moving === 0}
          loading={cancel.isPending}
          onClick={() => cancel.mutate(path)}
          title="Runs that were there before this study are left as they are"
        >
          Cancel
        </Button>
        <MoreSeeds taken={taken} isPending={seeds.isPending} onAdd={(list) => seeds.mutate({ ...path, body: { seeds: list } })} />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            edit.mutate({ ...path, body: { priority } });
          }}
        >
          <Group gap={4} wrap="nowrap">
            <NumberInput
              size="xs"
              w={80}
              aria-label="Priority of its runs"
              min={-highest}
              max={highest}
              allowDecimal={false}
              value={priority}
              onChange={(value) => setPriority(Number(value))}
            />
            <Button type="submit" size="xs" variant="default" disabled={moving === 0} loading={edit.isPending}>
              Set priority
            </Button>
          </Group>
        </form>
        <LinkButton size="xs" variant="default" to={`/vary?study=${study.id}`}>
          Vary again
        </LinkButton>
        <VisibilityButton what="studies" id={study.id} project={study.project} visibility={study.visibility} />
        <KeepMenu what="studies" id={study.id} name={study.name} onDeleted={() => void navigate("/studies")} />
      </Group>
      {broken && <ProblemBox error={broken.error} />}
    </Stack>
  );
}
