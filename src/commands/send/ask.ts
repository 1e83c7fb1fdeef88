import type { Context } from "../../cli/context.ts";
import { readStdin } from "../../cli/files.ts";
import type { Text } from "../../core/text.ts";

/** Completes a command line: what was typed is taken, what is missing is asked for in a terminal and refused elsewhere. */
export interface Asker {
  /** True once somebody had to be asked. */
  readonly needed: boolean;
  /** @param option how the command line says it: named where nobody can be asked */
  text(typed: string | undefined, question: { readonly message: Text; readonly option: string }): Promise<string>;
  /** The words of a message: typed as an argument or as `--body`; `-` reads them from standard input. */
  body(typed: { readonly text: string | undefined; readonly body: string | undefined }): Promise<string>;
}

export function askingFor(context: Context): Asker {
  let needed = false;
  const text: Asker["text"] = async (typed, question) => {
    if (typed !== undefined) return typed;
    needed = true;
    return context.prompt.text(question);
  };
  return {
    get needed() {
      return needed;
    },
    text,
    body: async ({ text: argument, body }) => {
      const typed = body ?? argument;
      if (typed === "-") return (await readStdin(context.host)).toString("utf8").trimEnd();
      return text(typed, { message: { en: "What should it say?", es: "¿Qué debe decir?" }, option: "--body" });
    },
  };
}
