import { restoreFormula } from "../../../core/terminal.ts";
import { readUserId, readUsername } from "../../import/cells/identifiers.ts";
import { readLanguage } from "../../import/cells/languages.ts";
import { tidyCell } from "../../import/cells/tidy.ts";
import { readTimeZone } from "../../import/cells/time-zones.ts";
import type { ListFormat } from "../../import/list.ts";
import type { ImportField } from "../../import/mapping/fields.ts";
import type { Columns } from "../../import/mapping/headers.ts";
import type { Told } from "./recipient.ts";

/** Makes the reader of what a row says of the person beside the number: what cannot be read is not said. */
export function toldReader(columns: Columns, format: ListFormat): (cells: readonly string[]) => Told {
  const plain = format === "csv" ? restoreFormula : (cell: string): string => cell;
  const reader = (field: ImportField): ((cells: readonly string[]) => string) => {
    const place = columns.of.get(field)?.place;
    return place === undefined ? () => "" : (cells) => tidyCell(plain(cells[place] ?? ""));
  };
  const name = reader("name");
  const first = reader("first_name");
  const middle = reader("middle_name");
  const last = reader("last_name");
  const language = reader("language");
  const timeZone = reader("time_zone");
  const hasFirst = columns.of.has("first_name");
  const userId = reader("user_id");
  const username = reader("username");

  return (cells) => {
    const whole = name(cells);
    const given = first(cells);
    const family = last(cells);
    // `Nombre` beside `Apellidos` is the first name; beside a first name it is the whole.
    const parts = whole === "" ? [given, middle(cells), family] : given === "" ? [whole, family] : [whole];
    return {
      name: parts.filter((part) => part !== "").join(" "),
      // Nobody is greeted by their family name because the cell beside it is blank.
      firstName: hasFirst ? given : family === "" ? undefined : whole,
      language: readLanguage(language(cells)) ?? "",
      timeZone: readTimeZone(timeZone(cells)) ?? "",
      userId: readUserId(userId(cells)) ?? "",
      username: readUsername(username(cells)) ?? "",
    };
  };
}
