import { describe, expect, it } from "vitest";
import type { Prompter } from "../../src/cli/prompt.ts";
import { view } from "../../src/cli/view.ts";
import { same } from "../../src/core/text.ts";
import { errorOf, keys, runTree, type Answer } from "../helpers/run.ts";
import { trying } from "./trees.ts";

const name = { option: "--name", message: { en: "Your name?", es: "¿Su nombre?" } };
const fruit = {
  option: "--fruit",
  message: same("Fruit?"),
  choices: [
    { value: "apple", label: { en: "An apple", es: "Una manzana" } },
    { value: "pear", label: "Pear" },
  ],
} as const;

async function asked(
  ask: (prompt: Prompter) => Promise<unknown>,
  answers: readonly Answer[],
  args: readonly string[] = [],
): Promise<{ answer: unknown; stderr: string; stdout: string }> {
  let answer: unknown;
  const tree = trying(async ({ prompt }) => {
    answer = await ask(prompt);
    return view({ data: {}, blocks: [] });
  });
  const { code, stderr, stdout } = await runTree(tree, ["try", ...args], { answers });
  expect(code).toBe(0);
  return { answer, stderr, stdout };
}

describe("questions in a terminal", () => {
  it("go to stderr, in the reader's language, so that stdout stays the answer", async () => {
    const { answer, stdout } = await asked(
      (prompt) => prompt.text(name),
      [{ seen: "¿Su nombre?", type: "  Ana \r" }],
      ["--lang", "es"],
    );
    expect(answer).toBe("Ana");
    expect(stdout).toBe("");
  });

  it("do not take an empty answer, nor one that the rule refuses", async () => {
    const question = { ...name, check: (value: string) => (value === "no" ? same("Not that one.") : undefined) };
    const { answer } = await asked(
      (prompt) => prompt.text(question),
      [
        { seen: "Your name?", type: keys.enter },
        { seen: "cannot be empty", type: "no\r" },
        { seen: "Not that one.", type: "\u007f\u007fAna\r" },
      ],
    );
    expect(answer).toBe("Ana");
  });

  it("offer what is most likely", async () => {
    const { answer } = await asked(
      (prompt) => prompt.text({ ...name, default: "Luis" }),
      [{ seen: "Luis", type: keys.enter }],
    );
    expect(answer).toBe("Luis");
  });

  it("never show a secret", async () => {
    const { answer, stderr } = await asked(
      (prompt) => prompt.secret({ option: "--token-stdin", message: same("Token?") }),
      [{ seen: "Token?", type: "s3cr3t-word\r" }],
    );
    expect(answer).toBe("s3cr3t-word");
    expect(stderr).not.toContain("s3cr3t");
    expect(stderr).toContain("•••");
  });

  it("let one choose with the arrows", async () => {
    const { answer, stderr } = await asked(
      (prompt) => prompt.select(fruit),
      [{ seen: "Pear", type: `${keys.down}${keys.enter}` }],
    );
    expect(answer).toBe("pear");
    expect(stderr).toContain("An apple");
  });

  it("end with 130 on Ctrl-C, and nothing was changed", async () => {
    const tree = trying(async ({ prompt }) => view({ data: await prompt.text(name), blocks: [] }));
    const result = await runTree(tree, ["try"], { answers: [{ seen: "Your name?", type: keys.interrupt }] });
    expect(result).toMatchObject({ code: 130, stdout: "" });
    expect(result.stderr).toContain("Nothing was changed.");
  });
});

describe("questions where nobody can answer", () => {
  const kinds: Readonly<Record<string, (prompt: Prompter) => Promise<unknown>>> = {
    text: (prompt) => prompt.text(name),
    secret: (prompt) => prompt.secret(name),
    select: (prompt) => prompt.select({ ...fruit, option: "--name" }),
    confirm: (prompt) => prompt.confirm(name),
  };

  it.each(Object.entries(kinds))("%s refuses with the option that says the same", async (_kind, ask) => {
    const tree = trying(async ({ prompt }) => view({ data: await ask(prompt), blocks: [] }));
    const piped = await runTree(tree, ["try"]);
    expect(piped.code).toBe(2);
    expect(piped.stderr).toContain("--name is missing");
    const json = await runTree(tree, ["try", "--json"], { answers: [] });
    expect(errorOf(json)).toMatchObject({ code: "usage.missing_option", data: { option: "--name" } });
  });
});
