import { Readable, Writable } from "node:stream";
import { InterruptedError, UsageError } from "../core/errors.ts";
import type { Language, Text } from "../core/text.ts";
import type { Host } from "./host.ts";

interface Question {
  readonly message: Text;
  /** How a script says the same: named in the error when nobody can be asked. */
  readonly option: string;
}

interface TextOptions {
  readonly default?: string;
  /** Why an answer will not do: it is asked for again. */
  readonly check?: (value: string) => Text | undefined | Promise<Text | undefined>;
  /** True where nothing at all is an answer too. */
  readonly optional?: boolean;
}

/** Asks a person. Every question refuses, with the option to use instead, when there is nobody to ask. */
export interface Prompter {
  text(question: Question & TextOptions): Promise<string>;
  secret(question: Question): Promise<string>;
  select<Value extends string>(
    question: Question & { choices: readonly { value: Value; label: Text | string }[]; default?: Value },
  ): Promise<Value>;
  confirm(question: Question & { default?: boolean }): Promise<boolean>;
}

function refuse(question: Question): never {
  if (question.option === "--yes") throw unconfirmed();
  throw new UsageError({
    code: "usage.missing_option",
    text: {
      en: `${question.option} is missing, and there is nobody to ask here.`,
      es: `Falta ${question.option} y aquí no hay a quién preguntar.`,
    },
    hint: {
      en: `Give ${question.option}, or run the command in a terminal.`,
      es: `Indique ${question.option} o ejecute el comando en una terminal.`,
    },
    data: { option: question.option },
  });
}

function unconfirmed(): UsageError {
  return new UsageError({
    code: "usage.missing_option",
    text: {
      en: "This command asks for confirmation, and there is nobody to ask here.",
      es: "Este comando pide confirmación y aquí no hay a quién pedírsela.",
    },
    hint: { en: "Repeat it with --yes.", es: "Repítalo con --yes." },
    data: { option: "--yes" },
  });
}

/** For scripts, pipes and `--json`. */
export const refusingPrompter: Prompter = {
  text: async (question) => refuse(question),
  secret: async (question) => refuse(question),
  select: async (question) => refuse(question),
  confirm: async (question) => refuse(question),
};

const yesUsual: Text = { en: "(Y/n)", es: "(S/n)" };
const noUsual: Text = { en: "(y/N)", es: "(s/N)" };
const sayYesOrNo: Text = { en: "Answer y or n.", es: "Responda s o n." };

function readYesNo(answer: string, usual: boolean): boolean | undefined {
  const word = answer.trim().toLowerCase();
  if (word === "") return usual;
  if (["y", "yes", "s", "si", "sí"].includes(word)) return true;
  return word === "n" || word === "no" ? false : undefined;
}

/** Questions go to stderr, so that stdout stays the answer. */
function outputStream(host: Host): Writable & { columns: number; isTTY: boolean } {
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      host.stderr.write(String(chunk));
      done();
    },
  });
  return Object.assign(stream, { columns: host.stderr.columns, isTTY: host.stderr.isTTY });
}

export function terminalPrompter(host: Host, language: Language): Prompter {
  const ask = async <Value>(question: Record<string, unknown>): Promise<Value> => {
    const { default: inquirer } = await import("inquirer");
    const module = inquirer.createPromptModule({
      input: host.stdin as Readable as NodeJS.ReadableStream,
      output: outputStream(host),
      signal: host.signal,
    });
    try {
      const answers = await module([{ ...question, name: "answer" } as never]);
      return (answers as { answer: Value }).answer;
    } catch (error) {
      if (error instanceof Error && /^(ExitPrompt|AbortPrompt|CancelPrompt)Error$/.test(error.name)) {
        throw new InterruptedError({
          code: "interrupted",
          text: { en: "Stopped. Nothing was changed.", es: "Interrumpido. No se cambió nada." },
        });
      }
      throw error;
    }
  };
  const empty: Text = { en: "This cannot be empty.", es: "Este dato no puede quedar vacío." };
  return {
    text: (question) =>
      ask({
        type: "input",
        message: question.message[language],
        ...(question.default === undefined ? {} : { default: question.default }),
        validate: async (value: string) => {
          const answer = value.trim();
          if (answer === "" && question.optional === true) return true;
          const wrong = (await question.check?.(answer)) ?? (answer === "" ? empty : undefined);
          return wrong?.[language] ?? true;
        },
        filter: (value: string) => value.trim(),
      }),
    secret: (question) =>
      ask({
        type: "password",
        mask: "•",
        message: question.message[language],
        validate: (value: string) => (value.trim() === "" ? empty[language] : true),
        filter: (value: string) => value.trim(),
      }),
    select: (question) =>
      ask({
        type: "select",
        message: question.message[language],
        ...(question.default === undefined ? {} : { default: question.default }),
        choices: question.choices.map(({ value, label }) => ({
          value,
          name: typeof label === "string" ? label : label[language],
        })),
      }),
    // Not inquirer's own confirm: it knows no "sí".
    confirm: async (question) => {
      const usual = question.default ?? false;
      const answer = await ask<string>({
        type: "input",
        message: `${question.message[language]} ${(usual ? yesUsual : noUsual)[language]}`,
        validate: (value: string) => readYesNo(value, usual) !== undefined || sayYesOrNo[language],
      });
      return readYesNo(answer, usual) ?? false;
    },
  };
}
