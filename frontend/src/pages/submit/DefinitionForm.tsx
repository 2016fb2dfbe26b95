import { Stack } from "@mantine/core";
import type { FieldProblem } from "../../api/problem";
import type { Catalog } from "../../api/types";
import { asList, asObject, type Json } from "../../text/json";
import { DatasetFields } from "./DatasetFields";
import { SchemaFields } from "./fields/SchemaFields";
import { FormSection } from "./FormSection";
import { EntryList } from "./lists/EntryList";
import { NetworkFields } from "./NetworkFields";
import { schemaOf, type SettingSchema, withField } from "./schema";

type Props = { catalog: Catalog; definition: Json; resolved: Json; problems: FieldProblem[]; onChange: (definition: Json) => void };

const hidden = ["schemaVersion"];

/** Two fields that are lists and so belong to no section of the catalogue. */
const lists: Record<string, SettingSchema> = {
  seeds: { type: "array", items: { type: "integer" }, description: "One run per seed; numbers separated by commas" },
  tags: { type: "array", items: { type: "string" }, description: "To find it again" },
};

/** The whole definition as a form. The order is the one in which people think: data, network, defense, training, attacks. */
export function DefinitionForm({ catalog, definition, resolved, problems, onChange }: Props) {
  const general = schemaOf(catalog.sections.general);
  const schema = { ...general, properties: { ...general.properties, ...lists } };
  const backbone = catalog.backbones.find(({ id }) => id === asObject(definition.network).backbone);
  const set = (name: string) => (value: unknown) => onChange(withField(definition, name, value));
  const setList = (name: string) => (entries: Json[]) => onChange(withField(definition, name, entries.length === 0 ? undefined : entries));
  const section = (name: string, settings: unknown) => ({ schema: schemaOf(settings), value: asObject(definition[name]), resolved: asObject(resolved[name]), path: name, problems, onChange: set(name) });
  return (
    <Stack gap="lg">
      <FormSection title="Experiment">
        <SchemaFields schema={schema} value={definition} path="" problems={problems} without={hidden} resolved={resolved} onChange={onChange} />
      </FormSection>
      <FormSection title="Data set"><DatasetFields {...section("dataset", catalog.sections.dataset)} datasets={catalog.datasets} /></FormSection>
      <FormSection title="Network"><NetworkFields {...section("network", backbone?.network)} backbones={catalog.backbones} bottleneck={schemaOf(catalog.sections.bottleneck)} /></FormSection>
      <FormSection title="Defense">
        <EntryList entries={asList(definition.defense)} resolved={asList(resolved.defense)} catalog={catalog.parts} path="defense" nameField="part" whenEmpty="No part: the undefended network." problems={problems} onChange={setList("defense")} />
      </FormSection>
      <FormSection title="Training"><SchemaFields {...section("training", backbone?.training)} /></FormSection>
      <FormSection title="Attacks">
        <EntryList entries={asList(definition.attacks)} resolved={asList(resolved.attacks)} catalog={catalog.attacks} path="attacks" nameField="attack" whenEmpty="No attack: only the network itself is measured." problems={problems} onChange={setList("attacks")} />
      </FormSection>
    </Stack>
  );
}
