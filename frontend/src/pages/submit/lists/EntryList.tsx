import { Select, Stack, Text } from "@mantine/core";
import type { FieldProblem } from "../../../api/problem";
import { type Json, written } from "../../../text/json";
import { EntryCard } from "./EntryCard";
import { moved, replaced, without } from "./moves";
import { useEntryKeys } from "./useEntryKeys";

/** A part or an attack as the catalog lists it. */
export type CatalogItem = { id: string; title: string; sentence: string; settings: unknown; kind?: string };

type Props = {
  entries: Json[];
  /** The same list as the service completed it. */
  resolved: Json[];
  catalog: CatalogItem[];
  /** `defense`, `attacks` or `measures`: where the list stands in the definition. */
  path: string;
  /** `part`, `attack` or `measure`: the field that names the entry. */
  nameField: string;
  /** What can be added, with its article. */
  addable: string;
  whenEmpty: string;
  problems: FieldProblem[];
  onChange: (entries: Json[]) => void;
};

/** A list whose entries can be added, changed, moved and removed. */
export function EntryList({ entries, resolved, catalog, path, nameField, addable, whenEmpty, problems, onChange }: Props) {
  const [keys, changeKeys] = useEntryKeys(entries.length);
  const rearrange = (change: <T>(list: T[]) => T[]) => {
    changeKeys(change);
    onChange(change(entries));
  };
  return (
    <Stack gap="sm">
      {entries.length === 0 && (
        <Text size="sm" c="dimmed">
          {whenEmpty}
        </Text>
      )}
      {entries.map((entry, position) => (
        <EntryCard
          key={keys[position]}
          entry={entry}
          resolved={resolved[position]?.[nameField] === entry[nameField] ? (resolved[position] ?? {}) : {}}
          item={catalog.find(({ id }) => id === entry[nameField])}
          id={written(entry[nameField])}
          path={`${path}[${position}]`}
          nameField={nameField}
          isFirst={position === 0}
          isLast={position === entries.length - 1}
          problems={problems}
          onChange={(next) => onChange(replaced(entries, position, next))}
          onMove={(by) => rearrange((list) => moved(list, position, by))}
          onRemove={() => rearrange((list) => without(list, position))}
        />
      ))}
      <Select
        aria-label={`Add ${addable}`}
        placeholder={`+ add ${addable}`}
        data={catalog.map(({ id, title }) => ({ value: id, label: title }))}
        value={null}
        onChange={(id) => id !== null && onChange([...entries, { [nameField]: id }])}
        searchable
        nothingFoundMessage={`The catalog has no such ${nameField}`}
        maw={360}
      />
    </Stack>
  );
}
