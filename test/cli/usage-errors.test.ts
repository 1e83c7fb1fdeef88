import { describe, expect, it } from "vitest";
import { errorOf, runRecado, runTree } from "../helpers/run.ts";
import { echoing } from "./trees.ts";

interface Case {
  readonly args: readonly string[];
  readonly code: string;
  readonly en: string;
  readonly es: string;
  readonly hint: string;
}

const cases: Readonly<Record<string, Case>> = {
  "a mistyped command": {
    args: ["sned", "hello_world"],
    code: "usage.unknown_command",
    en: 'There is no command "sned".',
    es: 'No existe el comando "sned".',
    hint: "recado send",
  },
  "a mistyped command with its options": {
    args: ["sned", "hello_world", "--to", "+12025550101"],
    code: "usage.unknown_command",
    en: 'There is no command "sned".',
    es: 'No existe el comando "sned".',
    hint: "recado send",
  },
  "a mistyped command after a global option": {
    args: ["--profile", "shop", "sned"],
    code: "usage.unknown_command",
    en: 'There is no command "sned".',
    es: 'No existe el comando "sned".',
    hint: "recado send",
  },
  "a mistyped verb": {
    args: ["templates", "lst"],
    code: "usage.unknown_command",
    en: 'There is no command "lst".',
    es: 'No existe el comando "lst".',
    hint: "recado templates list",
  },
  "a mistyped verb with its options": {
    args: ["templates", "lst", "--status", "APPROVED"],
    code: "usage.unknown_command",
    en: 'There is no command "lst".',
    es: 'No existe el comando "lst".',
    hint: "recado templates list",
  },
  "help for a mistyped command": {
    args: ["template", "--help"],
    code: "usage.unknown_command",
    en: 'There is no command "template".',
    es: 'No existe el comando "template".',
    hint: "recado templates",
  },
  "help for a mistyped command after a global option": {
    args: ["--profile", "shop", "--help", "template"],
    code: "usage.unknown_command",
    en: 'There is no command "template".',
    es: 'No existe el comando "template".',
    hint: "recado templates",
  },
  "help for a mistyped verb": {
    args: ["templates", "lst", "-h"],
    code: "usage.unknown_command",
    en: 'There is no command "lst".',
    es: 'No existe el comando "lst".',
    hint: "recado templates list",
  },
  "a command that is like none": {
    args: ["xylophone"],
    code: "usage.unknown_command",
    en: 'There is no command "xylophone".',
    es: 'No existe el comando "xylophone".',
    hint: "recado --help",
  },
  "a mistyped option": {
    args: ["templates", "list", "--stauts", "APPROVED"],
    code: "usage.unknown_option",
    en: "There is no option --stauts here.",
    es: "Aquí no existe la opción --stauts.",
    hint: "--status",
  },
  "a mistyped option with its value": {
    args: ["templates", "list", "--stauts=APPROVED"],
    code: "usage.unknown_option",
    en: "There is no option --stauts here.",
    es: "Aquí no existe la opción --stauts.",
    hint: "--status",
  },
  "an argument that is named like an option": {
    args: ["simulator", "inbound", "--from", "+12025550101", "Hola"],
    code: "usage.unknown_option",
    en: "There is no option --from here.",
    es: "Aquí no existe la opción --from.",
    hint: "recado simulator inbound +12025550101",
  },
  "an argument of the noun's own verb that is named like an option": {
    args: ["send", "--template=hello_world", "--to", "+12025550101"],
    code: "usage.unknown_option",
    en: "There is no option --template here.",
    es: "Aquí no existe la opción --template.",
    hint: "recado send pedido_enviado",
  },
  "a mistyped global option": {
    args: ["--profil", "shop"],
    code: "usage.unknown_option",
    en: "There is no option --profil here.",
    es: "Aquí no existe la opción --profil.",
    hint: "--profile",
  },
  "an argument too many": {
    args: ["templates", "show", "--language", "es", "hello_world", "again"],
    code: "usage.too_many_arguments",
    en: '"again" is one argument too many.',
    es: '"again" es un argumento de más.',
    hint: "recado templates show --help",
  },
  "a missing argument": {
    args: ["templates", "show"],
    code: "usage.missing_argument",
    en: "The argument <name> is missing.",
    es: "Falta el argumento <name>.",
    hint: "recado templates show hello_world",
  },
  "a missing value": {
    args: ["templates", "list", "--status"],
    code: "usage.missing_value",
    en: "--status <status> needs a value.",
    es: "--status <status> necesita un valor.",
    hint: "recado templates list",
  },
  "a number out of range": {
    args: ["templates", "list", "--limit", "0"],
    code: "usage.bad_value",
    en: '--limit "0" is not a whole number from 1 to 1000000.',
    es: '--limit "0" no es un número entero de 1 a 1000000.',
    hint: "",
  },
  "a word that is none of the choices": {
    args: ["templates", "list", "--category", "spam"],
    code: "usage.bad_value",
    en: '--category "spam" is not one of marketing, utility, authentication.',
    es: '--category "spam" no es uno de estos valores: marketing, utility, authentication.',
    hint: "",
  },
};

