import type { Context } from "../../cli/context.ts";
import { readStdin } from "../../cli/files.ts";
import { AppError, UsageError } from "../../core/errors.ts";
import { sentence, type Text } from "../../core/text.ts";
import { checkContent } from "../../graph/check/send.ts";

interface Question {
  readonly message: Text;
  /** How the command line says it: named where nobody can be asked. */
  readonly option: string;
  /** Why an answer will not do: it is asked for again. What was typed is checked with the whole message. */
  readonly check?: ((answer: string) => Text | undefined) | undefined;
}

/** Completes a command line: what was typed is taken, what is missing is asked for in a terminal and refused elsewhere. */
export interface Asker {
  /** True once somebody had to be asked. */
  readonly needed: boolean;
  text(typed: string | undefined, question: Question): Promise<string>;
  /** The same for what has to be read; an answer that cannot be is asked for again. */
  read<Value>(
    typed: string | undefined,
    question: Question,
    read: (given: string) => Value | Promise<Value>,
  ): Promise<Value>;
  /** Asks for what may be left out; undefined for an empty answer. Only where somebody can be asked. */
  more(question: Question): Promise<string | undefined>;
  /** The words of a message: typed as an argument or as `--body`; `-` reads them from standard input. */
  body(typed: { readonly text: string | undefined; readonly body: string | undefined }): Promise<string>;
}

export function askingFor(context: Context): Asker {
  let needed = false;
  const ask = async ({ check, ...question }: Question, optional = false): Promise<string> => {
    needed = true;
    return context.prompt.text({ ...question, optional, ...(check === undefined ? {} : { check }) });
  };
  const text: Asker["text"] = async (typed, question) => typed ?? ask(question);
  return {
    get needed() {
      return needed;
    },
    text,
    more: async (question) => (await ask(question, true)) || undefined,
    read: async (typed, question, read) => {
      if (typed !== undefined) return read(typed);
      needed = true;
      const check = async (answer: string): Promise<Text | undefined> => {
        try {
          await read(answer);
          return undefined;
        } catch (error) {
          if (error instanceof AppError) return error.text;
          throw error;
        }
      };
      return read(await context.prompt.text({ message: question.message, option: question.option, check }));
    },
    body: async ({ text: argument, body }) => {
      const typed = onlyOne("<text>", argument, "--body", body);
      if (typed === "-") return (await readStdin(context.host)).toString("utf8").trimEnd();
      return text(typed, {
        message: { en: "What should it say?", es: "¿Qué debe decir?" },
        option: "--body",
        check: refusedIn("text.body", (answer) => ({ type: "text", text: { body: answer } })),
      });
    },
  };
}

/** @throws UsageError `usage.given_twice` where one thing is said in two ways: neither is guessed to be meant */
export function onlyOne(
  argument: string,
  one: string | undefined,
  option: string,
  other: string | undefined,
): string | undefined {
  if (one === undefined || other === undefined) return other ?? one;
  throw new UsageError({
    code: "usage.given_twice",
    text: {
      en: `${argument} and ${option} cannot both be given.`,
      es: `${argument} y ${option} no se pueden indicar a la vez.`,
    },
    hint: { en: "Leave one of them out.", es: "Omita uno de los dos." },
    data: { option },
  });
}

/**
 * What Meta would refuse of one answer: it is looked at in a message that is right but for it.
 * @param path where it stands in that message
 */
export function refusedIn(path: string, content: (answer: string) => unknown): (answer: string) => Text | undefined {
  return (answer) => {
    const problem = checkContent(content(answer)).find((one) => one.path === path);
    return problem && sentence({ en: `it ${problem.text.en}`, es: problem.text.es });
  };
}
