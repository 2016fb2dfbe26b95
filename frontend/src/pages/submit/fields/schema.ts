import { asObject, type Json, written } from "../../../text/json";

/** The part of JSON Schema that the catalog uses for a setting. */
export type SettingSchema = {
  type?: string;
  enum?: unknown[];
  "x-former-names"?: Record<string, string>;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  default?: unknown;
  description?: string;
  items?: SettingSchema;
  properties?: Record<string, SettingSchema>;
  required?: string[];
};

export function schemaOf(value: unknown): SettingSchema {
  return asObject(value);
}

/** The object with one field changed; `undefined` and empty objects are taken out, so that defaults stay defaults. */
export function withField(object: Json, name: string, value: unknown): Json {
  const isEmpty =
    value === undefined || (typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0);
  const { [name]: _, ...others } = object;
  if (isEmpty) return others;
  return name in object ? { ...object, [name]: value } : { ...others, [name]: value };
}

/** The chosen value under its present name: a definition that was kept for long may hold a former one. */
export function chosenOf(schema: SettingSchema, value: unknown): string | null {
  return value === undefined ? null : (schema["x-former-names"]?.[written(value)] ?? written(value));
}

/** What an empty field stands for: its default, said to be one, so that it looks neither empty nor filled in. */
export function defaultText(schema: SettingSchema, isRequired = false): string {
  if (schema.default === undefined || schema.default === null) return isRequired ? "required" : "";
  const text = written(schema.default);
  return `default ${text === "" ? "none" : text}`;
}

/** The same settings with nothing said about defaults, for when the service alone can know them. */
export function withoutDefaults(schema: SettingSchema): SettingSchema {
  const bare = Object.entries(schema.properties ?? {}).map(([name, { default: _, ...setting }]) => [name, setting]);
  return { ...schema, properties: Object.fromEntries(bare) as Record<string, SettingSchema> };
}

/** The choices, and what was chosen although nobody knows it: a field that looked empty would hide what is posted. */
export function withChosen(choices: string[], chosen: unknown): string[] {
  const isKnown = chosen === undefined || choices.includes(written(chosen));
  return isKnown ? choices : [...choices, written(chosen)];
}

/** From here on a maximum is no news to anybody. */
const practicallyUnlimited = 1_000_000;

/** The range in words: "0 to 1", "at least 1", or nothing. */
export function rangeText({ minimum, maximum }: SettingSchema): string {
  if (minimum !== undefined && maximum !== undefined && maximum < practicallyUnlimited) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `at least ${minimum}`;
  return maximum === undefined ? "" : `at most ${maximum}`;
}
