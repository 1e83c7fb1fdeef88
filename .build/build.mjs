// Bundles src/ into dist/: one small entry and a chunk per lazily loaded part, since that starts fastest.
// Declarations come from tsc. Runs as `prepare`, so a fresh clone's `npm ci` builds.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
rmSync(dist, { recursive: true, force: true });

/** recado uses three parts of undici; the package's index loads all of it, which takes 20 ms more. */
const slimUndici = {
  name: "slim-undici",
  setup: (builder) => {
    builder.onResolve({ filter: /^undici$/ }, () => ({ path: join(root, ".build", "undici.cjs") }));
  },
};

const result = await build({
  absWorkingDir: root,
  entryPoints: {
    main: "src/main.ts",
    index: "src/index.ts",
    testing: "src/testing.ts",
    "import-worker": "src/domain/import/reading/import-worker.ts",
  },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.18",
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: false,
  metafile: true,
  logLevel: "warning",
  legalComments: "none",
  loader: { ".csv": "text" },
  plugins: [slimUndici],
  // Packages with native parts, or with optional ones that they look for at run time.
  external: ["@photostructure/sqlite", "@napi-rs/keyring", "pg"],
  // CommonJS packages inside an ES module ask for Node's own modules through require.
  banner: {
    js: 'import{createRequire as recadoRequire}from"node:module";const require=recadoRequire(import.meta.url);',
  },
});

writeFileSync(join(dist, "meta.json"), JSON.stringify(result.metafile));
writeFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), licences(Object.keys(result.metafile.inputs)));
execFileSync(
  process.execPath,
  [
    join(root, "node_modules/typescript/bin/tsc"),
    "-p",
    "tsconfig.json",
    "--emitDeclarationOnly",
    "--declaration",
    "--noCheck",
  ],
  { cwd: root, stdio: "inherit" },
);
// Only the sources' declarations are the package's; tests are checked by the same configuration.
rmSync(join(dist, "types", "test"), { recursive: true, force: true });

/** The licences of the packages whose code is in the bundle: they ask to travel with it. */
function licences(inputs) {
  const folders = new Set(inputs.flatMap((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
  return [...folders]
    .toSorted()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
      const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
      const text =
        file === undefined || !existsSync(join(root, folder, file))
          ? ""
          : readFileSync(join(root, folder, file), "utf8");
      return `${name} ${version} (${license})\n\n${text.trim()}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}
