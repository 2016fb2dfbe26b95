import { asObject, type Json } from "./json";

/** Titles and default settings of parts and attacks, by id. */
export type Vocabulary = Map<string, { title: string; defaults: Json }>;

/** Reads the defaults out of the catalog's JSON Schemas. */
export function vocabularyOf(entries: { id: string; title: string; settings: unknown }[]): Vocabulary {
  return new Map(
    entries.map(({ id, title, settings }) => {
      const properties = asObject(asObject(settings).properties);
      const defaults = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, asObject(schema).default]));
      return [id, { title, defaults }];
    }),
  );
}

/** The catalog's title, or the id when the catalog does not know it. */
export function titleOf(vocabulary: Vocabulary, id: string): string {
  return vocabulary.get(id)?.title ?? id;
}
