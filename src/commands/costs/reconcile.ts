import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import type { View } from "../../cli/view.ts";
import { monthAt } from "../../domain/costs/calendar.ts";
import { checkMonth, reconcileMonth } from "../../domain/costs/reconcile/reconcile.ts";
import { readTariff } from "../../domain/costs/tariff.ts";
import { settledDb } from "../settled-db.ts";
import { zoneNote } from "../tariff.ts";
import type { reconcileInput } from "./meta-spec.ts";
import { reconcileNotes, reconcileView } from "./reconcile-view.ts";
import { readPeriod } from "./report-period.ts";
import { costsNotes, figuresAccount, readFigures } from "./sync-figures.ts";

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
  const db = await settledDb(context);
  const tariff = await readTariff(db, zone);
  const found = await reconcileMonth({ db, wabaId, month, zone, now, tariff });
  for (const note of [...reconcileNotes(found, zone), ...zoneNote(at)]) context.note(note);
  for (const note of costsNotes(found.costs)) context.warn(note);
  return reconcileView(found, input.check);
}
