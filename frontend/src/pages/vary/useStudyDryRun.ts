import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { client } from "../../api/client";
import { isBeingRead } from "../../api/problem";
import { type Purpose, purposeQuery } from "../../api/purpose";
import type { StudyDefinition, StudyDryRun } from "../../api/types";
import type { Json } from "../../text/json";
import type { Draft } from "../submit/definitionText";

const pauseMillis = 700;

async function check(study: Json, purpose: Purpose): Promise<StudyDryRun> {
  const { data, error } = await client.POST("/api/v1/studies", {
    params: { query: { dryRun: true, ...purposeQuery(purpose) } },
    body: study as StudyDefinition,
  });
  if (error) throw error;
  return data as StudyDryRun;
}

/** Asks the service what posting the draft would do, shortly after the last change. */
export function useStudyDryRun(draft: Draft, purpose: Purpose) {
  const asked = JSON.stringify(draft.definition);
  const [settled] = useDebouncedValue(asked, pauseMillis);
  const answer = useQuery({
    queryKey: ["study dry run", settled, purpose],
    queryFn: () => check(JSON.parse(settled) as Json, purpose),
    placeholderData: keepPreviousData,
    gcTime: 0,
    refetchInterval: ({ state }) => (isBeingRead(state.error) ? 3_000 : false),
  });
  const isSettled = draft.mistake === "" && settled === asked && !answer.isPlaceholderData && !answer.isPending;
  return { ...answer, isSettled, isAccepted: isSettled && answer.isSuccess && answer.data.refusedCells === 0 };
}
