import { describe, expect, it } from "vitest";
import { everyCommand, type Command } from "../../src/cli/command.ts";
import { optionName } from "../../src/cli/input.ts";
import { globalOptions, helpPage, parseCommandLine } from "../../src/cli/program.ts";
import { commands } from "../../src/commands/index.ts";
import type { Text } from "../../src/core/text.ts";

const all = everyCommand(commands);

/** Splits an example as a shell would, and drops what the shell keeps for itself (`< file`, `| jq`). */
function shellWords(line: string): string[] {
  const plain = line.replace(/\s[<>|].*$/, "");
  return [...plain.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? "",
  );
}

function optionNames(command: Command): string[] {
  return Object.entries(command.input).flatMap(([key, item]) =>
    item.kind === "argument" || item.kind === "arguments"
      ? []
      : [optionName(key), ...("short" in item && item.short !== undefined ? [`-${item.short}`] : [])],
  );
}

/** What is missing in one of the languages; two words ("id o wamid" is three) may be the same in both. */
function untranslated(texts: readonly (Text | undefined)[]): Text[] {
  return texts.filter(
    (text): text is Text =>
      text !== undefined &&
      (text.en.trim() === "" || text.es.trim() === "" || (text.en === text.es && text.en.split(/\s+/).length > 2)),
  );
}

describe("every noun", () => {
  it.each(commands.map((entry) => [entry.name, entry] as const))(
    "%s says in both languages what it is for",
    (_, entry) => {
      expect(untranslated([entry.summary])).toEqual([]);
    },
  );

  it("has a name of its own", () => {
    const names = all.map(([path]) => path);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe.each(all)("recado %s", (path, command) => {
  it("has summary, details, options and question in both languages", () => {
    const inputs = Object.values(command.input).map((item) => item.text);
    expect(untranslated([command.summary, command.details, command.confirm, ...inputs])).toEqual([]);
  });

  it("has examples that are command lines of this command", () => {
    expect(command.examples.length).toBeGreaterThan(0);
    for (const example of command.examples) {
      const [program, ...argv] = shellWords(example);
      expect(program).toBe("recado");
      const request = parseCommandLine(commands, argv, "en");
      expect(request).toMatchObject({ kind: "run", path });
    }
  });

  it("has no option twice, nor one that every command has", () => {
    const global = [...globalOptions.map(({ flags }) => flags.split(" ")[0]), "--help", "-h", "--version", "-V"];
    const names = [...optionNames(command), ...global, ...(command.confirm === undefined ? [] : ["--yes"])];
    expect(new Set(names).size).toBe(names.length);
  });

  it("shows every option and example on its page, in both languages", () => {
    for (const language of ["en", "es"] as const) {
      const page = helpPage(commands, path.split(" "), language) ?? "";
      expect(page).toContain(command.summary[language]);
      for (const name of optionNames(command)) expect(page).toContain(name);
      const unbroken = page.replaceAll(/ \\\n +/g, " ");
      for (const example of command.examples) expect(unbroken).toContain(`$ ${example}`);
      expect(page).toContain(language === "es" ? "Opciones:" : "Options:");
    }
  });

  it("has a body", async () => {
    expect(await command.load()).toHaveProperty("run", expect.any(Function));
  });
});
