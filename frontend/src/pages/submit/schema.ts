import { asObject, type Json } from "../../text/json";

/** The part of JSON Schema that the catalogue uses for a setting. */
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
  return asObject(value) as SettingSchema;
}

/** The object with one field changed; `undefined` and empty objects are taken out, so that defaults stay defaults. */
export function withField(object: Json, name: string, value: unknown): Json {
  const isEmpty = value === undefined || (typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0);
  const { [name]: _, ...others } = object;
  if (isEmpty) return others;
  return name in object ? { ...object, [name]: value } : { ...others, [name]: value };
}

/** The chosen value under its present name: a definition that was kept for long may hold a former one. */
export function chosenOf(schema: SettingSchema, value: unknown): string | null {
  return value === undefined ? null : schema["x-former-names"]?.[String(value)] ?? String(value);
}

/** The default as a placeholder shows it. */
export function defaultText(schema: SettingSchema): string {
  if (schema.default === undefined || schema.default === null) return "";
  return Array.isArray(schema.default) ? schema.default.join(", ") : String(schema.default);
}

/** From here on a maximum is no news to anybody. */
const practicallyUnlimited = 1_000_000;

/** The range in words: "0 to 1", "at least 1", or nothing. */
export function rangeText({ minimum, maximum }: SettingSchema): string {
  if (minimum !== undefined && maximum !== undefined && maximum < practicallyUnlimited) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `at least ${minimum}`;
  return maximum === undefined ? "" : `at most ${maximum}`;
}

/** Whole or real numbers separated by commas or spaces; `undefined` for an empty text, null when something is no number. */
export function parseNumbers(text: string): number[] | undefined | null {
  const words = text.split(/[\s,;]+/).filter((word) => word !== "");
  if (words.length === 0) return undefined;
  const numbers = words.map(Number);
  return numbers.every(Number.isFinite) ? numbers : null;
}
