import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { UsageError } from "../../core/errors.ts";
import type { GivenConsent } from "../../domain/contacts/add.ts";
import { proofInput } from "../consent/index.ts";
import { statementOf } from "../consent/statement-input.ts";
import type { addInput } from "./hand-specs.ts";
import { readPurposeOption } from "./values.ts";

type ConsentInput = Pick<InputOf<typeof addInput>, "consent" | "source" | keyof typeof proofInput>;

function missing(option: string, en: string, es: string): UsageError {
  return new UsageError({
    code: "usage.missing_option",
    text: { en, es },
    hint: {
      en: 'For example: --consent marketing,utility --source "store form"',
      es: 'Por ejemplo: --consent marketing,utility --source "formulario de la tienda"',
    },
    data: { option },
  });
}

/** What the options say of a person's consent; undefined when they say nothing. A consent says at least where it was given. */
export async function readGivenConsent(input: ConsentInput, context: Context): Promise<GivenConsent | undefined> {
  const purposes = readPurposeOption("--consent", input.consent);
  const source = input.source?.trim() ?? "";
  if (purposes.length === 0) {
    const about = ["source", ...Object.keys(proofInput)] as (keyof ConsentInput)[];
    if (about.every((name) => input[name] === undefined)) return undefined;
    throw missing("--consent", "--consent is missing: agreed to what?", "Falta --consent: ¿qué aceptó?");
  }
  if (source === "")
    throw missing("--source", "--source is missing: agreed where?", "Falta --source: ¿dónde lo aceptó?");
  const fixed = { action: "granted", despiteWithdrawal: false, purposes, source } as const;
  const {
    date,
    now: _now,
    action: _action,
    despiteWithdrawal: _despite,
    ...statement
  } = await statementOf({ ...input, purpose: undefined }, fixed, context);
  return { ...statement, at: date.at };
}
