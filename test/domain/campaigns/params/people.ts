import type { ListedRecipient, Told } from "../../../../src/domain/campaigns/list/recipient.ts";
import { contactRow } from "../../../helpers/rows.ts";

const silent: Told = { name: "", firstName: undefined, language: "", timeZone: "", userId: "", username: "" };

interface Asked {
  readonly name?: string | null;
  readonly fields?: Readonly<Record<string, string>>;
  /** By small letters. */
  readonly cells?: Readonly<Record<string, string>>;
  readonly told?: Partial<Told>;
  /** Nobody has stored this person. */
  readonly unknown?: boolean;
}

/** Somebody of a list. */
export function person(asked: Asked = {}): ListedRecipient {
  const { name = "Ana María Ejemplo", fields = {}, cells = {}, told = {}, unknown = false } = asked;
  const row = contactRow(101, { name, fields: JSON.stringify(fields), language: "es_MX", username: "ana" });
  return {
    position: 0,
    given: "+12025550101",
    phone: { e164: "+12025550101", line: 12025550101, country: "US" },
    cells: new Map(Object.entries(cells)),
    told: { ...silent, ...told },
    ...(unknown ? {} : { contact: row }),
  };
}
