import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { api } from "../../api/client";
import type { Run } from "../../api/types";
import { renewRun } from "../../api/useRun";
import { CopyText } from "../../components/CopyText";
import { LinkButton } from "../../components/LinkButton";
import { ProblemBox } from "../../components/ProblemBox";
import { KeepMenu } from "../../components/deletion/KeepMenu";
import { mayCancel, mayRetry } from "../../api/states";
import { EncoderMenu } from "./EncoderMenu";
import { curlOf } from "./curl";

/**
 * What one can do with a run. The state changes by itself while somebody aims at a button, so what does not fit it is disabled and
 * stays in its place, lest "Cancel" slides to where "Run next" was.
 */
export function RunActions({ run }: { run: Run }) {
  const cache = useQueryClient();
  const renew = { onSuccess: () => renewRun(cache) };
  const next = api.useMutation("post", "/api/v1/runs/{id}/next", renew);
  const cancel = api.useMutation("post", "/api/v1/runs/{id}/cancel", renew);
  const retry = api.useMutation("post", "/api/v1/runs/{id}/retry", renew);
  const mark = api.useMutation("patch", "/api/v1/runs/{id}", renew);
  const navigate = useNavigate();
  const path = { params: { path: { id: run.id } } };
  return (
    <>
      {run.state !== "SUCCEEDED" && (
        <>
          <Button
            size="xs"
            variant="default"
            disabled={run.state !== "QUEUED"}
            loading={next.isPending}
            onClick={() => next.mutate(path)}
            title="Before all others of the same submitter"
          >
            Run next
          </Button>
          <Button
            size="xs"
            color="red"
            variant="outline"
            disabled={!mayCancel(run.state)}
            loading={cancel.isPending}
            onClick={() => cancel.mutate(path)}
          >
            Cancel
          </Button>
          <Button size="xs" disabled={!mayRetry(run.state)} loading={retry.isPending} onClick={() => retry.mutate(path)}>
            Retry
          </Button>
        </>
      )}
      <LinkButton size="xs" variant="default" to={`/submit?run=${run.id}`}>
        Clone and edit
      </LinkButton>
      <LinkButton size="xs" variant="default" to={`/experiments/${run.experiment}`}>
        All seeds
      </LinkButton>
      <LinkButton size="xs" variant="default" to={`/vary?run=${run.id}`}>
        Vary this
      </LinkButton>
      <LinkButton size="xs" variant="default" to={`/compare?runs=${run.id}`}>
        Compare
      </LinkButton>
      <KeepMenu
        what="runs"
        id={run.id}
        name={`${run.name}, seed ${run.seed}`}
        mark={{ pinned: run.pinned, archived: run.archived, isPending: mark.isPending, onChange: (body) => mark.mutate({ ...path, body }) }}
        onDeleted={() => void navigate("/runs")}
      />
      {run.state === "SUCCEEDED" && <EncoderMenu run={run.id} />}
      <CopyText text={curlOf(run.definition, window.location.origin)}>Copy curl</CopyText>
      {next.isError && <ProblemBox error={next.error} />}
      {cancel.isError && <ProblemBox error={cancel.error} />}
      {mark.isError && <ProblemBox error={mark.error} />}
      {retry.isError && <ProblemBox error={retry.error} />}
    </>
  );
}
