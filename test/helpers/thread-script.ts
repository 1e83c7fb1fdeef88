import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inject } from "vitest";

const storage = fileURLToPath(new URL("../../src/storage/", import.meta.url));
const engine = pathToFileURL(createRequire(import.meta.url).resolve("@photostructure/sqlite")).href;
const built = new Map<string, Promise<URL>>();

async function build(name: string): Promise<URL> {
  // The folder goes with the run.
  const outfile = join(inject("packedFolder"), `${name}-${process.pid}.mjs`);
  const { build: bundle } = await import("esbuild");
  await bundle({
    entryPoints: [join(storage, `${name}.ts`)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "warning",
    plugins: [
      {
        // What is bundled elsewhere finds the package by its whole address.
        name: "engine",
        setup: (builder) =>
          builder.onResolve({ filter: /^@photostructure\/sqlite$/ }, () => ({ path: engine, external: true })),
      },
    ],
  });
  return pathToFileURL(outfile);
}

/** A file of `src/storage` as JavaScript with all that it imports: for threads and processes, which cannot read the source. */
export async function storageScript(name: string): Promise<URL> {
  const known = built.get(name);
  if (known !== undefined) return known;
  const made = build(name);
  built.set(name, made);
  return made;
}

/** The script of the database's thread, as the build makes it. */
export const threadScript = async (): Promise<URL> => storageScript("sqlite-worker");
