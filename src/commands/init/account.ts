import type { Prompter } from "../../cli/prompt.ts";
import { ConfigError, UsageError } from "../../core/errors.ts";
import { maskPhone } from "../../core/redact.ts";
import { cleanLine } from "../../core/terminal.ts";
import type { GraphClient } from "../../graph/client.ts";
import { GraphError } from "../../graph/errors.ts";
import type { WirePhoneNumber } from "../../graph/wire/phone-numbers.ts";

interface Asking {
  readonly graph: GraphClient;
  readonly prompt: Prompter;
  readonly signal: AbortSignal;
}

/** Somebody with more accounts than this knows the id of the one that is meant. */
const mostNamedAccounts = 20;

async function nameOf(wabaId: string, { graph, signal }: Asking): Promise<string> {
  try {
    const { name } = await graph.wabas.get(wabaId, { signal });
    return name === undefined ? wabaId : `${cleanLine(name)} (${wabaId})`;
  } catch (error) {
    if (error instanceof GraphError) return wabaId;
    throw error;
  }
}

/** The account: the one given, the only one of the token, or the one that the person chooses. */
export async function chooseAccount(
  given: string | undefined,
  accounts: readonly string[],
  asking: Asking,
): Promise<string> {
  const [only] = accounts;
  if (given !== undefined) return given;
  if (only !== undefined && accounts.length === 1) return only;
  const option = "--waba";
  if (accounts.length === 0) {
    return asking.prompt.text({
      option,
      message: {
        en: "Id of the WhatsApp Business account (WhatsApp Manager > Overview)",
        es: "Identificador de la cuenta de WhatsApp Business (Administrador de WhatsApp > Resumen)",
      },
    });
  }
  const named = accounts.slice(0, mostNamedAccounts);
  const choices = await Promise.all(named.map(async (value) => ({ value, label: await nameOf(value, asking) })));
  const message = { en: "Which account?", es: "¿Qué cuenta?" };
  return asking.prompt.select({ option, message, choices });
}

function noNumbers(wabaId: string): ConfigError {
  return new ConfigError({
    code: "config.no_numbers",
    text: {
      en: `The account ${wabaId} has no phone number yet.`,
      es: `La cuenta ${wabaId} todavía no tiene ningún número de teléfono.`,
    },
    hint: {
      en: "Add one in WhatsApp Manager > Phone numbers, then run recado init again.",
      es: "Agregue uno en Administrador de WhatsApp > Números de teléfono y ejecute recado init de nuevo.",
    },
  });
}

function notOfThisAccount(given: string, wabaId: string, numbers: readonly WirePhoneNumber[]): UsageError {
  const shown = /^\d{12,}$/.test(given) ? given : maskPhone(given);
  const list = numbers
    .map(({ id, display_phone_number, verified_name }) => {
      const name = verified_name === undefined ? "" : `, ${cleanLine(verified_name)}`;
      return `${id} (${maskPhone(display_phone_number)}${name})`;
    })
    .join("; ");
  return new UsageError({
    code: "usage.unknown_number",
    text: {
      en: `The account ${wabaId} has no phone number with the id ${shown}. It has: ${list}`,
      es: `La cuenta ${wabaId} no tiene ningún número con el identificador ${shown}. Tiene: ${list}`,
    },
    hint: {
      en: `For example: recado init --number ${numbers[0]?.id}`,
      es: `Por ejemplo: recado init --number ${numbers[0]?.id}`,
    },
    data: { option: "--number", numbers: numbers.map(({ id }) => id) },
  });
}

const digits = (phone: string): string => phone.replace(/\D/g, "");

/** The number: the one given (its id, or the number itself), the only one of the account, or the one chosen. */
export async function chooseNumber(
  given: string | undefined,
  wabaId: string,
  asking: Asking,
): Promise<WirePhoneNumber> {
  const numbers: WirePhoneNumber[] = [];
  for await (const number of asking.graph.phoneNumbers.list(wabaId, { signal: asking.signal })) numbers.push(number);
  const [first] = numbers;
  if (first === undefined) throw noNumbers(wabaId);
  if (given !== undefined) {
    const wanted = numbers.find(
      ({ id, display_phone_number }) =>
        id === given || (digits(given) !== "" && digits(display_phone_number) === digits(given)),
    );
    if (wanted === undefined) throw notOfThisAccount(given, wabaId, numbers);
    return wanted;
  }
  if (numbers.length === 1) return first;
  const id = await asking.prompt.select({
    option: "--number",
    message: { en: "Which number sends?", es: "¿Qué número envía?" },
    choices: numbers.map((number) => ({
      value: number.id,
      label: cleanLine(`${number.display_phone_number}  ${number.verified_name ?? ""}`.trim()),
    })),
  });
  return numbers.find((number) => number.id === id) ?? first;
}
