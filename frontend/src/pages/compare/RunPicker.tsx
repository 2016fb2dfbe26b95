import { MultiSelect } from "@mantine/core";
import { api } from "../../api/client";

const offered = 100;

type Props = { ids: string[]; most: number; onChange: (ids: string[]) => void };

export function RunPicker({ ids, most, onChange }: Props) {
  const { data } = api.useQuery("get", "/api/v1/runs", { params: { query: { state: "SUCCEEDED", limit: offered } } });
  const known = (data?.runs ?? []).map(({ id, name, seed, dataset }) => ({ value: id, label: `${name} (${dataset}, seed ${seed})` }));
  const unknown = ids.filter((id) => !known.some(({ value }) => value === id)).map((id) => ({ value: id, label: id }));
  return (
    <MultiSelect
      label="Runs"
      data={[...known, ...unknown]}
      value={ids}
      onChange={onChange}
      maxValues={most}
      searchable
      nothingFoundMessage="No such run succeeded"
      clearable
      placeholder={ids.length === 0 ? "runs that succeeded" : ""}
    />
  );
}
