import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../../api/client";
import { ProblemBox } from "../ProblemBox";

type Props = { what: "experiments" | "studies"; id: string; project: string | null; visibility: "public" | "project" };

async function change({ what, id, visibility }: Props) {
  const path = { params: { path: { id } } };
  const isPublic = visibility === "public";
  const { error } =
    what === "experiments"
      ? isPublic
        ? await client.POST("/api/v1/experiments/{id}/withdraw", path)
        : await client.POST("/api/v1/experiments/{id}/publish", path)
      : isPublic
        ? await client.POST("/api/v1/studies/{id}/withdraw", path)
        : await client.POST("/api/v1/studies/{id}/publish", path);
  if (error) throw error;
}

/** Shows what belongs to a project to everybody, or takes it back; nothing for what belongs to none. */
export function VisibilityButton(props: Props) {
  const cache = useQueryClient();
  const turn = useMutation({ mutationFn: () => change(props), onSuccess: () => cache.invalidateQueries() });
  if (props.project === null) return null;
  return (
    <>
      <Button size="xs" variant="default" loading={turn.isPending} onClick={() => turn.mutate()}>
        {props.visibility === "public" ? `Take back to ${props.project}` : "Publish"}
      </Button>
      {turn.isError && <ProblemBox error={turn.error} />}
    </>
  );
}
