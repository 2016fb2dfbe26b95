// The example of docs/adding-a-page.md as a file, beside the sources: the type check and a test take it from there.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(fileURLToPath(import.meta.url));

export const guide = join(home, "../docs/adding-a-page.md");
export const examplePage = join(home, "target/guide/DamagedPage.tsx");

export function writeExample() {
  const example = readFileSync(guide, "utf8").match(/```tsx\n(.*?)```/s);
  if (!example) throw new Error(`${guide} has no example: a block of tsx`);
  mkdirSync(dirname(examplePage), { recursive: true });
  writeFileSync(examplePage, example[1].replaceAll('"../../', '"../../src/'));
}
