import type { Queryable } from "../database.ts";

/** A setting that belongs to the data, not to a profile; undefined when it was never made. */
export async function getSetting(db: Queryable, name: string): Promise<string | undefined> {
  return (await db.query<{ value: string }>("SELECT value FROM settings WHERE name = ?", [name]))[0]?.value;
}

/** Keeps `value` unless there is one already, and answers the one that holds: of two processes both get the same. */
export async function settingOnce(db: Queryable, name: string, value: string): Promise<string> {
  await db.exec("INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", [name, value]);
  return (await getSetting(db, name)) ?? value;
}

/** Keeps `value` in the place of the one that there is. */
export async function putSetting(db: Queryable, name: string, value: string): Promise<void> {
  await db.exec(
    "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [name, value],
  );
}
