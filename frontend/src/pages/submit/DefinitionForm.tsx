import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import type { FieldProblem } from "../../api/problem";
import type { Catalog, Definition } from "../../api/types";
import { asList, asObject, type Json } from "../../text/json";
import { DatasetFields } from "./DatasetFields";
import { SchemaFields } from "./fields/SchemaFields";
import { FormSection } from "./FormSection";
import { EntryList } from "./lists/EntryList";
import { MeasureFields } from "./MeasureFields";
import { NetworkFields } from "./NetworkFields";
import { schemaOf, type SettingSchema, withField, withoutDefaults } from "./fields/schema";

type Props = { catalog: Catalog; definition: Json; resolved: Json; problems: FieldProblem[]; onChange: (definition: Json) => void };

const hidden = ["schemaVersion"];

/** Two fields that are lists and so belong to no section of the catalog. */
const lists: Record<string, SettingSchema> = {
  seeds: { type: "array", items: { type: "integer" }, description: "One run per seed, such as 1, 2, 3 or 1-3", default: [1] },
  tags: { type: "array", items: { type: "string" }, description: "To find it again", default: [] },
};

/** Everything of a definition that has a section of its own: a new one in the API document is missing here until it has a place. */
type Sections = Record<
  Exclude<
    keyof Definition,
    "name" | "engine" | "device" | "precision" | "deterministic" | "floor" | "trainAnew" | "schemaVersion" | "seeds" | "tags"
  >,
  { title: string; content: ReactNode }
>;

/** The whole definition as a form. The order is the one in which people think: data, network, defense, training, attacks. */
export function DefinitionForm({ catalog, definition, resolved, problems, onChange }: Props) {
  const general = schemaOf(catalog.sections.general);
  const schema = { ...general, properties: { ...general.properties, ...lists } };
  const backbone = catalog.backbones.find(({ id }) => id === asObject(definition.network).backbone);
  // Fields do not vanish while the backbone is none that is known; what their defaults are, nobody can say then.
  const ofBackbone = (name: "network" | "training") =>
    backbone ? schemaOf(backbone[name]) : withoutDefaults(schemaOf(catalog.backbones[0]?.[name]));
  const set = (name: string) => (value: unknown) => onChange(withField(definition, name, value));
  const setList = (name: string) => (entries: Json[]) => onChange(withField(definition, name, entries.length === 0 ? undefined : entries));
  const section = (name: string, settings: SettingSchema) => ({
    schema: settings,
    value: asObject(definition[name]),
    resolved: asObject(resolved[name]),
    path: name,
    problems,
    onChange: set(name),
  });
  const list = (name: string) => ({
    entries: asList(definition[name]),
    resolved: asList(resolved[name]),
    path: name,
    problems,
    onChange: setList(name),
  });
  const sections: Sections = {
    dataset: {
      title: "Data set",
      content: (
        <DatasetFields
          {...section("dataset", schemaOf(catalog.sections.dataset))}
          datasets={catalog.datasets}
          beingRead={catalog.datasetsBeingRead}
        />
      ),
    },
    network: {
      title: "Network",
      content: (
        <NetworkFields
          {...section("network", ofBackbone("network"))}
          backbones={catalog.backbones}
          bottleneck={schemaOf(catalog.sections.bottleneck)}
        />
      ),
    },
    defense: {
      title: "Defense",
      content: (
        <EntryList
          {...list("defense")}
          catalog={catalog.parts}
          nameField="part"
          addable="a defense part"
          whenEmpty="No part: the undefended network."
        />
      ),
    },
    training: { title: "Training", content: <SchemaFields {...section("training", ofBackbone("training"))} /> },
    attacks: {
      title: "Attacks",
      content: (
        <EntryList
          {...list("attacks")}
          catalog={catalog.attacks}
          nameField="attack"
          addable="an attack"
          whenEmpty="No attack: only the network itself is measured."
        />
      ),
    },
    threatModel: {
      title: "Threat model: what attackers may have",
      content: <SchemaFields {...section("threatModel", schemaOf(catalog.sections.threatModel))} />,
    },
    measures: {
      title: "Measures",
      content: (
        <MeasureFields
          catalog={catalog.measures}
          value={definition.measures}
          resolved={asList(resolved.measures)}
          problems={problems}
          onChange={set("measures")}
        />
      ),
    },
  };
  return (
    <Stack gap="lg">
      <FormSection title="Experiment">
        <SchemaFields
          schema={schema}
          value={definition}
          path=""
          problems={problems}
          without={hidden}
          resolved={resolved}
          onChange={onChange}
        />
      </FormSection>
      {Object.entries(sections).map(([path, { title, content }]) => (
        <FormSection key={path} title={title} path={path}>
          {content}
        </FormSection>
      ))}
    </Stack>
  );
}
