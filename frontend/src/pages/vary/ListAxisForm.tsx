import { Button, Card, Group, MultiSelect, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Preset } from "../../api/types";
import { asList, asObject, type Json } from "../../text/json";
import { type CatalogItem, EntryList } from "../submit/lists/EntryList";
import { type Alternative, alternativesAxis, labelOf } from "./axes";

/** Which list of a definition is varied as a whole, and how its entries are named. */
export type ListKind = { path: "defense" | "attacks"; nameField: "part" | "attack"; one: string; addable: string; whenEmpty: string };

type Props = { kind: ListKind; base: Json; catalog: CatalogItem[]; presets: Preset[]; onAdd: (axis: Json) => void };

/** Puts together whole defenses, or whole lists of attacks, that take each other's place. The first one is that of the base. */
export function ListAxisForm({ kind, base, catalog, presets, onAdd }: Props) {
  const first = { key: 0, label: "", entries: asList(base[kind.path]) };
  const [alternatives, setAlternatives] = useState<Alternative[]>([first]);
  const nextKey = Math.max(-1, ...alternatives.map(({ key }) => key)) + 1;
  const change = (key: number, fields: Partial<Alternative>) =>
    setAlternatives(alternatives.map((one) => (one.key === key ? { ...one, ...fields } : one)));
  const labels = alternatives.map((one) => labelOf(one, kind.nameField));
  const twice = labels.find((label, place) => labels.indexOf(label) < place);
  const taken = presets.filter(({ id }) => labels.includes(id)).map(({ id }) => id);
  const take = (ids: string[]) => {
    const added = presets.filter(({ id }) => ids.includes(id) && !taken.includes(id));
    const kept = alternatives.filter(({ label }) => !taken.includes(label) || ids.includes(label));
    setAlternatives([
      ...kept,
      ...added.map(({ id, definition }, place) => ({
        key: nextKey + place,
        label: id,
        entries: asList(asObject(definition)[kind.path]),
      })),
    ]);
  };
  return (
    <Stack gap="sm">
      {alternatives.map((one, place) => (
        <Card key={one.key} withBorder padding="sm" component="section" aria-label={`${kind.one} ${place + 1}`}>
          <Group align="flex-end" justify="space-between" gap="xs" mb="xs">
            <TextInput
              label={`Name of ${kind.one} ${place + 1}`}
              placeholder={labelOf({ ...one, label: "" }, kind.nameField)}
              value={one.label}
              onChange={(event) => change(one.key, { label: event.currentTarget.value })}
            />
            <Button
              size="xs"
              variant="subtle"
              color="red"
              disabled={alternatives.length === 1}
              onClick={() => setAlternatives(alternatives.filter(({ key }) => key !== one.key))}
              aria-label={`Remove ${kind.one} ${place + 1}`}
            >
              Remove
            </Button>
          </Group>
          <EntryList
            entries={one.entries}
            resolved={[]}
            catalog={catalog}
            path={kind.path}
            nameField={kind.nameField}
            addable={kind.addable}
            whenEmpty={kind.whenEmpty}
            problems={[]}
            onChange={(entries) => change(one.key, { entries })}
          />
        </Card>
      ))}
      <Group align="flex-end" gap="xs">
        <Button
          variant="default"
          onClick={() =>
            setAlternatives([...alternatives, { key: nextKey, label: "", entries: structuredClone(alternatives.at(-1)?.entries ?? []) }])
          }
        >
          One more {kind.one}
        </Button>
        <MultiSelect
          style={{ flex: "1 1 14rem" }}
          label="From presets"
          data={presets.map(({ id, title }) => ({ value: id, label: title }))}
          value={taken}
          onChange={take}
          searchable
          nothingFoundMessage="No such preset"
        />
      </Group>
      {twice !== undefined && (
        <Text size="sm" c="red" role="status">
          Two are called “{twice}”: change one, or give it a name.
        </Text>
      )}
      <Button
        style={{ alignSelf: "flex-start" }}
        variant="default"
        disabled={alternatives.length < 2 || twice !== undefined}
        onClick={() => {
          onAdd(alternativesAxis(kind, alternatives));
          setAlternatives([first]);
        }}
      >
        Add the axis
      </Button>
    </Stack>
  );
}
