import { Group, Select } from "@mantine/core";
import type { Board } from "../../api/types";
import { type BoardFilters as Filters, withFilter } from "./filters";

type Props = { board: Board; filters: Filters; onChange: (filters: Record<string, string>) => void };

/** What the board may be narrowed to; the attack is always one, because image sets never share a column. */
export function BoardFilters({ board, filters, onChange }: Props) {
  const set = (name: keyof Filters) => (value: string | null) => onChange(withFilter(filters, name, value));
  const attacks = board.attacks.map(({ slug, rows }) => ({ value: slug, label: `${slug} (${rows})` }));
  return (
    <Group gap="xs" align="flex-end" role="search" aria-label="Filters">
      <Select
        label="Attack"
        data={attacks}
        value={filters.attack === "" ? board.attack : filters.attack}
        onChange={set("attack")}
        allowDeselect={false}
        w={280}
        placeholder="none ran yet"
      />
      <Select
        label="Backbone"
        data={board.backbones}
        value={filters.backbone === "" ? null : filters.backbone}
        onChange={set("backbone")}
        clearable
        placeholder="any"
        w={180}
      />
      <Select
        label="Cut layer"
        data={board.cutLayers.map(String)}
        value={filters.cutLayer === "" ? null : filters.cutLayer}
        onChange={set("cutLayer")}
        clearable
        placeholder="any"
        w={110}
      />
    </Group>
  );
}
