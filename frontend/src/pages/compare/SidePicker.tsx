import { MultiSelect } from "@mantine/core";
import { api } from "../../api/client";
import type { Asked } from "./sides";

const offered = 100;

type Props = { asked: Asked; most: number; onChange: (asked: Asked) => void };

const tagged = ({ experiments, runs }: Asked) => [...experiments.map((id) => `experiment ${id}`), ...runs.map((id) => `run ${id}`)];

const untagged = (values: string[], kind: string) =>
  values.filter((value) => value.startsWith(`${kind} `)).map((value) => value.slice(kind.length + 1));

/** Chooses experiments and runs among those that succeeded last. */
export function SidePicker({ asked, most, onChange }: Props) {
  const { data } = api.useQuery("get", "/api/v1/runs", { params: { query: { state: "SUCCEEDED", limit: offered } } });
  const runs = (data?.runs ?? []).map(({ id, name, seed, dataset }) => ({
    value: `run ${id}`,
    label: `${name} (${dataset}, seed ${seed})`,
  }));
  const experiments = [
    ...new Map((data?.runs ?? []).map(({ experiment, name, dataset }) => [`experiment ${experiment}`, `${name} (${dataset}, all seeds)`])),
  ].map(([value, label]) => ({ value, label }));
  const values = tagged(asked);
  const unknown = values
    .filter((value) => ![...experiments, ...runs].some((known) => known.value === value))
    .map((value) => ({ value, label: value }));
  const groups = [
    { group: "Experiments", items: experiments },
    { group: "Single runs", items: runs },
    { group: "In the address", items: unknown },
  ];
  return (
    <MultiSelect
      label="Experiments and runs"
      data={groups.filter(({ items }) => items.length > 0)}
      value={values}
      onChange={(next) => onChange({ experiments: untagged(next, "experiment"), runs: untagged(next, "run") })}
      maxValues={most}
      searchable
      nothingFoundMessage="Nothing of this name succeeded"
      clearable
      placeholder={values.length === 0 ? "what succeeded last" : ""}
    />
  );
}
