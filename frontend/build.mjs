// Builds the pages into a folder; skips every step whose inputs did not change since the last build.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { guide, writeExample } from "./guide.mjs";

const home = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(home, "../target/classes/static"));
const apiDocument = join(home, "../docs/openapi.json");
const addresses = join(home, "../src/main/resources/pages/addresses.json");
const installStamp = join(home, "node_modules/.obscura-installed");
const buildStamp = resolve(output, "../../frontend-build.txt");

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const isRecent = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!isRecent) {
    fail(
      `The web pages need Node 20.19 or later (22.12 or later of line 22), found ${process.versions.node}: ` +
        "install a newer Node, or add -DskipFrontend to build without pages.",
    );
  }
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function hashOf(paths) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap(filesUnder)) {
    hash.update(file.slice(home.length)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function stampReads(stamp, value) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === value;
}

function step(title, command, args, wayOut = "") {
  console.log(`pages: ${title}`);
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: home });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
    child.on("error", ({ message }) =>
      fail(`pages: cannot start ${command}: ${message}. Install Node 20.19 or later with npm, or add -DskipFrontend.`),
    );
    child.on("close", (status) => {
      if (status === 0) done();
      else fail(`${said}\npages: "${title}" failed. ${wayOut}To build the service without pages add -DskipFrontend.`);
    });
  });
}

function tool(name) {
  return join(home, "node_modules/.bin", name);
}

requireNode();

const lock = hashOf([join(home, "package-lock.json")]);
if (!stampReads(installStamp, lock)) {
  await step("npm ci", "npm", ["ci", "--no-audit", "--no-fund"]);
  writeFileSync(installStamp, lock);
}

const inputs = [
  ...["src", "public", "index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "assets.mjs", "build.mjs"],
  ...["eslint.config.js", ".prettierrc.json", ".prettierignore", "guide.mjs", "guide.test.js"],
];
// The generated types are an output that lies among the inputs; the document they come from stands for them.
const generated = join(home, "src/api/schema.d.ts");
const sources = hashOf([
  ...inputs
    .map((name) => join(home, name))
    .flatMap(filesUnder)
    .filter((file) => file !== generated),
  apiDocument,
  addresses,
  guide,
]);
if (stampReads(buildStamp, sources) && existsSync(join(output, "index.html"))) {
  process.exit(0);
}
await step("types from docs/openapi.json", tool("openapi-typescript"), [apiDocument, "--output", generated, "--alphabetize"]);
writeExample();
const kept = (name) => ["--cache", "--cache-strategy", "content", "--cache-location", join(home, "target", name)];
await Promise.all([
  step("type check", tool("tsc"), ["--noEmit"]),
  step("lint", tool("eslint"), ["--max-warnings", "0", ...kept("eslint-cache"), "."]),
  step("format", tool("prettier"), ["--check", ...kept("prettier-cache"), "."], "The cure: npm run format (in frontend). "),
  step("tests", tool("vitest"), ["run"]),
]);
await step("bundle", tool("vite"), ["build", "--outDir", output, "--emptyOutDir"]);
mkdirSync(dirname(buildStamp), { recursive: true });
writeFileSync(buildStamp, sources);
