import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { answerOf, errorOf, freshHome, recado } from "../helpers/processes.ts";
import {
  orderShipped,
  recipients,
  startSimulatorProcess,
  timesReceived,
  wrongsOf,
} from "../helpers/simulator-process.ts";

/** The system's own programs. */
const programs = { mount: "mount", unmount: "umount" } as const;

/** A disk of eight megabytes, or why there is none. */
function tinyDisk(): { readonly folder: string } | { readonly missing: string } {
  const folder = mkdtempSync(join(tmpdir(), "recado-disk-"));
  try {
    execFileSync(programs.mount, ["-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], { stdio: "pipe" });
    return { folder };
  } catch (error) {
    rmSync(folder, { recursive: true });
    return { missing: error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error) };
  }
}

const disk = tinyDisk();
if ("missing" in disk) process.stderr.write(`SKIPPED: a full disk (${disk.missing})\n`);
afterAll(() => {
  if ("missing" in disk) return;
  execFileSync(programs.unmount, [disk.folder]);
  rmSync(disk.folder, { recursive: true });
});

describe.skipIf("missing" in disk)("a full disk", () => {
  const folder = "folder" in disk ? disk.folder : "";
  const ballast = join(folder, "ballast");
  const free = (): number => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  /** Leaves so many bytes free. */
  const fill = (left: number): void => {
    rmSync(ballast, { force: true });
    writeFileSync(ballast, Buffer.alloc(Math.max(0, free() - left)));
  };
  const values = (order: string): string[] => ["-p", "nombre=Ana", "-p", `pedido=${order}`, "--opted-in", "web form"];
  const to = recipients(20);
  const send = (order: string): string[] => {
    const people = to.flatMap((phone) => ["--to", phone]);
    return ["send", orderShipped.name, ...people, ...values(order), "--idempotency-key", order];
  };

  test(
    "is told in both languages, at whatever write it happens, and nothing is sent twice",
    { timeout: 120_000 },
    async () => {
      const simulator = await startSimulatorProcess();
      await simulator.control("POST", "templates", orderShipped);
      await simulator.control("POST", "limits", { pair: null, portfolio: null });
      const database = join(folder, "recado.db");
      const options = { home: freshHome(), env: { ...simulator.env, RECADO_DATABASE_URL: database } };

      // No room for a new database at all.
      fill(4_096);
      const none = await recado([...send("D-0"), "--json"], options);
      expect(none).toMatchObject({ code: 5, stdout: "" });
      expect(errorOf(none).code).toBe("storage.disk_full");
      expect(await simulator.count()).toBe(0);

      // Less and less room for a request and its progress: the disk fills up before, while or after messages go out.
      const refused: string[] = [];
      for (const [place, left] of [0, 8_192, 24_576, 40_960, 65_536, 98_304, 131_072].entries()) {
        const order = `D-${place + 1}`;
        rmSync(ballast, { force: true });
        expect((await recado(["messages", "list"], options)).code).toBe(0);
        fill(left);
        const english = await recado(send(order), options);
        const spanish = await recado([...send(order), "--lang", "es"], options);
        refused.push(...[english, spanish].filter(({ stderr }) => stderr !== "").map(({ stderr }) => stderr));
        // 5 where nothing had gone out yet, 7 where something had.
        expect([0, 5, 7]).toContain(english.code);

        rmSync(ballast, { force: true });
        const again = await recado([...send(order), "--json"], options);
        expect([0, 7]).toContain(again.code);
        const { messages } = answerOf(again) as { messages: { to: string; state: string }[] };
        const received = timesReceived(
          (await simulator.messages()).filter(({ text }) => text?.includes(` ${order} `) === true),
        );
        expect({ order, wrongs: wrongsOf(to, messages, received) }).toEqual({ order, wrongs: [] });
      }
      expect(refused.length).toBeGreaterThan(3);
      for (const text of refused) {
        expect(text).toMatch(
          /There is no space left on the disk of|No queda espacio en el disco de|may have gone out|pudo haber salido/,
        );
        // Once something has gone out, only the key may be repeated with.
        expect(text).toMatch(/Free some space|Libere espacio|--idempotency-key D-\d|--state uncertain/);
      }
    },
  );
});
