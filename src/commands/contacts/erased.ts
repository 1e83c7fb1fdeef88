import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import { isoTime } from "../../core/clock.ts";
import { InputError, UsageError } from "../../core/errors.ts";
import { lineOf } from "../../core/phone.ts";
import { maskPhone } from "../../core/redact.ts";
import type { Text } from "../../core/text.ts";
import { blockOf, unblockPerson } from "../../domain/rights/do-not-contact.ts";
import { countDoNotContact } from "../../storage/repos/do-not-contact.ts";
import { readPhone } from "../read-phone.ts";
import { wordOf } from "../words.ts";
import type { erasedInput } from "./rights-specs.ts";

type Input = InputOf<typeof erasedInput> & { readonly dryRun: boolean };

export async function run(input: Input, context: Context): Promise<View> {
  if (input.phone !== undefined) return onePerson(input.phone, input, context);
  if (input.forget) {
    throw new UsageError({
      code: "usage.missing_argument",
      text: { en: "Say whose number is to be taken off the list.", es: "Indique qué número se quita de la lista." },
      hint: {
        en: "For example: recado contacts erased +12025550101 --forget",
        es: "Por ejemplo: recado contacts erased +12025550101 --forget",
      },
    });
  }
  const { entries, first, last } = await countDoNotContact(await context.db());
  const data = { entries, first: first === null ? null : isoTime(first), last: last === null ? null : isoTime(last) };
  return view({
    data,
    blocks: [
      line({
        en: `On the do-not-contact list: ${entries}${data.last === null ? "" : `, the last since ${data.last.slice(0, 10)}`}. Numbers are not kept, so that nobody can be listed.`,
        es: `En la lista de no contactar: ${entries}${data.last === null ? "" : `, la última desde ${data.last.slice(0, 10)}`}. No se guardan los números, así que no se puede listar a nadie.`,
      }),
    ],
  });
}

/** Why somebody was erased; what a person typed is theirs. */
function reasonWord(reason: string): Text {
  return wordOf({ request: { en: "at their request", es: "a petición de la persona" } }, reason);
}

async function onePerson(given: string, { forget, dryRun }: Input, context: Context): Promise<View> {
  const db = await context.db();
  const phone = await readPhone(given, "<phone>", context);
  const shown = maskPhone(phone);
  const person = { lines: [lineOf(phone)], userIds: [] };
  const entry = await blockOf(db, person);
  if (entry === undefined && forget) {
    throw new InputError({
      code: "contacts.not_erased",
      text: {
        en: `${shown} is not on the do-not-contact list.`,
        es: `${shown} no está en la lista de no contactar.`,
      },
      hint: { en: "Check the number.", es: "Revise el número." },
    });
  }
  const forgotten = forget && !dryRun && (await unblockPerson(db, person));
  const data = {
    phone: shown,
    erased: entry !== undefined,
    since: entry === undefined ? null : isoTime(entry.added_at),
    reason: entry?.reason ?? null,
    forgotten,
  };
  const text =
    entry === undefined
      ? { en: `${shown} is not on the do-not-contact list.`, es: `${shown} no está en la lista de no contactar.` }
      : forgotten
        ? { en: `${shown} is off the list.`, es: `${shown} ya no está en la lista.` }
        : {
            en: `${shown} is on the do-not-contact list since ${isoTime(entry.added_at).slice(0, 10)} (${reasonWord(entry.reason).en}).`,
            es: `${shown} está en la lista de no contactar desde ${isoTime(entry.added_at).slice(0, 10)} (${reasonWord(entry.reason).es}).`,
          };
  return view({ data, blocks: [line(text)] });
}
