import type { Context } from "../cli/context.ts";
import { thisRunner } from "../cli/runner.ts";
import { StorageError } from "../core/errors.ts";
import { settleAbandoned } from "../domain/outbox/abandoned.ts";
import type { Database } from "../storage/database.ts";

/**
 * The database, for commands that show messages: what a process left behind when it died is told as uncertain first. Where nothing can
 * be written (a full disk), what is there is shown all the same.
 */
export async function settledDb(context: Context): Promise<Database> {
  const db = await context.db();
  try {
    await settleAbandoned({ db, clock: context.clock, runner: thisRunner() });
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    context.warn({
      en: `What a process left behind when it ended could not be written down. ${error.text.en}`,
      es: `No se pudo anotar lo que dejó un proceso al cortarse. ${error.text.es}`,
    });
  }
  return db;
}
