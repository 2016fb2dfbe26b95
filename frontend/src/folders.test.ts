import { expect, it } from "vitest";

const written = import.meta.glob<string>(["./**/*.{ts,tsx}", "!./**/*.d.ts"], { query: "?raw", import: "default", eager: true });

/** The folder of a file, from this one; the file is given as the importing file writes it. */
function folderOf(file: string, from = "."): string {
  const { pathname } = new URL(`${from}/${file}`, "file:///");
  return pathname.slice(1, pathname.lastIndexOf("/"));
}

/** From which other folders each folder imports, types included. */
function importsOf(files: Record<string, string>): Map<string, Set<string>> {
  const imports = new Map<string, Set<string>>();
  for (const [file, text] of Object.entries(files)) {
    const folder = folderOf(file);
    const named = [...text.matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]*)"/g)].map(([, path]) => folderOf(path ?? "", folder));
    imports.set(folder, new Set([...(imports.get(folder) ?? []), ...named].filter((other) => other !== folder)));
  }
  return imports;
}

/** The folders from which imports lead back to where they began. */
function inCycles(imports: Map<string, Set<string>>): string[] {
  const reachedFrom = (folder: string) => {
    const reached = new Set<string>();
    const follow = (from: string) => imports.get(from)?.forEach((next) => !reached.has(next) && follow((reached.add(next), next)));
    follow(folder);
    return reached;
  };
  return [...imports.keys()].filter((folder) => reachedFrom(folder).has(folder)).sort();
}

it("has no folders that import each other, over however many others", () => {
  expect(Object.keys(written).length).toBeGreaterThan(100);
  expect(inCycles(importsOf(written))).toEqual([]);
});

it("finds a cycle, also one of types, of pages that are loaded later, and over a third folder", () => {
  const files = {
    "./a/one.ts": 'import type { Two } from "../b/two";',
    "./b/two.tsx": 'const page = () => import("../b/c/three");',
    "./b/c/three.ts": 'import {\n  one,\n} from "../../a/one";\nimport "./four";',
    "./b/c/four.ts": 'export * from "../../d";\nexport { x } from "react";',
    "./d.ts": "",
  };
  expect(inCycles(importsOf(files))).toEqual(["a", "b", "b/c"]);
});
