import { SimpleGrid } from "@mantine/core";
import type { FieldProblem } from "../../../api/problem";
import type { Json } from "../../../text/json";
import { capitalized, words } from "../../../text/format";
import { schemaOf, type SettingSchema, withField } from "./schema";
import { SettingField } from "./SettingField";

type Props = {
  schema: SettingSchema;
  value: Json;
  path: string;
  problems: FieldProblem[];
  without?: string[];
  /** What the service filled in, as far as it answered; better placeholders than the schema's defaults, which know no data set. */
  resolved?: Json;
  onChange: (value: Json) => void;
};

/**
 * One field per setting of a JSON Schema; a setting that nobody touched is left to its default. Objects whose names are the user's own have no
 * field: they are written as JSON.
 */
export function SchemaFields({ schema, value, path, problems, without = [], resolved = {}, onChange }: Props) {
  const settings = Object.entries(schema.properties ?? {})
    .filter(([name]) => !without.includes(name))
    .filter(([, setting]) => setting.type !== "object" || setting.properties !== undefined);
  if (settings.length === 0) return null;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {settings.map(([name, setting]) => {
        const here = path === "" ? name : `${path}.${name}`;
        return (
          <div key={name} data-path={here} style={setting.type === "object" ? { gridColumn: "1 / -1" } : undefined}>
            <SettingField
              name={name}
              label={capitalized(words(name))}
              path={here}
              schema={withResolved(schemaOf(setting), value[name], resolved[name])}
              value={value[name]}
              isRequired={schema.required?.includes(name) ?? false}
              problems={problems}
              onChange={(next) => onChange(withField(value, name, next))}
            />
          </div>
        );
      })}
    </SimpleGrid>
  );
}

function withResolved(schema: SettingSchema, given: unknown, resolved: unknown): SettingSchema {
  const isOpen = given === undefined || schema.type === "object";
  return isOpen && resolved !== undefined ? { ...schema, default: resolved } : schema;
}
