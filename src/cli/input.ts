import { UsageError } from "../core/errors.ts";
import { parseDuration } from "../core/clock.ts";
import type { Text } from "../core/text.ts";

interface Described {
  readonly text: Text;
}

interface Named extends Described {
  /** The placeholder in help: `--to <phone>`. Never translated. */
  readonly value: string;
}

/** What one input of a command is: its place (argument or option), its kind, and its words. */
export type InputItem =
  | (Described & { readonly kind: "flag"; readonly short?: string })
  | (Named & {
      readonly kind: "text";
      readonly short?: string;
      readonly required?: boolean;
      readonly optionalValue?: string;
    })
  | (Named & { readonly kind: "list"; readonly short?: string; readonly required?: boolean })
  | (Named & { readonly kind: "integer"; readonly min: number; readonly max: number })
  | (Named & { readonly kind: "duration" })
  | (Described & { readonly kind: "choice"; readonly choices: readonly string[] })
  | (Described & { readonly kind: "argument"; readonly required: boolean; readonly choices?: readonly string[] })
  | (Described & { readonly kind: "arguments" });

export type InputSpec = Readonly<Record<string, InputItem>>;

type ValueOf<Item extends InputItem> = Item extends { kind: "flag" }
  ? boolean
  : Item extends { kind: "list" | "arguments" }
    ? readonly string[]
    : Item extends { kind: "integer" | "duration" }
      ? number | undefined
      : Item extends { kind: "choice"; choices: readonly (infer Choice)[] }
        ? Choice | undefined
        : Item extends { kind: "argument"; required: infer Required; choices: readonly (infer Choice)[] }
          ? Required extends true
            ? Choice
            : Choice | undefined
          : Item extends { required: true }
            ? string
            : string | undefined;

/** What a command's body receives: one typed value per input. Durations are milliseconds. */
export type InputOf<Spec extends InputSpec> = { readonly [Name in keyof Spec]: ValueOf<Spec[Name]> };

/** `--dry-run`: there is one wording for all commands. */
export const dryRun = {
  kind: "flag",
  text: { en: "show what would happen, change nothing", es: "mostrar qué pasaría, sin cambiar nada" },
} as const satisfies InputItem;

/** `--limit` and `--all` of every list. */
export const listLimits = {
  limit: {
    kind: "integer",
    value: "n",
    min: 1,
    max: 1_000_000,
    text: { en: "how many at most (default 50)", es: "cuántos como máximo (50 si no se indica)" },
  },
  all: { kind: "flag", text: { en: "no limit", es: "sin límite" } },
} as const satisfies InputSpec;

/** How many rows a list shows. Of "all", one more can still be asked for: that tells whether there are more. */
export function limitOf(input: InputOf<typeof listLimits>): number {
  return input.all ? Number.MAX_SAFE_INTEGER - 1 : (input.limit ?? 50);
}

/** True for what is known by its place on the command line, not by a name. */
export function isArgument(item: InputItem): item is Extract<InputItem, { kind: "argument" | "arguments" }> {
  return item.kind === "argument" || item.kind === "arguments";
}

/** `dryRun` → `--dry-run`. */
export function optionName(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function wrong(name: string, value: string, expected: Text): UsageError {
  return new UsageError({
    code: "usage.bad_value",
    text: {
      en: `${name} "${value}" is not ${expected.en}.`,
      es: `${name} "${value}" no es ${expected.es}.`,
    },
    data: { option: name, value },
  });
}

function chosen(name: string, text: string | undefined, choices: readonly string[]): string | undefined {
  if (text === undefined || choices.includes(text)) return text;
  throw wrong(name, text, {
    en: `one of ${choices.join(", ")}`,
    es: `uno de estos valores: ${choices.join(", ")}`,
  });
}

/** Turns what the command line carried into the value of the item's kind; throws UsageError naming the option. */
export function readInput(key: string, item: InputItem, raw: unknown): unknown {
  const name = optionName(key);
  const text = typeof raw === "string" ? raw : undefined;
  switch (item.kind) {
    case "flag":
      return raw === true;
    case "list":
    case "arguments":
      return Array.isArray(raw) ? raw : [];
    case "integer": {
      if (text === undefined) return undefined;
      const number = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
      if (Number.isInteger(number) && number >= item.min && number <= item.max) return number;
      throw wrong(name, text, {
        en: `a whole number from ${item.min} to ${item.max}`,
        es: `un número entero de ${item.min} a ${item.max}`,
      });
    }
    case "duration": {
      if (text === undefined) return undefined;
      const ms = parseDuration(text);
      if (ms !== undefined) return ms;
      throw wrong(name, text, {
        en: "a duration such as 30s, 5m or 2h",
        es: "una duración como 30s, 5m o 2h",
      });
    }
    case "choice":
      return chosen(name, text, item.choices);
    case "text":
      return raw === true ? item.optionalValue : text;
    case "argument":
      return item.choices === undefined ? text : chosen(`<${key}>`, text, item.choices);
  }
}
