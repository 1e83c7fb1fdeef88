import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { inject } from "vitest";

export interface Packed {
  /** `bin/recado.js` of the installed package. */
  readonly bin: string;
  /** The installed package. */
  readonly package: string;
  /** What the bundler says is in each file. */
  readonly metafile: string;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
/** What a pack and its `prepare` script need. */
const sources = ["bin", "src", ".build", "package.json", "package-lock.json", "tsconfig.json", "LICENSE", "README.md"];
const run = promisify(execFile);

async function npm(args: readonly string[], cwd: string): Promise<void> {
  const options = { cwd, maxBuffer: 64 * 1024 * 1024, shell: process.platform === "win32" };
  await run("npm", [...args, "--loglevel=error", "--no-audit", "--no-fund", "--no-update-notifier"], options);
}

/** Builds and packs a copy, so that the working tree's own dist stays as it is, and installs it as a user does. */
async function install(folder: string): Promise<void> {
  const copy = join(folder, "source");
  mkdirSync(copy);
  for (const name of sources) {
    if (existsSync(join(root, name))) cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  await npm(["pack", "--pack-destination", folder], copy);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("npm pack left no tarball");
  const app = join(folder, "app");
  mkdirSync(app);
  writeFileSync(join(app, "package.json"), JSON.stringify({ private: true }));
  await npm(["install", "--ignore-scripts", "--prefer-offline", join(folder, tarball)], app);
}

/** The first to come does the work; the others wait for it. */
async function once(folder: string): Promise<void> {
  const done = join(folder, "done");
  try {
    mkdirSync(join(folder, "lock"));
  } catch {
    const deadline = Date.now() + 120_000;
    while (!existsSync(done)) {
      if (Date.now() > deadline) throw new Error("the package was not installed in time");
      await wait(50);
    }
    const failure = readFileSync(done, "utf8");
    if (failure !== "") throw new Error(`the package could not be installed: ${failure}`);
    return;
  }
  try {
    await install(folder);
    writeFileSync(done, "");
  } catch (error) {
    writeFileSync(done, String(error));
    throw error;
  }
}

let packed: Promise<Packed> | undefined;

/** The program as its users have it: packed and installed with dependency scripts blocked, once in a run of all tests. */
export async function packedRecado(): Promise<Packed> {
  packed ??= (async () => {
    const folder = inject("packedFolder");
    await once(folder);
    const home = join(folder, "app", "node_modules", "recado");
    const metafile = join(folder, "source", "dist", "meta.json");
    return { bin: join(home, "bin", "recado.js"), package: home, metafile };
  })();
  return packed;
}
