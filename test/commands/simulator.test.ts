import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { startSimulator } from "../../src/testing.ts";
import { errorOf, runRecado, temporaryFolder, type RunResult } from "../helpers/run.ts";

/** Starts the simulator, waits until its state is there, and presses Ctrl-C. */
async function startAndEnd(args: readonly string[], state: string, home: string): Promise<RunResult> {
  const ctrlC = new AbortController();
  const running = runRecado(["simulator", "start", "--port", "0", "--state", "sim.json", ...args], {
    home,
    signal: ctrlC.signal,
  });
  await vi.waitFor(() => expect(readFileSync(state, "utf8")).toContain("recado-simulator"));
  ctrlC.abort();
  return running;
}

describe("recado simulator start --state", () => {
  it("keeps the world in the file, and goes on with it", async () => {
    const home = temporaryFolder();
    const state = join(home, "sim.json");
    writeFileSync(join(home, "world.json"), JSON.stringify({ seed: "shop", currency: "PEN" }));
    const first = await startAndEnd(["--seed", "world.json"], state, home);
    expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining("Its state is kept in sim.json.") });
    expect(JSON.parse(readFileSync(state, "utf8"))).toMatchObject({ seed: "shop", world: { currency: "PEN" } });
    const second = await startAndEnd(["--json"], state, home);
    expect(first.stdout).toContain((JSON.parse(second.stdout) as { accessToken: string }).accessToken);
  });

  it("refuses a file that is not one, and leaves it", async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, "list.csv"), "phone;name\n");
    const result = await runRecado(["simulator", "start", "--port", "0", "--state", "list.csv", "--json"], { home });
    expect([result.code, errorOf(result).code]).toEqual([2, "input.bad_state"]);
    const nowhere = ["simulator", "start", "--port", "0", "--state", "missing/sim.json", "--json"];
    const lost = await runRecado(nowhere, { home });
    expect([lost.code, errorOf(lost).code]).toEqual([2, "output.unwritable"]);
    expect(errorOf(lost).hint).toContain("Make the folder first");
    expect(errorOf(lost).hint).not.toContain("disk");
    expect(errorOf(result).message).toContain("list.csv");
    expect(readFileSync(join(home, "list.csv"), "utf8")).toBe("phone;name\n");
  });
});

describe("recado simulator start", () => {
  it("on a port that is taken says which, and names the option", async () => {
    await using other = await startSimulator();
    const { port } = new URL(other.url);
    const result = await runRecado(["simulator", "start", "--port", port, "--json"], {});
    expect(result.code).toBe(3);
    expect(errorOf(result)).toMatchObject({
      code: "listen.port_taken",
      message: `Port ${port} on 127.0.0.1 is taken.`,
      hint: expect.stringContaining("--port"),
    });
  });

  it("on an address that is not this computer's names the option", async () => {
    const result = await runRecado(["simulator", "start", "--port", "0", "--host", "192.0.2.1", "--json"], {});
    expect([result.code, errorOf(result).code]).toEqual([3, "listen.refused"]);
    expect(errorOf(result).hint).toContain("--host");
  });

  it("says how to use the one on this port, and how to stop it", async () => {
    const home = temporaryFolder();
    const { stdout, stderr } = await startAndEnd(["--lang", "es"], join(home, "sim.json"), home);
    const url = /RECADO_GRAPH_URL=(\S+)/.exec(stdout)?.[1] ?? "";
    expect(stderr).toContain(`Simulador en marcha: ${url}. Pulse Ctrl-C para detenerlo.`);
    expect(stderr).toContain(`Su página: ${url}/_simulator/`);
    expect(stderr).toContain(`En otra terminal: recado init --simulator ${url}\n`);
  });
});

describe("recado simulator start --seed", () => {
  it.each([
    ["missing.json", "input.unreadable"],
    ["./missing", "input.unreadable"],
    ["wrong.json", "input.bad_world"],
  ])("with the file %s is refused", async (seed, code) => {
    const home = temporaryFolder();
    writeFileSync(join(home, "wrong.json"), '{"plantillas":[]}');
    const result = await runRecado(["simulator", "start", "--port", "0", "--seed", seed, "--json"], { home });
    expect([result.code, errorOf(result).code]).toEqual([2, code]);
    expect(errorOf(result).message).toContain(seed.replace("./", ""));
  });

  it("says in Spanish what is wrong", async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, "wrong.json"), '{"plantillas":[]}');
    const args = ["simulator", "start", "--port", "0", "--seed", "wrong.json", "--lang", "es"];
    const result = await runRecado(args, { home });
    expect(result.stderr).toContain("plantillas: no existe ese miembro");
  });
});
