import { Select, Stack, Switch } from "@mantine/core";
import { type FieldProblem, ruleOf } from "../../api/problem";
import type { Catalog } from "../../api/types";
import { asObject, type Json } from "../../text/json";
import { problemAt } from "./fields/field";
import { SchemaFields } from "./fields/SchemaFields";
import { type SettingSchema, withChosen, withField } from "./fields/schema";

type Props = {
  backbones: Catalog["backbones"];
  bottleneck: SettingSchema;
  schema: SettingSchema;
  value: Json;
  resolved: Json;
  path: string;
  problems: FieldProblem[];
  onChange: (value: Json) => void;
};

/** The backbone decides which cut layers there are; a bottleneck is there or not, so it has a switch of its own. */
export function NetworkFields({ backbones, bottleneck, schema, value, resolved, path, problems, onChange }: Props) {
  const hasBottleneck = value.bottleneck !== undefined;
  const { bottleneck: _, ...plain } = value;
  const labels = new Map(backbones.map(({ id, title }) => [id, title === id ? id : `${id}: ${title}`]));
  const setBottleneck = (next: Json) => onChange({ ...value, bottleneck: next });
  return (
    <Stack gap="sm">
      <Select
        label="Backbone"
        data={withChosen(
          backbones.map(({ id }) => id),
          value.backbone,
        ).map((id) => ({ value: id, label: labels.get(id) ?? id }))}
        value={typeof value.backbone === "string" ? value.backbone : null}
        error={problemAt(problems, `${path}.backbone`, ruleOf)}
        onChange={(id) => onChange(withField(value, "backbone", id ?? undefined))}
        searchable
        nothingFoundMessage="No such backbone"
        required
      />
      <SchemaFields
        schema={schema}
        value={value}
        resolved={resolved}
        path={path}
        problems={problems}
        without={["backbone"]}
        onChange={onChange}
      />
      <Switch
        label={`Bottleneck, so that fewer channels are sent: ${hasBottleneck ? "yes" : "no (default)"}`}
        checked={hasBottleneck}
        onChange={(event) => (event.currentTarget.checked ? setBottleneck({}) : onChange(plain))}
      />
      {hasBottleneck && (
        <SchemaFields
          schema={bottleneck}
          value={asObject(value.bottleneck)}
          resolved={asObject(resolved.bottleneck)}
          path={`${path}.bottleneck`}
          problems={problems}
          onChange={setBottleneck}
        />
      )}
    </Stack>
  );
}
