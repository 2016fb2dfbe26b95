import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { finishedAssets } from "./assets.mjs";

const service = "http://localhost:8080";

/** Libraries change less often than the pages, so they are files of their own that browsers keep. */
const libraries = [
  { name: "charts", test: /node_modules[\\/](echarts|zrender)/, priority: 2 },
  { name: "mantine", test: /node_modules[\\/](@mantine|@floating-ui)/, priority: 3 },
  // First of all: a group takes its dependencies along, and what both others need must not make every page load the charts.
  { name: "react", test: /node_modules[\\/](?!echarts|zrender|@mantine|@floating-ui)/, priority: 4 },
];

/** What several pages use comes at once: each set of pages that shares a module would otherwise get a file of its own. */
const shared = [
  { name: "drawing", test: /src[\\/]components[\\/]chart/, priority: 0 },
  // The list alone is too small for a file; with the grid of a study it would load the charts that are drawn there.
  { name: "studies", test: /src[\\/]pages[\\/](studies|vary)[\\/]/, priority: 0 },
  { name: "tables", test: /src[\\/]pages[\\/]tables?[\\/]/, priority: 0 },
  { name: "common", test: /src[\\/](api|text|components[\\/](?!chart))/, priority: 1 },
];

export default defineConfig({
  plugins: [react(), finishedAssets()],
  build: {
    outDir: "../target/classes/static",
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups: [...libraries, ...shared] } } },
  },
  // Patience for a machine that does something else meanwhile.
  test: { testTimeout: 60_000 },
  server: {
    fs: { allow: [".", "../src/main/resources/pages"] },
    // The service takes changes only from its own pages, so the proxy speaks as one of them.
    proxy: Object.fromEntries(
      ["/api", "/actuator", "/v3", "/swagger-ui", "/swagger-ui.html"].map((path) => [
        path,
        { target: service, changeOrigin: true, headers: { origin: service } },
      ]),
    ),
  },
});
