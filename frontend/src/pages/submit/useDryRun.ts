import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { client } from "../../api/client";
import { isBeingRead } from "../../api/problem";
import { type Purpose, purposeQuery } from "../../api/purpose";
import type { Definition, DryRun } from "../../api/types";
import type { Json } from "../../text/json";
import type { Draft } from "./definitionText";

const pauseMillis = 500;

async function check(definition: Json, purpose: Purpose): Promise<DryRun> {
  const { data, error } = await client.POST("/api/v1/experiments", {
    params: { query: { dryRun: true, ...purposeQuery(purpose) } },
    body: definition as Definition,
  });
  if (error) throw error;
  return data as DryRun;
}

/** Asks the service what it would make of a draft, shortly after the last change, and until its data set has been read. */
export function useDryRun(draft: Draft, purpose: Purpose) {
  const asked = JSON.stringify(draft.definition);
  const [settled] = useDebouncedValue(asked, pauseMillis);
  const answer = useQuery({
    queryKey: ["dry run", settled, purpose],
    queryFn: () => check(JSON.parse(settled) as Json, purpose),
    placeholderData: keepPreviousData,
    gcTime: 0,
    refetchInterval: ({ state }) => (isBeingRead(state.error) ? 3_000 : false),
  });
  const isSettled = draft.mistake === "" && settled === asked && !answer.isPlaceholderData && !answer.isPending;
  return { ...answer, isSettled, isAccepted: isSettled && answer.isSuccess };
}
