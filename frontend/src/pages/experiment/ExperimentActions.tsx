import { Button, Group, Stack } from "@mantine/core";
import { useNavigate } from "react-router";
import { api } from "../../api/client";
import { compareExperimentsLink, compareLink } from "../../api/links";
import { mayRetry } from "../../api/states";
import type { Experiment } from "../../api/types";
import { useKeepExperiment } from "../../api/useExperiment";
import { LinkButton } from "../../components/LinkButton";
import { MoreSeeds } from "../../components/MoreSeeds";
import { ProblemBox } from "../../components/ProblemBox";
import { KeepMenu } from "../../components/deletion/KeepMenu";
import { VisibilityButton } from "../../components/purpose/VisibilityButton";

const mostCompared = 6;

/** What one can do with an experiment as a whole. */
export function ExperimentActions({ experiment, id }: { experiment: Experiment; id: string }) {
  const keep = useKeepExperiment(id);
  const kept = { onSuccess: (answer: Experiment) => keep(answer) };
  const missing = api.useMutation("post", "/api/v1/experiments/{id}/missing", kept);
  const seeds = api.useMutation("post", "/api/v1/experiments/{id}/seeds", kept);
  const mark = api.useMutation("patch", "/api/v1/experiments/{id}", kept);
  const navigate = useNavigate();
  const path = { params: { path: { id: experiment.id } } };
  const ended = experiment.runs.filter(({ state }) => mayRetry(state)).length;
  const [first] = experiment.runs;
  const compared = experiment.runs.slice(0, mostCompared).map((run) => run.id);
  const broken = [missing, seeds, mark].find(({ isError }) => isError);
  return (
    <Stack gap="xs" mb="md">
      <Group gap="xs" align="flex-start">
        <MoreSeeds
          taken={experiment.runs.map(({ seed }) => seed)}
          isPending={seeds.isPending}
          onAdd={(list) => seeds.mutate({ ...path, body: { seeds: list } })}
        />
        <Button size="xs" variant="default" disabled={ended === 0} loading={missing.isPending} onClick={() => missing.mutate(path)}>
          Run missing ({ended})
        </Button>
        <LinkButton size="xs" variant="default" to={`/vary?experiment=${experiment.id}`}>
          Vary this
        </LinkButton>
        {first && (
          <LinkButton size="xs" variant="default" to={`/submit?run=${first.id}`}>
            Clone and edit
          </LinkButton>
        )}
        <LinkButton size="xs" variant="default" to={compareExperimentsLink([experiment.id])}>
          Compare
        </LinkButton>
        <LinkButton size="xs" variant="default" to={`/experiments/${experiment.id}/card`}>
          Defense card
        </LinkButton>
        <VisibilityButton what="experiments" id={experiment.id} project={experiment.project} visibility={experiment.visibility} />
        <KeepMenu
          what="experiments"
          id={experiment.id}
          name={experiment.name}
          mark={{
            pinned: experiment.pinned,
            archived: experiment.archived,
            isPending: mark.isPending,
            onChange: (body) => mark.mutate({ ...path, body }),
          }}
          onDeleted={() => void navigate("/runs")}
        />
        {compared.length > 1 && (
          <LinkButton size="xs" variant="default" to={compareLink(compared)}>
            Compare the seeds
          </LinkButton>
        )}
      </Group>
      {broken && <ProblemBox error={broken.error} />}
    </Stack>
  );
}
