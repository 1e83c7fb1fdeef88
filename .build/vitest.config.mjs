import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  plugins: [
    {
      // The build embeds .csv files as text; tests that run from source see the same.
      name: "csv-as-text",
      enforce: "pre",
      load(id) {
        return id.endsWith(".csv") ? `export default ${JSON.stringify(readFileSync(id, "utf8"))};` : undefined;
      },
    },
  ],
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/helpers/postgres.ts", "test/helpers/packed-folder.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
