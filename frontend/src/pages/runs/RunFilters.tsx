import { Button, Group, Select } from "@mantine/core";
import { useCatalog } from "../../api/useCatalog";
import { TypedFilter } from "../../components/fields/TypedFilter";
import { allStates, stateStyle } from "../../text/states";
import { type Filters, filterNames, withFilter } from "./filters";

type Props = { filters: Filters; onChange: (filters: Record<string, string>) => void };

/** One field per filter of the API; what is chosen stands in the address. */
export function RunFilters({ filters, onChange }: Props) {
  const { data: catalog } = useCatalog();
  const set = (name: (typeof filterNames)[number]) => (value: string | null) => onChange(withFilter(filters, name, value));
  const choices = {
    state: allStates.map((state) => ({ value: state, label: stateStyle(state).word })),
    dataset: (catalog?.datasets ?? []).map(({ id }) => ({ value: id, label: id })),
    part: (catalog?.parts ?? []).map(({ id, title }) => ({ value: id, label: title })),
    attack: (catalog?.attacks ?? []).map(({ id, title }) => ({ value: id, label: title })),
  };
  const titles = { state: "State", dataset: "Data set", part: "Defense part", attack: "Attack" };
  return (
    <Group gap="xs" align="flex-end" role="search" aria-label="Filters">
      {(Object.keys(choices) as (keyof typeof choices)[]).map((name) => (
        <Select
          key={name}
          label={titles[name]}
          placeholder="any"
          data={choices[name]}
          value={filters[name] ?? null}
          onChange={set(name)}
          clearable
          searchable
          nothingFoundMessage="Nothing like that"
          w={165}
          size="sm"
        />
      ))}
      <TypedFilter label="Submitter" value={filters.submitter ?? ""} onChange={set("submitter")} />
      <TypedFilter label="Tag" value={filters.tag ?? ""} onChange={set("tag")} />
      {Object.keys(filters).length > 0 && (
        <Button variant="subtle" onClick={() => onChange({})}>
          Clear
        </Button>
      )}
    </Group>
  );
}
