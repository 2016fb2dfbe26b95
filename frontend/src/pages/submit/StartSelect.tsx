import { Select } from "@mantine/core";
import { useSearchParams } from "react-router";
import { api } from "../../api/client";

/** Chooses the preset to start from; it stands in the address. */
export function StartSelect() {
  const [search, setSearch] = useSearchParams();
  const { data } = api.useQuery("get", "/api/v1/presets", {}, { staleTime: 60_000 });
  return (
    <Select
      label="Start from a preset"
      placeholder="choose"
      data={(data?.presets ?? []).map(({ id, title }) => ({ value: id, label: title }))}
      value={search.get("preset")}
      onChange={(id) => setSearch(id === null ? {} : { preset: id })}
      searchable
      clearable
      w={280}
    />
  );
}
