import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import type { View } from "../../cli/view.ts";
import { monthAt } from "../../domain/costs/calendar.ts";
import { checkMonth, reconcileMonth } from "../../domain/costs/reconcile/reconcile.ts";
import { settledDb } from "../settled-db.ts";
import { zoneNote } from "../tariff.ts";
import type { reconcileInput } from "./meta-spec.ts";
import { reconcileNotes, reconcileView } from "./reconcile-view.ts";
import { readPeriod } from "./report-period.ts";
import { figuresAccount, readFigures, withheldNote } from "./sync-figures.ts";

/** Reads what is missing from Meta where there is an account to ask; else compares what was read before. */
export async function run(input: InputOf<typeof reconcileInput>, context: Context): Promise<View> {
  const { accessToken } = await context.settings();
  const ask = !input.offline && accessToken !== undefined;
  const at = await figuresAccount(context, input.timezone, ask);
  const { wabaId, zone, account } = at;
  const now = context.clock.now();
  const month = input.month ?? monthAt(now, zone);
  const period = readPeriod({ month }, { zone, now });
  checkMonth(month);
  if (ask && account !== undefined) await readFigures(context, { ...at, account }, period);
  const found = await reconcileMonth({ db: await settledDb(context), wabaId, month, zone, now });
  for (const note of [...reconcileNotes(found, zone), ...zoneNote(at)]) context.note(note);
  if (found.costWithheld) context.warn(withheldNote);
  return reconcileView(found, input.check);
}
