import type { ContactRow } from "../../../storage/rows.ts";
import { LinePlaces } from "./line-places.ts";
import type { ListedRecipient } from "./recipient.ts";

/** By what a person is known again: their line, and that of the contact which it was merged into. */
function keysOf(line: number, contact: ContactRow | undefined): readonly number[] {
  if (contact === undefined || contact.match_key === line) return [line];
  // Contacts without a number are told apart from lines by their sign.
  return [line, contact.match_key ?? -contact.id];
}

/**
 * Marks entries that are somebody who came before, in whatever spelling, or under a number that belongs to the same contact.
 * Nobody is taken out: who decides what becomes of them sees all.
 */
export function duplicateMarker(): (recipient: ListedRecipient) => ListedRecipient {
  const places = new LinePlaces();
  return (recipient) => {
    const { phone, contact, position } = recipient;
    if (phone === undefined) return recipient;
    const keys = keysOf(phone.line, contact);
    let first: number | undefined;
    for (const key of keys) first ??= places.get(key);
    for (const key of keys) places.add(key, first ?? position);
    return first === undefined ? recipient : { ...recipient, duplicateOf: first };
  };
}
