import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { client } from "../../../api/client";
import { problemOf } from "../../../api/problem";
import { keepRun, type ReadRun, readRunOf, runQuery } from "../../../api/useRun";
import { useKept } from "../../../components/useKept";
import { changesOf, type Edit, editOf, isSame, type Read, type Typed } from "./edits";

const renewMillis = 10_000;
const conflict = 412;

function readOf({ run, tag }: ReadRun): Read {
  return { edit: editOf(run), tag };
}

async function write(id: string, typed: Typed): Promise<ReadRun> {
  const header = { "If-Match": typed.base.tag };
  const { data, error, response } = await client.PATCH("/api/v1/runs/{id}", { params: { path: { id }, header }, body: changesOf(typed) });
  if (error) throw error;
  return readRunOf(data, response);
}

/**
 * What people may change of a run, while they do. What is typed is kept in this tab until it is saved or discarded; it is saved only
 * over what it was typed over, and what others wrote meanwhile is shown instead of lost.
 */
export function useEdit(id: string) {
  const cache = useQueryClient();
  const [typed, keep] = useKept<Typed>(`edit of run ${id}`);
  const answer = useQuery({ ...runQuery(id), select: readOf, refetchInterval: renewMillis });
  const save = useMutation({
    mutationFn: (edit: Typed) => write(id, edit),
    onSuccess: (saved) => {
      keep(undefined);
      void keepRun(cache, id, saved);
    },
    onError: (error) => {
      if (problemOf(error).status === conflict) void answer.refetch();
    },
  });
  const now = answer.data;
  const shown = typed?.mine ?? now?.edit;
  const type = (change: Partial<Edit>) => {
    const base = typed?.base ?? now;
    if (!base || !shown) return;
    save.reset();
    const mine = { ...shown, ...change };
    keep(isSame(mine, base.edit) ? undefined : { base, mine });
  };
  return {
    answer,
    shown,
    typed,
    /** What others wrote since this tab began to type; undefined when nothing. */
    theirs: typed && now && !isSame(typed.base.edit, now.edit) ? now : undefined,
    type,
    keep,
    save,
  };
}
