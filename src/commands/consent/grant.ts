import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import type { View } from "../../cli/view.ts";
import { planStatement, recordStatement } from "../../domain/consent/record.ts";
import type { grantInput } from "./index.ts";
import { peopleOf } from "./person.ts";
import { recordedView } from "./recorded-view.ts";
import { readPurposes, statementOf } from "./statement-input.ts";
import { requireContacts } from "./required.ts";

export async function run(input: InputOf<typeof grantInput> & { dryRun: boolean }, context: Context): Promise<View> {
  requireContacts(input.contacts, "recado consent grant +12025550101 --purpose marketing --source web");
  const purposes = readPurposes(input.purpose, "--purpose");
  const { despiteWithdrawal, source } = input;
  const statement = await statementOf(input, { action: "granted", purposes, source, despiteWithdrawal }, context);
  const contacts = await peopleOf(input.contacts, context);
  const db = await context.db();
  const done = input.dryRun
    ? await planStatement(db, contacts, statement)
    : await recordStatement(db, contacts, statement);
  return recordedView(done, statement, input.dryRun);
}