describe.each(Object.entries(cases))("%s", (_name, { args, code, en, es, hint }) => {
  it("is told in English, with what to type", async () => {
    const result = await runRecado(args);
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toContain(`Error: ${en}\n`);
    expect(result.stderr).toContain(hint);
  });

  it("is told in Spanish, with what to type", async () => {
    const result = await runRecado(["--lang", "es", ...args]);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(`Error: ${es}\n`);
    expect(result.stderr).toContain(hint);
  });

  it("is a document for programs", async () => {
    const result = await runRecado(["--json", ...args]);
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({ code, message: en });
  });
});

describe("errors for programs", () => {
  it.each([
    [["sned", "--output", "ndjson"], {}],
    [["--output=csv", "sned"], {}],
    [["sned"], { RECADO_OUTPUT: "json" }],
  ])("are JSON for %j %j, though the line could not be parsed", async (args, env) => {
    expect(errorOf(await runRecado(args, { env })).code).toMatch(/^usage\./);
  });
});

describe("kinds of values", () => {
  const input = {
    count: { kind: "integer", value: "n", min: 0, max: 100, text: { en: "n", es: "n" } },
    time: { kind: "duration", value: "d", text: { en: "d", es: "d" } },
    tags: { kind: "list", value: "t", text: { en: "t", es: "t" } },
    force: { kind: "flag", text: { en: "f", es: "f" } },
    url: { kind: "text", value: "u", optionalValue: "http://default", text: { en: "u", es: "u" } },
  } as const;

  it.each([
    [[], { tags: [], force: false }],
    [["--count", "7"], { count: 7 }],
    [["--time", "2m"], { time: 120_000 }],
    [["--tags", "a", "--tags", "b"], { tags: ["a", "b"] }],
    [["--force"], { force: true }],
    [["--url"], { url: "http://default" }],
    [["--url", "http://other"], { url: "http://other" }],
  ])("%j is read as %j", async (args, expected) => {
    const result = await runTree(echoing(input), ["try", ...args, "--json"]);
    expect(JSON.parse(result.stdout)).toMatchObject(expected);
  });

  it.each([
    ["--count", "1.5"],
    ["--count", ""],
    ["--count", "0x10"],
    ["--count", "1e1"],
    ["--count", "101"],
    ["--time", "soon"],
  ])("%s %j is refused", async (option, value) => {
    const result = await runTree(echoing(input), ["try", option, value, "--json"]);
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({ code: "usage.bad_value", data: { option, value } });
  });
});

describe("help and version", () => {
  it.each([[["--help"]], [["-h"]], [[]]])("%j shows the commands", async (args) => {
    const { code, stdout } = await runRecado(args);
    expect(code).toBe(0);
    expect(stdout).toContain("recado demo");
    expect(stdout).toContain("Commands:");
  });

  it.each([
    [["send", "--help"]],
    [["--lang", "en", "send", "--help"]],
    [["--profile", "shop", "send", "hello_world", "--help"]],
    [["send", "-h", "--unknown"]],
  ])("%j shows the command's page", async (args) => {
    const { code, stdout } = await runRecado(args);
    expect(code).toBe(0);
    expect(stdout).toContain("recado send [options]");
    expect(stdout).toContain("--idempotency-key");
    expect(stdout).toContain("Examples:");
  });

  it("shows a noun's verbs", async () => {
    for (const args of [["templates"], ["templates", "--help"]]) {
      const { code, stdout } = await runRecado(args);
      expect(code).toBe(0);
      expect(stdout).toMatch(/list .*\n.*show .*\n.*create/);
    }
  });

  it("shows the version, alone or with other options", async () => {
    const alone = await runRecado(["--version"]);
    expect(alone.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await runRecado(["--lang", "es", "-V"])).stdout).toBe(alone.stdout);
  });

  it.each([
    ["en", "--consent-purpose was given twice."],
    ["es", "--consent-purpose se indicó dos veces."],
  ])("an option that takes one value is not given twice: the first would be lost (%s)", async (lang, text) => {
    const twice = ["--consent-purpose", "marketing", "--consent-purpose", "utility"];
    const { code, stderr } = await runRecado(["contacts", "import", "list.csv", ...twice, "--lang", lang]);
    expect(code).toBe(2);
    expect(stderr).toContain(text);
  });
});
