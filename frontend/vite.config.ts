import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const service = "http://localhost:8080";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "../target/classes/static",
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: Object.fromEntries(["/api", "/actuator", "/v3", "/swagger-ui", "/swagger-ui.html"].map((path) => [path, service])),
  },
});
