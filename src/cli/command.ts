import type { Text } from "../core/text.ts";
import type { Context } from "./context.ts";
import { dryRun, type InputOf, type InputSpec } from "./input.ts";
import type { View } from "./view.ts";

/** The module that a command loads when it is run, and only then. */
export interface CommandBody<Input> {
  run(input: Input, context: Context): Promise<View>;
}

type WithDryRun<Spec extends InputSpec, Changes> = Changes extends true ? Spec & { dryRun: typeof dryRun } : Spec;

interface CommandTexts {
  readonly name: string;
  readonly summary: Text;
  /** More than the summary, for `--help`: what it does, what it answers. */
  readonly details?: Text;
  /** Lines to type; the first is shown in errors as the way to do it. Run by a test as printed where they can be. */
  readonly examples: readonly string[];
}

export interface Command extends CommandTexts {
  readonly kind: "command";
  readonly input: InputSpec;
  readonly confirm: Text | undefined;
  readonly load: () => Promise<CommandBody<never>>;
}

/** Commands under one noun: `recado templates list`. */
export interface Group {
  readonly kind: "group";
  readonly name: string;
  readonly summary: Text;
  /** More than the summary, for `--help`. */
  readonly details?: Text;
  /** Its verbs; a noun of its own may stand among them (`recado contacts imports list`). */
  readonly commands: readonly (Command | Group)[];
  /** The one that is meant where none is named: `recado send <template>` is `recado send template <template>`. */
  readonly default?: string;
}

/**
 * A command as data. The body's input type is inferred from `input`, so the two cannot drift apart.
 * `changes: true` adds `--dry-run`; `confirm` is asked in a terminal and demands `--yes` elsewhere.
 */
export function command<const Spec extends InputSpec, const Changes extends boolean = false>(
  spec: CommandTexts & {
    readonly input: Spec;
    readonly changes?: Changes;
    readonly confirm?: Text;
    readonly load: () => Promise<CommandBody<InputOf<WithDryRun<Spec, Changes>>>>;
  },
): Command {
  const input: InputSpec = spec.changes === true ? { ...spec.input, dryRun } : spec.input;
  return { ...spec, kind: "command", input, confirm: spec.confirm, load: spec.load };
}

export function group(spec: Omit<Group, "kind">): Group {
  return { kind: "group", ...spec };
}

/** Every command of a tree with its words: `contacts imports list`. */
export function everyCommand(
  tree: readonly (Command | Group)[],
  before: readonly string[] = [],
): (readonly [path: string, command: Command])[] {
  return tree.flatMap((entry) => {
    const words = [...before, entry.name];
    return entry.kind === "command" ? [[words.join(" "), entry] as const] : everyCommand(entry.commands, words);
  });
}

/** Every noun of a tree with its words. */
export function everyGroup(
  tree: readonly (Command | Group)[],
  before: readonly string[] = [],
): (readonly [path: string, group: Group])[] {
  return tree.flatMap((entry) => {
    if (entry.kind === "command") return [];
    const words = [...before, entry.name];
    return [[words.join(" "), entry] as const, ...everyGroup(entry.commands, words)];
  });
}
