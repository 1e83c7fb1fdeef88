import { parsePhone } from "../../../core/phone.ts";
import type { CountryCode } from "../../../core/phone.ts";
import { restoreFormula } from "../../../core/terminal.ts";
import type { Text } from "../../../core/text.ts";
import { readCountry } from "../../import/cells/countries.ts";
import { rowRefusals } from "../../import/cells/refusals.ts";
import { tidyCell } from "../../import/cells/tidy.ts";
import type { ListFormat, SourceRow } from "../../import/list.ts";
import { choosePhone } from "../../import/mapping/choose-phone.ts";
import type { Columns } from "../../import/mapping/headers.ts";
import type { ListedRecipient } from "./recipient.ts";

export type RowPhone = Pick<ListedRecipient, "given" | "phone" | "problem">;

const severalNumbers: Text = {
  en: "this contact has several numbers and nothing says which one is on WhatsApp: keep one, or choose a column with --phone-column",
  es: "este contacto tiene varios números y nada indica cuál está en WhatsApp: deje uno solo o elija una columna con --phone-column",
};
const onlyUserId: Text = {
  en: "only a WhatsApp user id is known of this person: a campaign needs the phone number",
  es: "de esta persona solo se conoce el identificador de usuario de WhatsApp: una campaña necesita el número de teléfono",
};
const noNumber: Text = { en: "there is no phone number", es: "no hay número de teléfono" };

/** Why a contact has no number to write to. */
export function noNumberOf(userId: string | null | undefined): Text {
  return userId ? onlyUserId : noNumber;
}

function invalid(given: string | null, detail: Text): RowPhone {
  return { given, problem: { reason: "invalid", detail } };
}

/** Of a row that cannot be taken apart no cell can be trusted. */
function brokenRow({ malformed, cells }: SourceRow, width: number, format: ListFormat): RowPhone | undefined {
  if (malformed) {
    const code = format === "csv" || format === "xlsx" ? "quotes" : format === "vcard" ? "card" : "json";
    return invalid(null, rowRefusals[`row.bad_${code}`]);
  }
  const hasMore = cells.length > width && cells.slice(width).some((cell) => cell.trim() !== "");
  return hasMore ? invalid(null, rowRefusals["row.extra_cells"]) : undefined;
}

/**
 * Makes the reader of the numbers of a list: the same number of a row is chosen, and it is read in the same way, as when the list
 * is imported. What cannot be read is a problem of that row alone.
 *
 * @param country where numbers without a country are from, unless the row says so itself
 */
export function phoneReader(
  columns: Columns,
  format: ListFormat,
  country: CountryCode | undefined,
): (row: SourceRow) => RowPhone {
  const countryAt = columns.of.get("country")?.place;
  const userAt = columns.of.get("user_id")?.place;
  const cellAt = (cells: readonly string[], place: number | undefined): string =>
    place === undefined ? "" : (cells[place] ?? "").trim();

  return (row) => {
    const broken = brokenRow(row, columns.all.length, format);
    if (broken !== undefined) return broken;
    const { cells } = row;
    const chosen = choosePhone(cells, columns);
    if ("refusal" in chosen) return invalid(tidyCell(cells[chosen.place] ?? ""), severalNumbers);
    const given = tidyCell(format === "csv" ? restoreFormula(chosen.text) : chosen.text);
    if (given === "") {
      return { given: null, problem: { reason: "no-number", detail: noNumberOf(cellAt(cells, userAt)) } };
    }
    const countryCell = cellAt(cells, countryAt);
    // An unknown country beside a number is not replaced by the list's: the number would be read in the wrong one.
    const phone = parsePhone(chosen.text, { country: countryCell === "" ? country : readCountry(countryCell) });
    if (phone.ok) return { given, phone: { e164: phone.e164, line: phone.line, country: phone.country } };
    const isUnknown = phone.code === "phone.no_country" && countryCell !== "";
    return invalid(given, isUnknown ? rowRefusals["country.unknown"] : phone.text);
  };
}
