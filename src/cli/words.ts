import { everyCommand, type Command, type Group } from "./command.ts";
import { isArgument, optionName, type InputSpec } from "./input.ts";

export type Tree = readonly (Command | Group)[];

/** A word of a command line that is neither an option nor the value of one. */
export interface Word {
  readonly text: string;
  /** Its place in the command line. */
  readonly at: number;
}

const globalsWithValue = ["--output", "--lang", "--profile"];

function optionsWithValue(input: InputSpec): string[] {
  return Object.entries(input).flatMap(([key, item]) =>
    item.kind === "flag" || isArgument(item)
      ? []
      : [optionName(key), ...("short" in item && item.short !== undefined ? [`-${item.short}`] : [])],
  );
}

/** @param inputs of the commands whose options may stand there: what they take as a value is no word */
export function wordsOf(argv: readonly string[], ...inputs: readonly InputSpec[]): Word[] {
  const takesValue = new Set([...globalsWithValue, ...inputs.flatMap(optionsWithValue)]);
  const words: Word[] = [];
  for (let at = 0; at < argv.length; at++) {
    const text = argv[at] ?? "";
    if (text === "--")
      return [...words, ...argv.slice(at + 1).map((word, next) => ({ text: word, at: at + 1 + next }))];
    if (takesValue.has(text)) at++;
    else if (text === "-" || !text.startsWith("-")) words.push({ text, at });
  }
  return words;
}

/** What stands before `--`: only there can a word be a verb, and an option an option. */
function beforeDashes(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf("--");
  return end < 0 ? argv : argv.slice(0, end);
}

/**
 * The command line with the verb right behind its noun: the one that was typed, wherever it stands among the options, or
 * else the noun's own (`recado send hello_world` is `recado send template hello_world`). Lines of nouns without a verb of
 * their own are left as they are, and so is a question for help that names no verb: it is about the noun.
 */
export function withVerb(tree: Tree, argv: readonly string[]): readonly string[] {
  const [noun] = wordsOf(argv);
  const entry = tree.find(({ name }) => name === noun?.text);
  return noun === undefined || entry?.kind !== "group" ? argv : withVerbOf(entry, noun, argv);
}

/** @param depth how many words name the noun: one may stand within another */
function withVerbOf(entry: Group, noun: Word, argv: readonly string[], depth = 1): readonly string[] {
  const open = beforeDashes(argv);
  const verb = wordsOf(open, ...everyCommand(entry.commands).map(([, { input }]) => input))[depth];
  const named = entry.commands.find(({ name }) => name === verb?.text);
  if (verb !== undefined && named?.kind === "group") return withVerbOf(named, verb, argv, depth + 1);
  if (entry.default === undefined) return argv;
  if (verb !== undefined && named !== undefined) {
    return argv.toSpliced(verb.at, 1).toSpliced(noun.at + 1, 0, verb.text);
  }
  if (open.includes("--help") || open.includes("-h")) return argv;
  return argv.toSpliced(noun.at + 1, 0, entry.default);
}
