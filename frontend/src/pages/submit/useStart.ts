import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { usePresets } from "../../api/usePresets";
import { runQuery } from "../../api/useRun";
import { asObject, type Json } from "../../text/json";

const usualDataset = "shapes";
const usualBackbone = "cnn-4";
const usualAttack = "decoder";

type Start = { definition: Json | undefined; key: string; error: unknown; retry: () => void };

/** Where the form starts: a preset, the definition of a run, or the least that is required. `definition` is undefined while it loads. */
export function useStart(): Start {
  const [search] = useSearchParams();
  const preset = search.get("preset");
  const run = search.get("run");
  const dataset = search.get("dataset") ?? usualDataset;
  const presets = usePresets(preset !== null);
  const cloned = useQuery({ ...runQuery(run ?? ""), select: (read) => read.run, enabled: run !== null, staleTime: Infinity });
  if (run !== null) {
    return {
      definition: cloned.data && asObject(cloned.data.definition),
      key: `run ${run}`,
      error: cloned.error,
      retry: () => void cloned.refetch(),
    };
  }
  if (preset !== null) {
    const found = presets.data?.presets.find(({ id }) => id === preset);
    const missing = presets.data && !found ? { title: "No such preset", detail: `There is no preset “${preset}”.`, status: 404 } : null;
    return {
      definition: found && asObject(found.definition),
      key: `preset ${preset}`,
      error: presets.error ?? missing,
      retry: () => void presets.refetch(),
    };
  }
  return {
    definition: { dataset: { id: dataset }, network: { backbone: usualBackbone }, attacks: [{ attack: usualAttack }] },
    key: `new ${dataset}`,
    error: null,
    retry: () => undefined,
  };
}
