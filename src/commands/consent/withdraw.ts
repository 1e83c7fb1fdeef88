import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import type { View } from "../../cli/view.ts";
import { planStatement, recordStatement } from "../../domain/consent/record.ts";
import { purposes as allPurposes } from "../../storage/rows.ts";
import type { withdrawInput } from "./index.ts";
import { peopleOf } from "./person.ts";
import { recordedView } from "./recorded-view.ts";
import { requireContacts } from "./required.ts";
import { readPurposes, statementOf } from "./statement-input.ts";

export async function run(input: InputOf<typeof withdrawInput> & { dryRun: boolean }, context: Context): Promise<View> {
  requireContacts(input.contacts, "recado consent withdraw +12025550101");
  // Who says "no more" makes no difference between kinds of message.
  const purposes = input.purpose === undefined ? allPurposes : readPurposes(input.purpose, "--purpose");
  const source = input.source ?? context.say({ en: "told us", es: "nos lo dijo" });
  const fixed = { action: "withdrawn", purposes, source, despiteWithdrawal: false } as const;
  const statement = await statementOf(input, fixed, context);
  const contacts = await peopleOf(input.contacts, context);
  const db = await context.db();
  const done = input.dryRun
    ? await planStatement(db, contacts, statement)
    : await recordStatement(db, contacts, statement);
  return recordedView(done, statement, input.dryRun);
}
