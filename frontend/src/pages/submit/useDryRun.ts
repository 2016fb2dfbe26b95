import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { client } from "../../api/client";
import type { Definition, DryRun } from "../../api/types";
import type { Json } from "../../text/json";

const pauseMillis = 500;

async function check(definition: Json): Promise<DryRun> {
  const { data, error } = await client.POST("/api/v1/experiments", {
    params: { query: { dryRun: true } },
    body: definition as Definition,
  });
  if (error) throw error;
  return data as DryRun;
}

/** Asks the service what it would make of a definition, shortly after the last change. */
export function useDryRun(definition: Json) {
  const [settled] = useDebouncedValue(definition, pauseMillis);
  const answer = useQuery({
    queryKey: ["dry run", JSON.stringify(settled)],
    queryFn: () => check(settled),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return { ...answer, isSettled: settled === definition && !answer.isFetching };
}
