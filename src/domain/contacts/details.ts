import type { ContactRow } from "../../storage/rows.ts";
import { withLabels } from "./labels.ts";
import { readFields, readLabels } from "./new-contact.ts";

/** What can be said of a contact by hand. Left out: it stays as it is; null: it is taken away. */
export interface Details {
  readonly name?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly username?: string | null | undefined;
  /** ISO 3166-1 alpha-2; a contact with a number has the number's own. */
  readonly country?: string | null | undefined;
  /** Added to those that are there. */
  readonly labels?: readonly string[] | undefined;
  /** Added to those that are there, or put in their place. */
  readonly fields?: readonly (readonly [name: string, value: string])[] | undefined;
  /** Names of fields to take away, in any case of letters. */
  readonly withoutFields?: readonly string[] | undefined;
  /** `2/7d` or `none`; null: the profile's rule. */
  readonly marketingLimit?: string | null | undefined;
}

type DetailColumns = Partial<
  Pick<ContactRow, "name" | "language" | "time_zone" | "username" | "country" | "labels" | "fields" | "marketing_limit">
>;

/** A field keeps the spelling of its name that it has. */
function fieldsAfter(json: string, { fields = [], withoutFields = [] }: Details): string {
  const after = new Map(Object.entries(readFields(json)));
  const nameOf = (name: string): string =>
    [...after.keys()].find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;
  for (const name of withoutFields) after.delete(nameOf(name));
  for (const [name, value] of fields) after.set(nameOf(name), value);
  return JSON.stringify(Object.fromEntries(after));
}

/** The columns of a contact that these details change, with what they become. */
export function applyDetails(row: Pick<ContactRow, keyof DetailColumns | "phone">, details: Details): DetailColumns {
  const wanted: DetailColumns = {
    ...(details.name === undefined ? {} : { name: details.name }),
    ...(details.language === undefined ? {} : { language: details.language }),
    ...(details.timeZone === undefined ? {} : { time_zone: details.timeZone }),
    ...(details.username === undefined ? {} : { username: details.username }),
    ...(details.country === undefined || row.phone !== null ? {} : { country: details.country }),
    ...(details.marketingLimit === undefined ? {} : { marketing_limit: details.marketingLimit }),
    labels: JSON.stringify(withLabels(readLabels(row.labels), details.labels ?? [])),
    fields: fieldsAfter(row.fields, details),
  };
  const entries = Object.entries(wanted) as [keyof DetailColumns, string | null][];
  return Object.fromEntries(entries.filter(([column, value]) => row[column] !== value));
}
