import { Select } from "@mantine/core";
import { useSearchParams } from "react-router";
import type { Preset, PresetGroup } from "../../api/types";
import { usePresets } from "../../api/usePresets";

/** Chooses the preset to start from; it stands in the address. */
export function StartSelect() {
  const [search, setSearch] = useSearchParams();
  const { data } = usePresets();
  return (
    <Select
      label="Start from a preset"
      placeholder="choose"
      data={choices(data?.groups ?? [], data?.presets ?? [])}
      value={search.get("preset")}
      onChange={(id) => setSearch(id === null ? {} : { preset: id })}
      searchable
      nothingFoundMessage="No such preset"
      clearable
      w={280}
    />
  );
}

/** Presets stand below the name of their group. */
function choices(groups: PresetGroup[], presets: Preset[]) {
  return groups.map(({ id: group, title }) => ({
    group: title,
    items: presets.filter((preset) => preset.group === group).map(({ id, title: label }) => ({ value: id, label })),
  }));
}
