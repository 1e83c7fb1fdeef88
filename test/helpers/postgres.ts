import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A PostgreSQL server for the tests, or why there is none. */
    postgres: { readonly url: string } | { readonly missing: string };
  }
}

/** The folder that holds `initdb` and `postgres`: the newest installed, or one of the PATH. */
function findBinaries(): string | undefined {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(root, version, "bin")),
    ...(process.env["PATH"] ?? "").split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
}

/** The server refuses to run as root: then it runs as another user of the machine. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync("/etc/passwd", "utf8").split("\n");
  const line =
    users.find((user) => user.startsWith("postgres:")) ?? users.find((user) => user.startsWith("nobody:")) ?? "";
  const [, , uid, gid] = line.split(":");
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

interface Cluster {
  readonly url: string;
  stop(): Promise<void>;
}

async function untilReady(log: () => string, isOver: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (log().includes("ready to accept connections")) return;
    if (isOver()) break;
    await wait(50);
  }
  throw new Error(`PostgreSQL did not start: ${log()}`);
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once("exit", resolve));
  // "Immediate" shutdown: the data is thrown away anyway.
  server.kill("SIGQUIT");
  await ended;
}

/** Starts a server of its own in a temporary folder, which goes with it. */
async function startCluster(binaries: string): Promise<Cluster> {
  const user = serverUser();
  const folder = mkdtempSync(join(tmpdir(), "recado-postgres-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const passwordFile = join(folder, "password");
    writeFileSync(passwordFile, "secret-of-tests");
    if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
    chmodSync(folder, 0o700);
    const data = join(folder, "data");
    const as = { cwd: folder, ...user };
    const options = ["--username=recado", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    const locale = ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"];
    const made = spawnSync(join(binaries, "initdb"), [...options, ...locale, "-D", data], { ...as, encoding: "utf8" });
    if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr}`);

    const port = await freePort();
    const settings = {
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      fsync: "off",
      full_page_writes: "off",
      max_connections: "100",
      shared_buffers: "32MB",
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const server = spawn(join(binaries, "postgres"), ["-D", data, "-p", String(port), ...flags], {
      ...as,
      stdio: ["ignore", "ignore", "pipe"],
    });
    // A run that is killed must not leave its server behind.
    const killServer = (): void => {
      server.kill("SIGQUIT");
      remove();
    };
    process.once("exit", killServer);
    let log = "";
    server.stderr.on("data", (chunk: Buffer) => (log = (log + chunk.toString()).slice(-20_000)));
    const stop = async (): Promise<void> => {
      process.off("exit", killServer);
      await stopServer(server);
      remove();
    };
    try {
      await untilReady(
        () => log,
        () => server.exitCode !== null,
      );
    } catch (error) {
      await stop();
      throw error;
    }
    return { url: `postgres://recado:secret-of-tests@127.0.0.1:${port}/postgres`, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Vitest's global set-up: one server for the whole run. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env["TEST_POSTGRES_URL"];
  if (given !== undefined && given !== "") {
    project.provide("postgres", { url: given });
    return undefined;
  }
  const binaries = findBinaries();
  if (binaries === undefined) {
    project.provide("postgres", { missing: "no TEST_POSTGRES_URL, and no PostgreSQL server is installed" });
    return undefined;
  }
  try {
    const cluster = await startCluster(binaries);
    project.provide("postgres", { url: cluster.url });
    return async () => cluster.stop();
  } catch (error) {
    // A server that is installed and does not start is a fault to be seen, not a reason to skip.
    throw new Error("The PostgreSQL server of the tests did not start", { cause: error });
  }
}
