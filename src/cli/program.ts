import { Command as Commander, CommanderError, Option, Argument } from "commander";
import { UsageError } from "../core/errors.ts";
import { languages, type Language, type Text } from "../core/text.ts";
import { version } from "../core/version.ts";
import type { Command, Group } from "./command.ts";
import { formats } from "./formats.ts";
import { helpWords, translateHeading, translatePlaceholders } from "./help-words.ts";
import { isArgument, optionName, type InputItem } from "./input.ts";
import { wrapCommand } from "./wrap-command.ts";
import { translateUsageError, unknownHelp } from "./usage-errors.ts";
import { withVerb } from "./words.ts";

export type CommandTree = readonly (Command | Group)[];

/** What the command line asked for: a command with its raw values, or a text to show. */
export type Request =
  | {
      readonly kind: "run";
      readonly command: Command;
      readonly path: string;
      readonly raw: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: "text"; readonly text: string };

interface GlobalOption {
  readonly flags: string;
  readonly text: Text;
}

/** The options of every command. */
export const globalOptions: readonly GlobalOption[] = [
  { flags: "--json", text: { en: "answer with one JSON document", es: "responder con un documento JSON" } },
  {
    flags: `--output <${formats.join("|")}>`,
    text: { en: "form of the answer", es: "formato de la respuesta" },
  },
  { flags: `--lang <${languages.join("|")}>`, text: { en: "language of the texts", es: "idioma de los textos" } },
  { flags: "--profile <name>", text: { en: "which profile to use", es: "qué perfil usar" } },
];
export const yesOption: GlobalOption = {
  flags: "--yes",
  text: { en: "do not ask for confirmation", es: "no pedir confirmación" },
};

/** How help shows an input: `-p, --param <name=value>`. */
export function flagsOf(key: string, item: InputItem): string {
  const name = optionName(key);
  const short = "short" in item && item.short !== undefined ? `-${item.short}, ` : "";
  switch (item.kind) {
    case "flag":
      return `${short}${name}`;
    case "choice":
      return `${short}${name} <${item.choices.join("|")}>`;
    case "text":
      return item.optionalValue === undefined ? `${short}${name} <${item.value}>` : `${short}${name} [${item.value}]`;
    case "list":
    case "integer":
    case "duration":
      return `${short}${name} <${item.value}>`;
    case "argument":
    case "arguments":
      return key;
  }
}

function givenTwice(name: string): UsageError {
  return new UsageError({
    code: "usage.option_twice",
    text: { en: `${name} was given twice.`, es: `${name} se indicó dos veces.` },
    hint: {
      en: "Give it once; where several values are allowed, its --help says so.",
      es: "Indíquela una vez; si admite varios valores, su --help lo dice.",
    },
    data: { option: name },
  });
}

function addInput(target: Commander, key: string, item: InputItem, language: Language): void {
  if (isArgument(item)) {
    const brackets =
      item.kind === "arguments" ? `[${optionName(key).slice(2)}...]` : item.required ? `<${key}>` : `[${key}]`;
    target.addArgument(new Argument(brackets, item.text[language]));
    return;
  }
  const option = new Option(flagsOf(key, item), item.text[language]);
  option.attributeName = () => key;
  if (item.kind === "list") {
    option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
  } else if (item.kind !== "flag") {
    option.argParser((value: string, before: string | undefined) => {
      // The last one would win, and what was meant by the first be lost without a word.
      if (before !== undefined) throw givenTwice(optionName(key));
      return value;
    });
  }
  if ("required" in item && item.required) option.makeOptionMandatory();
  target.addOption(option);
}

function withGlobals(target: Commander, language: Language, confirms: boolean): void {
  for (const { flags, text } of [...globalOptions, ...(confirms ? [yesOption] : [])]) {
    target.addOption(new Option(flags, text[language]));
  }
}

/** What building and parsing tell their caller. */
interface Report {
  chosen(request: Request): void;
  /** Text that commander itself would print: the page of `--help`. */
  print(text: string): void;
  /** Of the reader's terminal, in columns. */
  readonly width: number;
}

/** Where nobody's terminal says how wide a page may be, and the most that reads well. */
export const pageWidth = 100;

/** The translated frame of every help page; commander lays it out. */
function dress(target: Commander, language: Language, report: Report): Commander {
  return target
    .helpOption("-h, --help", helpWords.help[language])
    .exitOverride()
    .configureOutput({ writeOut: (text) => report.print(text), writeErr: () => {}, outputError: () => {} })
    .configureHelp({
      showGlobalOptions: false,
      helpWidth: Math.min(pageWidth, report.width),
      styleTitle: (title) => translateHeading(title, language),
      styleUsage: (usage) => translatePlaceholders(usage, language),
      styleSubcommandTerm: (term) => translatePlaceholders(term, language),
    });
}

function examplesText(command: Command, language: Language, width: number): string {
  const lines = command.examples.map((example) => wrapCommand(`  $ ${example}`, width));
  return `\n${helpWords.examples[language]}\n${lines.join("\n")}`;
}

