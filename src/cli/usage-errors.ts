import type { CommanderError } from "commander";
import { UsageError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";
import { joinTexts, type Text } from "../core/text.ts";
import type { Command, Group } from "./command.ts";
import { isArgument, optionName } from "./input.ts";
import { wordsOf, type Tree } from "./words.ts";

const globalNames = ["--json", "--output", "--lang", "--profile", "--help", "--version"];
const startNames = [...globalNames, "-h"];

function place(tree: Tree, argv: readonly string[]): { words: string; entry: Command | Group | undefined } {
  const words: string[] = [];
  let entry: Command | Group | undefined;
  for (const { text } of wordsOf(argv)) {
    const below: Tree = entry === undefined ? tree : entry.kind === "group" ? entry.commands : [];
    const next = below.find(({ name }) => name === text);
    if (next === undefined) break;
    entry = next;
    words.push(text);
  }
  return { words: words.join(" "), entry };
}

function helpHint(words: string): Text {
  const line = words === "" ? "recado --help" : `recado ${words} --help`;
  return { en: `See: ${line}`, es: `Consulte: ${line}` };
}

function meant(candidates: readonly string[], words: string): Text {
  if (candidates.length === 0) return helpHint(words);
  const list = candidates.join(", ");
  return { en: `Did you mean ${list}?`, es: `¿Quiso decir ${list}?` };
}

function unknownCommand(unknown: string, words: string, tree: Tree): UsageError {
  const near = nearest(
    unknown,
    tree.map(({ name }) => name),
  ).map((name) => `recado ${words === "" ? "" : `${words} `}${name}`);
  return new UsageError({
    code: "usage.unknown_command",
    text: { en: `There is no command "${unknown}".`, es: `No existe el comando "${unknown}".` },
    hint: meant(near, words),
    data: { command: words || undefined, at: unknown || undefined },
  });
}

/**
 * Help was asked for about a command that does not exist: commander would answer with the page above it. A noun with a verb of its own
 * may have anything behind it, and what stands behind another option may be its value.
 */
export function unknownHelp(argv: readonly string[], tree: Tree): UsageError | undefined {
  const { words, entry } = place(tree, argv);
  if (entry !== undefined && (entry.kind === "command" || entry.default !== undefined)) return undefined;
  const unknown = wordsOf(argv)[words === "" ? 0 : words.split(" ").length];
  const isOption = (word: string): boolean => word.startsWith("-") && !startNames.includes(word.replace(/=.*$/s, ""));
  if (unknown === undefined || argv.slice(0, unknown.at).some(isOption)) return undefined;
  return unknownCommand(unknown.text, words, entry === undefined ? tree : entry.commands);
}

/** Commander's refusal as an error of ours: both languages, near names, the page to read. */
export function translateUsageError(error: CommanderError, argv: readonly string[], tree: Tree): UsageError {
  const { words, entry } = place(tree, argv);
  const quoted = /'([^']+)'/.exec(error.message)?.[1] ?? "";
  const make = (code: string, text: Text, hint: Text, at = quoted): UsageError =>
    new UsageError({ code: `usage.${code}`, text, hint, data: { command: words || undefined, at: at || undefined } });
  if (entry?.kind !== "command") {
    // Commander stumbles over an option that belongs to the command meant, when the word before it, which is not a
    // command, is what is wrong.
    const unknown = wordsOf(argv)[words === "" ? 0 : words.split(" ").length]?.text;
    const optionFirst =
      error.code === "commander.unknownOption" && unknown !== undefined && argv.indexOf(quoted) < argv.indexOf(unknown);
    if (unknown !== undefined && !optionFirst) {
      return unknownCommand(unknown, words, entry === undefined ? tree : entry.commands);
    }
  }
  switch (error.code) {
    case "commander.unknownOption": {
      const name = quoted.replace(/=.*$/s, "");
      const input = entry?.kind === "command" ? Object.entries(entry.input) : [];
      const options = input.filter(([, item]) => !isArgument(item)).map(([key]) => optionName(key));
      const isPlace = input.some(([key, item]) => isArgument(item) && optionName(key) === name);
      const confirms = entry?.kind === "command" && entry.confirm !== undefined;
      const globals = confirms ? [...globalNames, "--yes"] : globalNames;
      return make(
        "unknown_option",
        { en: `There is no option ${name} here.`, es: `Aquí no existe la opción ${name}.` },
        isPlace ? bareHint(name, entry, words) : meant(nearest(name, [...options, ...globals]), words),
        name,
      );
    }
    case "commander.excessArguments": {
      const input = entry?.kind === "command" ? entry.input : {};
      const places = Object.values(input).filter((item) => item.kind === "argument").length;
      const extra = wordsOf(argv, input)[words.split(" ").length + places]?.text ?? "";
      return make(
        "too_many_arguments",
        { en: `"${extra}" is one argument too many.`, es: `"${extra}" es un argumento de más.` },
        helpHint(words),
        extra,
      );
    }
    case "commander.missingArgument":
      return make(
        "missing_argument",
        { en: `The argument <${quoted}> is missing.`, es: `Falta el argumento <${quoted}>.` },
        exampleHint(entry, words),
      );
    case "commander.optionMissingArgument":
      return make(
        "missing_value",
        { en: `${quoted} needs a value.`, es: `${quoted} necesita un valor.` },
        exampleHint(entry, words),
      );
    case "commander.missingMandatoryOptionValue":
      return make("missing_option", { en: `${quoted} is missing.`, es: `Falta ${quoted}.` }, exampleHint(entry, words));
    default:
      return make("refused", { en: error.message, es: error.message }, helpHint(words));
  }
}

/** What has its place on the line was named like an option. */
function bareHint(name: string, entry: Command | Group | undefined, words: string): Text {
  const bare: Text = { en: `Give it without ${name}.`, es: `Indíquelo sin ${name}.` };
  return joinTexts([bare, exampleHint(entry, words)], " ");
}

function exampleHint(entry: Command | Group | undefined, words: string): Text {
  const example = entry?.kind === "command" ? entry.examples[0] : undefined;
  return example === undefined ? helpHint(words) : { en: `For example: ${example}`, es: `Por ejemplo: ${example}` };
}
