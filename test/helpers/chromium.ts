import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { BrowserTab } from "./browser-tab.ts";
import { Devtools } from "./devtools.ts";

const names = ["chromium", "chromium-browser", "google-chrome"];

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--lang=en-US",
  "--accept-lang=en-US",
  "--remote-debugging-port=0",
];

/** The browser of this machine, if there is one; else the reason is printed. */
export function findChromium(suite: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  if (found !== undefined) return found;
  const reason = `none of ${names.join(", ")} is on the PATH`;
  // Where it has to be there (CI), its absence is a failure.
  if (process.env["TEST_CHROMIUM_REQUIRED"]) throw new Error(`no Chromium for ${suite}: ${reason}`);
  process.stderr.write(`SKIPPED without Chromium: ${suite} (${reason})\n`);
  return undefined;
}

export interface Chromium {
  /** A tab that shares nothing with the others. */
  tab(): Promise<BrowserTab>;
  close(): Promise<void>;
}

/** Starts a browser with an empty profile, which goes with it. @param binary what `findChromium` found */
export async function startChromium(binary: string): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), "recado-chromium-"));
  const child = spawn(binary, [...flags, `--user-data-dir=${profile}`, "about:blank"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  // A run that is killed must not leave its browser behind.
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let log = "";
  const address = await new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => reject(new Error(`Chromium did not start: ${log}`)));
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      log = (log + part).slice(-20_000);
      const [, url] = /DevTools listening on (ws:\S+)/.exec(log) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
  const devtools = await Devtools.connect(address);
  return {
    tab: () => BrowserTab.open(devtools),
    close: async () => {
      // It breaks the connection while it answers.
      await devtools.call("Browser.close").catch(() => {});
      devtools.close();
      await ended;
      process.off("exit", kill);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
