import { Button, Group, Select } from "@mantine/core";
import type { Board } from "../../api/types";
import { TypedFilter } from "../../components/fields/TypedFilter";
import { useVocabulary } from "../../components/useVocabulary";
import { titleOf } from "../../text/vocabulary";
import { type BoardFilters as Filters, type FilterName, isNarrowed, withFilters, worstCase } from "./filters";

type Props = { board: Board; filters: Filters; onChange: (filters: Record<string, string>) => void };
type Choice = { name: FilterName; label: string; data: { value: string; label: string }[]; shown: string | null; width: number };

/** Which board it is, and which of its rows are shown. A board has one attacker, because image sets never share a column. */
export function BoardFilters({ board, filters, onChange }: Props) {
  const vocabulary = useVocabulary();
  const set = (changes: Partial<Filters>) => onChange(withFilters(filters, changes));
  const isWorst = board.attack === null || board.attack === worstCase;
  const named = (words: string[]) => words.map((word) => ({ value: word, label: word }));
  const which: Choice[] = [
    { name: "backbone", label: "Backbone", data: named(board.backbones), shown: board.backbone, width: 150 },
    { name: "cutLayer", label: "Cut layer", data: named(board.cutLayers.map(String)), shown: text(board.cutLayer), width: 90 },
    { name: "attack", label: "Attack", data: attacksOf(board), shown: board.attack, width: 250 },
  ];
  const attacker: Choice[] = [
    {
      name: "threatModel",
      label: "Threat model",
      data: named(distinct(board.attackers.map(({ threatModel }) => threatModel))),
      shown: board.threatModel,
      width: 130,
    },
    {
      name: "knowledge",
      label: "Attacker's images",
      data: named(distinct(board.attackers.map(({ knowledge }) => knowledge))),
      shown: board.knowledge,
      width: 150,
    },
  ];
  const parts = distinct(board.parts).map((id) => ({ value: id, label: titleOf(vocabulary, id) }));
  const narrowing: Choice[] = [
    {
      name: "defense",
      label: "Defense",
      data: [{ value: "undefended", label: "Undefended" }, ...parts],
      shown: filters.defense || null,
      width: 200,
    },
    { name: "tag", label: "Tag", data: named(board.tags), shown: filters.tag || null, width: 140 },
    { name: "submitter", label: "Submitter", data: named(board.submitters), shown: filters.submitter || null, width: 140 },
  ];
  return (
    <div role="search" aria-label="Filters">
      <Group gap="xs" align="flex-end">
        {[...which, ...(isWorst ? attacker : [])].map(({ name, label, data, shown, width }) => (
          <Select
            key={name}
            label={label}
            data={data}
            value={shown}
            onChange={(value) => set(chosen(name, value ?? ""))}
            allowDeselect={false}
            placeholder="none yet"
            w={width}
          />
        ))}
      </Group>
      <Group gap="xs" align="flex-end" mt="xs">
        {narrowing.map(({ name, label, data, shown, width }) => (
          <Select
            key={name}
            label={label}
            data={data}
            value={shown}
            onChange={(value) => set({ [name]: value ?? "" })}
            clearable
            searchable
            placeholder="any"
            w={width}
          />
        ))}
        <TypedFilter label="Accuracy at least" value={filters.minAccuracy} onChange={(value) => set({ minAccuracy: value.trim() })} />
        {isNarrowed(filters) && (
          <Button variant="subtle" onClick={() => set({ defense: "", tag: "", submitter: "", minAccuracy: "" })}>
            Clear
          </Button>
        )}
      </Group>
    </div>
  );
}

/** What another choice leaves without meaning goes with it. */
function chosen(name: FilterName, value: string): Partial<Filters> {
  if (name === "backbone") return { backbone: value, cutLayer: "" };
  return name === "attack" ? { attack: value, threatModel: "", knowledge: "" } : { [name]: value };
}

function attacksOf({ attacks }: Board) {
  const single = attacks.map(({ slug, rows }) => ({ value: slug, label: `${slug} (${rows})` }));
  return [{ value: worstCase, label: "Worst case of all" }, ...single];
}

function distinct(words: string[]): string[] {
  return [...new Set(words)];
}

function text(value: number | null): string | null {
  return value === null ? null : String(value);
}
