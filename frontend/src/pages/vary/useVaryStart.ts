import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { api } from "../../api/client";
import { runQuery } from "../../api/useRun";
import { useStudy } from "../../api/useStudy";
import { asObject, type Json } from "../../text/json";

type Start = { study: Json | undefined; key: string; error: unknown; retry: () => void };

const usual = "tiny";

/** The study that the form begins with: around the definition of an experiment, a run or a preset, or another study as it was posted. */
export function useVaryStart(): Start {
  const [search] = useSearchParams();
  const ask = (name: string) => search.get(name) ?? "";
  const [experiment, run, study] = [ask("experiment"), ask("run"), ask("study")];
  const preset = ask("preset") || usual;
  const isPreset = experiment === "" && run === "" && study === "";
  const experiments = api.useQuery(
    "get",
    "/api/v1/experiments/{id}",
    { params: { path: { id: experiment } } },
    { enabled: experiment !== "", staleTime: Infinity },
  );
  const runs = useQuery({ ...runQuery(run), enabled: run !== "", staleTime: Infinity });
  const presets = api.useQuery("get", "/api/v1/presets", {}, { staleTime: 60_000, enabled: isPreset });
  const studies = useStudy(study);
  if (study !== "") {
    const posted = studies.data && asObject(studies.data.posted);
    const isGroup = posted !== undefined && posted.base === undefined;
    return {
      study: isGroup ? undefined : posted,
      key: `study ${study}`,
      error: isGroup
        ? { title: "Not a study of axes", detail: "A group of presets has no base to vary. Vary one of its experiments.", status: 404 }
        : studies.error,
      retry: () => void studies.refetch(),
    };
  }
  if (experiment !== "") {
    return { ...around(experiments.data?.definition), key: `experiment ${experiment}`, ...tried(experiments) };
  }
  if (run !== "") return { ...around(runs.data?.run.definition), key: `run ${run}`, ...tried(runs) };
  const found = presets.data?.presets.find(({ id }) => id === preset);
  const missing = presets.data && !found ? { title: "No such preset", detail: `There is no preset “${preset}”.`, status: 404 } : null;
  return {
    ...around(found?.definition),
    key: `preset ${preset}`,
    error: presets.error ?? missing,
    retry: () => void presets.refetch(),
  };
}

function tried(query: { error: unknown; refetch: () => unknown }) {
  return { error: query.error, retry: () => void query.refetch() };
}

function around(definition: unknown): { study: Json | undefined } {
  if (definition === undefined) return { study: undefined };
  const { name, seeds, ...base } = asObject(definition);
  const called = typeof name === "string" ? name : "Untitled";
  return { study: { name: `${called}, varied`.slice(0, 100), base, axes: [], seeds: seeds ?? [1] } };
}
