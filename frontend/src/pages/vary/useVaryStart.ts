import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { api } from "../../api/client";
import { usePresets } from "../../api/usePresets";
import { runQuery } from "../../api/useRun";
import { useStudy } from "../../api/useStudy";
import { asObject, type Json, written } from "../../text/json";
import { around, presetStudy } from "./presetStudy";

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
  const studies = useStudy(study);
  const posted = studies.data && asObject(studies.data.posted);
  const queuedAs = written(posted?.preset);
  const presets = usePresets(isPreset || queuedAs !== "");
  if (study !== "" && queuedAs !== "") {
    const queued = presets.data?.presets.filter(({ id, group }) => id === queuedAs || group === queuedAs);
    const started = queued && presetStudy(queuedAs, queued);
    return {
      study: started,
      key: `study ${study}`,
      error:
        queued && !started ? { title: "Not a study of axes", detail: "Vary one of its experiments instead.", status: 404 } : presets.error,
      retry: () => void presets.refetch(),
    };
  }
  if (study !== "") return { study: posted, key: `study ${study}`, ...tried(studies) };
  if (experiment !== "") {
    return { ...startAround(experiments.data?.definition), key: `experiment ${experiment}`, ...tried(experiments) };
  }
  if (run !== "") return { ...startAround(runs.data?.run.definition), key: `run ${run}`, ...tried(runs) };
  const found = presets.data?.presets.find(({ id }) => id === preset);
  const missing = presets.data && !found ? { title: "No such preset", detail: `There is no preset “${preset}”.`, status: 404 } : null;
  return {
    ...startAround(found?.definition),
    key: `preset ${preset}`,
    error: presets.error ?? missing,
    retry: () => void presets.refetch(),
  };
}

function tried(query: { error: unknown; refetch: () => unknown }) {
  return { error: query.error, retry: () => void query.refetch() };
}

function startAround(definition: unknown): { study: Json | undefined } {
  return { study: definition === undefined ? undefined : around(definition) };
}
