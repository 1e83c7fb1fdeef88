import { describe, expect, it } from "vitest";
import * as errors from "../../src/core/errors.ts";
import { same } from "../../src/core/text.ts";
import { view } from "../../src/cli/view.ts";
import { errorOf, runTree } from "../helpers/run.ts";
import { dangerous, trying } from "./trees.ts";

const options = {
  code: "test.code",
  text: { en: "It failed.", es: "Falló." },
  hint: { en: "Type this.", es: "Escriba esto." },
  data: { at: 3 },
};

const outcomes: readonly [string, Error, number][] = [
  ["AppError", new errors.AppError(options), 1],
  ["UsageError", new errors.UsageError(options), 2],
  ["InputError", new errors.InputError(options), 2],
  ["ConfigError", new errors.ConfigError(options), 3],
  ["PolicyError", new errors.PolicyError(options), 4],
  ["NetworkError", new errors.NetworkError({ ...options, sent: "no" }), 5],
  ["StorageError", new errors.StorageError(options), 1],
  ["temporary StorageError", new errors.StorageError({ ...options, temporary: true }), 5],
  ["PartialError", new errors.PartialError(options), 6],
  ["UncertainError", new errors.UncertainError(options), 7],
  ["InterruptedError", new errors.InterruptedError(options), 130],
];

const failing = (error: unknown): ReturnType<typeof trying> =>
  trying(() => {
    throw error;
  });

describe.each(outcomes)("%s", (_name, error, code) => {
  it(`ends with ${code}, words and the next step on stderr`, async () => {
    const result = await runTree(failing(error), ["try"]);
    expect(result).toMatchObject({ code, stdout: "" });
    expect(result.stderr).toContain("It failed.");
    expect(result.stderr).toContain("→ Type this.");
    expect((await runTree(failing(error), ["try", "--lang", "es"])).stderr).toContain("Falló.");
  });

  it("is a document with --json", async () => {
    const result = await runTree(failing(error), ["try", "--json"]);
    expect(result).toMatchObject({ code, stdout: "" });
    expect(errorOf(result)).toEqual({ code: "test.code", message: "It failed.", hint: "Type this.", data: { at: 3 } });
  });
});

describe("a fault of our own", () => {
  it("ends with 1 and says how to report it", async () => {
    const result = await runTree(failing(new TypeError("x is not a function")), ["try"]);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain("x is not a function");
    expect(result.stderr).toContain("RECADO_DEBUG=1");
    expect(result.stderr).not.toContain("    at ");
  });

  it("shows where it comes from with RECADO_DEBUG, causes too", async () => {
    const error = new Error("outer", { cause: new Error("inner") });
    const { stderr } = await runTree(failing(error), ["try"], { env: { RECADO_DEBUG: "1" } });
    expect(stderr).toMatch(/outer[^]*    at [^]*inner/);
  });

  it("never shows a token that came along in its words", async () => {
    const token = "EAAtest0123456789abcdef";
    const error = new Error(`GET /me?access_token=${token} with Bearer ${token} failed`, { cause: new Error(token) });
    for (const args of [["try"], ["try", "--json"]]) {
      const { stderr } = await runTree(failing(error), args, { env: { RECADO_DEBUG: "1" } });
      expect(stderr).toContain("failed");
      expect(stderr).not.toContain("0123456789abcdef");
    }
  });
});

describe("an interruption", () => {
  it("is told by its reason, whatever the call that it broke off threw", async () => {
    const controller = new AbortController();
    const tree = trying((context) => {
      controller.abort(new errors.InterruptedError({ code: "interrupted", text: same("Interrupted.") }));
      context.signal.throwIfAborted();
      return view({ data: {}, blocks: [] });
    });
    const result = await runTree(tree, ["try"], { signal: controller.signal });
    expect(result.code).toBe(130);
    expect(result.stderr).toContain("Interrupted.");
  });
});

describe("a dangerous command", () => {
  const destroy = ["things", "destroy"];

  it("demands --yes where nobody can be asked", async () => {
    const result = await runTree(dangerous, destroy);
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toContain("--yes");
    expect((await runTree(dangerous, [...destroy, "--lang", "es"])).stderr).toContain("Repítalo con --yes");
  });

  it("is done with --yes", async () => {
    expect(await runTree(dangerous, [...destroy, "--yes"])).toMatchObject({ code: 0, stdout: "destroyed\n" });
  });

  it("needs no --yes to be tried out", async () => {
    expect(await runTree(dangerous, [...destroy, "--dry-run"])).toMatchObject({ code: 0, stdout: "would destroy\n" });
  });

  it("asks in a terminal, and no is the default", async () => {
    const yes = await runTree(dangerous, destroy, { answers: [{ seen: "Destroy everything?", type: "y\r" }] });
    expect(yes).toMatchObject({ code: 0, stdout: "destroyed\n" });
    const enter = await runTree(dangerous, destroy, { answers: [{ seen: "Destroy everything?", type: "\r" }] });
    expect(enter).toMatchObject({ code: 2, stdout: "" });
    expect(enter.stderr).toContain("nothing was changed.");
  });

  it.each([
    ["--json", ["--json"], {}],
    ["CI", [], { CI: "true" }],
    ["RECADO_OUTPUT=json", [], { RECADO_OUTPUT: "json" }],
  ])("never asks with %s, even in a terminal", async (_case, args, env) => {
    const result = await runTree(dangerous, [...destroy, ...args], { answers: [], env });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toContain("--yes");
  });
});
