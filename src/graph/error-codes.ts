import { accountCodes } from "./codes/account.ts";
import { callCodes } from "./codes/calls.ts";
import type { GraphErrorEntry } from "./codes/entry.ts";
import { generalCodes } from "./codes/general.ts";
import { groupCodes } from "./codes/groups.ts";
import { inboundCodes } from "./codes/inbound.ts";
import { marketingCodes } from "./codes/marketing.ts";
import { numberCodes } from "./codes/numbers.ts";
import { recipientCodes } from "./codes/recipients.ts";
import { sendingCodes } from "./codes/sending.ts";
import { generalSubcodes, managementSubcodes } from "./codes/subcodes.ts";
import { templateCodes } from "./codes/templates.ts";

/**
 * Every error number that Meta documents for messaging, templates, numbers, groups and calls, with the numbers that
 * template management reports as subcodes.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
export const graphErrorEntries: readonly GraphErrorEntry[] = [
  ...generalCodes,
  ...sendingCodes,
  ...recipientCodes,
  ...marketingCodes,
  ...inboundCodes,
  ...templateCodes,
  ...accountCodes,
  ...numberCodes,
  ...groupCodes,
  ...callCodes,
  ...managementSubcodes,
];

/** What to say of a number that no table has. */
const unknownError: GraphErrorEntry = {
  code: -1,
  name: "unknown",
  kind: "unknown",
  retry: "no",
  title: { en: "Unknown error", es: "Error desconocido" },
  explanation: {
    en: "Meta refused the request with an error that recado does not know.",
    es: "Meta rechazó la solicitud con un error que recado no conoce.",
  },
  next: {
    en: "Read Meta's message, and look the number up in Meta's list of error codes.",
    es: "Lea lo que dice Meta y busque el número en su lista de códigos de error.",
  },
};

function indexed(entries: readonly GraphErrorEntry[]): ReadonlyMap<number, GraphErrorEntry> {
  return new Map(entries.flatMap((entry) => (typeof entry.code === "number" ? [[entry.code, entry]] : [])));
}

const byCode = indexed(graphErrorEntries);
const ranges = graphErrorEntries.flatMap((entry) =>
  typeof entry.code === "number" ? [] : [{ first: entry.code[0], last: entry.code[1], entry }],
);
const bySubcode = indexed(managementSubcodes);
/** Small subcodes mean something only beside their code. */
const byPair: ReadonlyMap<string, GraphErrorEntry> = new Map(
  generalSubcodes.flatMap(({ under, entry }) =>
    typeof entry.code === "number" ? [[`${under}/${entry.code}`, entry]] : [],
  ),
);

/** The entry of a code, made more exact by the subcode where that says more; a general entry for an unknown number. */
export function explainCode(code: number | undefined, subcode?: number): GraphErrorEntry {
  const exact = subcode === undefined ? undefined : (byPair.get(`${code}/${subcode}`) ?? bySubcode.get(subcode));
  if (exact !== undefined) return exact;
  if (code === undefined) return unknownError;
  return byCode.get(code) ?? ranges.find(({ first, last }) => code >= first && code <= last)?.entry ?? unknownError;
}
