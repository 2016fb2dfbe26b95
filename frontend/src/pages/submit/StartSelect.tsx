import { Select } from "@mantine/core";
import { useSearchParams } from "react-router";
import { api } from "../../api/client";
import type { Preset } from "../../api/types";

/** Chooses the preset to start from; it stands in the address. */
export function StartSelect() {
  const [search, setSearch] = useSearchParams();
  const { data } = api.useQuery("get", "/api/v1/presets", {}, { staleTime: 60_000 });
  return (
    <Select
      label="Start from a preset"
      placeholder="choose"
      data={choices(data?.presets ?? [])}
      value={search.get("preset")}
      onChange={(id) => setSearch(id === null ? {} : { preset: id })}
      searchable
      nothingFoundMessage="No such preset"
      clearable
      w={280}
    />
  );
}

/** Presets that are queued together stand below the name of their group, the others on their own. */
function choices(presets: Preset[]) {
  const groups = new Set(presets.filter(({ id, group }) => group !== id).map(({ group }) => group));
  const choice = ({ id, title }: Preset) => ({ value: id, label: title });
  return [
    ...presets.filter(({ id, group }) => group === id).map(choice),
    ...[...groups].map((group) => ({ group, items: presets.filter((preset) => preset.group === group).map(choice) })),
  ];
}
