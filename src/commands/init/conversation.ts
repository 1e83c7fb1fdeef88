import type { Context } from "../../cli/context.ts";
import { refusingPrompter, terminalPrompter, type Prompter } from "../../cli/prompt.ts";
import { parsePhone } from "../../core/phone.ts";
import { same, type Language, type Text } from "../../core/text.ts";
import { refuseCountry, type InitInput } from "./answers.ts";

/** Questions and answers in one language, which may have been chosen a moment ago. */
export interface Conversation {
  /** Somebody is there to answer. */
  readonly asks: boolean;
  readonly prompt: Prompter;
  readonly speak: Language;
  /** The language that was chosen for good; undefined when nobody chose. */
  readonly chosen: Language | undefined;
  warn(text: Text): void;
}

const languageQuestion: Text = { en: "Language / Idioma", es: "Idioma / Language" };

/** Language comes first, so that the rest is asked in it. A script need not choose one. */
export async function startConversation(
  input: InitInput,
  known: Language | undefined,
  context: Context,
): Promise<Conversation> {
  const { host } = context;
  // The standard input that carried a token has nobody typing on it.
  const asks = context.interactive && !input.tokenStdin && input.simulator === undefined;
  const mustAsk = asks && known === undefined && !host.env["RECADO_LANG"];
  const chosen =
    input.language ??
    (mustAsk
      ? await terminalPrompter(host, context.language).select<Language>({
          option: "--language",
          message: languageQuestion,
          default: context.language,
          choices: [
            { value: "en", label: "English" },
            { value: "es", label: "Español" },
          ],
        })
      : undefined);
  const speak = chosen ?? context.language;
  return {
    asks,
    prompt: asks ? terminalPrompter(host, speak) : refusingPrompter,
    speak,
    chosen,
    warn: (text) => context.warn(same(text[speak])),
  };
}

export async function askToken(talk: Conversation): Promise<string> {
  return talk.prompt.secret({
    option: "--token-stdin",
    message: {
      en: "Access token (it is not shown; a system user's token does not expire)",
      es: "Token de acceso (no se muestra; el de un usuario del sistema no vence)",
    },
  });
}

/** Asked only where somebody can answer: without a country, numbers must carry their country code. */
export async function askCountry(displayPhoneNumber: string, talk: Conversation): Promise<string | undefined> {
  if (!talk.asks) return undefined;
  const number = parsePhone(displayPhoneNumber);
  const answer = await talk.prompt.text({
    option: "--country",
    message: {
      en: "Country of numbers that are written without a country code (two letters)",
      es: "País de los números escritos sin código de país (dos letras)",
    },
    check: refuseCountry,
    ...(number.ok ? { default: number.country } : {}),
  });
  return answer.toUpperCase();
}
