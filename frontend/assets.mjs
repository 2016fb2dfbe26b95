import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** A request costs more than what it brings when it brings less than this. */
const leastBytes = 2048;

/** The bundler's own helpers: it puts them into a file of their own wherever groups are given, and lets nothing join them. */
const ofTheBundler = /rolldown-runtime-/;

/** What the bundle has to be when it lies on the disk: no crumbs, and a compressed twin of every file that compresses. */
export function finishedAssets() {
  return {
    name: "finished-assets",
    writeBundle({ dir }, bundle) {
      const scripts = Object.keys(bundle).filter((name) => name.endsWith(".js") && !ofTheBundler.test(name));
      const crumbs = scripts.filter((name) => statSync(join(dir, name)).size < leastBytes);
      if (crumbs.length > 0) {
        this.error(`Scripts below ${leastBytes} bytes: ${crumbs.join(", ")}. Put their modules into a group of vite.config.ts.`);
      }
      // The service hands these out to who takes gzip, and compresses nothing itself.
      for (const name of Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name))) {
        writeFileSync(join(dir, `${name}.gz`), gzipSync(readFileSync(join(dir, name)), { level: 9 }));
      }
    },
  };
}