/**
 * @param words those of the command line: only what they can mean is built whole, of the rest what a list of commands shows
 */
function build(tree: CommandTree, language: Language, report: Report, words: readonly string[]): Commander {
  const root = dress(new Commander("recado"), language, report)
    .description(helpWords.about[language])
    .helpCommand(false)
    .enablePositionalOptions(false);
  withGlobals(root, language, false);
  root.addOption(new Option("-V, --version", helpWords.version[language]));
  root.addHelpText("after", `\n${helpWords.footer[language]}`);

  const typed = new Set(words);
  const mention = (parent: Commander, entry: Command | Group): void => {
    const made = parent.command(entry.name).summary(entry.summary[language]).addOption(new Option("--json"));
    made.configureHelp({ showGlobalOptions: false }).helpOption("-h, --help").exitOverride();
    if (entry.kind === "group") return;
    for (const [key, item] of Object.entries(entry.input)) if (isArgument(item)) addInput(made, key, item, language);
  };
  const add = (parent: Commander, command: Command, path: string): Commander => {
    const made = dress(parent.command(command.name), language, report);
    const details = command.details === undefined ? "" : `\n\n${command.details[language]}`;
    made.summary(command.summary[language]).description(`${command.summary[language]}${details}`);
    for (const [key, item] of Object.entries(command.input)) addInput(made, key, item, language);
    withGlobals(made, language, command.confirm !== undefined);
    made.addHelpText("after", examplesText(command, language, Math.min(pageWidth, report.width)));
    made.action(() => {
      const raw: Record<string, unknown> = { ...made.optsWithGlobals() };
      Object.entries(command.input)
        .filter(([, item]) => isArgument(item))
        .forEach(([key], place) => (raw[key] = made.processedArgs[place]));
      report.chosen({ kind: "run", command, path, raw });
    });
    return made;
  };

  const addAll = (parent: Commander, entries: CommandTree, before: string): void => {
    for (const entry of entries) {
      const isDefault = parent !== root && entry.name === defaults.get(parent);
      if (!typed.has(entry.name) && !isDefault) mention(parent, entry);
      else if (entry.kind === "group") addGroup(parent, entry, `${before}${entry.name}`);
      else {
        const verb = add(parent, entry, `${before}${entry.name}`);
        if (isDefault) parent.addHelpText("after", () => `\n${helpOf(verb).trimEnd()}`);
      }
    }
  };
  const defaults = new Map<Commander, string>();
  const addGroup = (parent: Commander, entry: Group, path: string): void => {
    const details = entry.details === undefined ? "" : `\n\n${entry.details[language]}`;
    const noun = dress(parent.command(entry.name), language, report)
      .summary(entry.summary[language])
      .description(`${entry.summary[language]}${details}`)
      .helpCommand(false);
    withGlobals(noun, language, false);
    if (entry.default !== undefined) defaults.set(noun, entry.default);
    addAll(noun, entry.commands, `${path} `);
    noun.action(() => report.chosen({ kind: "text", text: noun.helpInformation() }));
  };
  addAll(root, tree, "");
  root.action(() => {
    const text = root.opts()["version"] === true ? `${version}\n` : helpOf(root);
    report.chosen({ kind: "text", text });
  });
  return root;
}

/** Help with its examples and footer; commander gives those to streams only. */
function helpOf(target: Commander): string {
  let text = "";
  target.configureOutput({ ...target.configureOutput(), writeOut: (part) => (text += part) });
  target.outputHelp();
  return text;
}

function find(root: Commander, words: readonly string[]): Commander | undefined {
  let at: Commander | undefined = root;
  for (const word of words) at = at?.commands.find((command) => command.name() === word);
  return at;
}

/**
 * Reads a command line. Throws UsageError in both languages, with near names for a mistyped command or option.
 */
export function parseCommandLine(
  tree: CommandTree,
  argv: readonly string[],
  language: Language,
  width: number = pageWidth,
): Request {
  let request: Request | undefined;
  let printed = "";
  const line = withVerb(tree, argv);
  const root = build(
    tree,
    language,
    {
      chosen: (made) => (request = made),
      print: (text) => (printed += text),
      width,
    },
    line,
  );
  try {
    root.parse([...line], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code !== "commander.helpDisplayed") throw translateUsageError(error, line, tree);
    const unknown = unknownHelp(line, tree);
    if (unknown !== undefined) throw unknown;
    request = { kind: "text", text: printed };
  }
  if (request === undefined) throw new Error("the command line was neither refused nor understood");
  return request;
}

/** `recado help templates list`: the same page as `--help`. */
export function helpPage(
  tree: CommandTree,
  words: readonly string[],
  language: Language,
  width: number = pageWidth,
): string | undefined {
  const target = find(build(tree, language, { chosen: () => {}, print: () => {}, width }, words), words);
  return target === undefined ? undefined : helpOf(target);
}
