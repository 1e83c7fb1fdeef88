import type { Context } from "../cli/context.ts";
import { thisRunner } from "../cli/runner.ts";
import { settleAbandoned } from "../domain/outbox/abandoned.ts";
import type { Database } from "../storage/database.ts";

/** The database, for commands that show messages: what a process left behind when it died is told as uncertain first. */
export async function settledDb(context: Context): Promise<Database> {
  const db = await context.db();
  await settleAbandoned({ db, clock: context.clock, runner: thisRunner() });
  return db;
}
