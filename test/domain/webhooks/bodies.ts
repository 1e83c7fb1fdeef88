/** Bodies as Meta posts them, with made-up people and numbers. */

export const wabaId = "300200100900800";
export const phoneNumberId = "200100300400500";
export const secret = "test_app_secret";

/** +1 202 555 0123 */
export const rui = { waId: "12025550123", userId: "US.90817263544536271819", name: "Rui Costa" };
/** +1 202 555 0187 */
export const ana = { waId: "12025550187", userId: "US.11112222333344445555", name: "Ana Prueba" };

export type Person = typeof rui;

export function change(field: string, value: object): object {
  const metadata = { display_phone_number: "12025550100", phone_number_id: phoneNumberId };
  return { field, value: { messaging_product: "whatsapp", metadata, ...value } };
}

export function envelope(...changes: object[]): object {
  return { object: "whatsapp_business_account", entry: [{ id: wabaId, changes }] };
}

export function profileOf(person: Person): object {
  return { profile: { name: person.name }, wa_id: person.waId, user_id: person.userId };
}

/** A message of a customer, at `seconds` of Unix time. */
export function inbound(person: Person, wamid: string, seconds: number, content: object): object {
  const message = { from: person.waId, from_user_id: person.userId, id: wamid, timestamp: String(seconds), ...content };
  return envelope(change("messages", { contacts: [profileOf(person)], messages: [message] }));
}

export function textFrom(person: Person, wamid: string, seconds: number, body: string): object {
  return inbound(person, wamid, seconds, { type: "text", text: { body } });
}

export function status(wamid: string, state: string, seconds: number, more: object = {}): object {
  const item = { id: wamid, status: state, timestamp: String(seconds), recipient_id: rui.waId, ...more };
  return envelope(change("messages", { statuses: [item] }));
}

export function preference(person: Person, value: string, seconds: number): object {
  const item = { wa_id: person.waId, user_id: person.userId, detail: "", category: "marketing_messages", value };
  return envelope(
    change("user_preferences", {
      contacts: [profileOf(person)],
      user_preferences: [{ ...item, timestamp: seconds }],
    }),
  );
}

/** Unix seconds of the entry of an account-level delivery. */
export const entryTime = 1_795_101_000;

/** A delivery about the account: the time stands on the entry, and there is no number. */
export function account(field: string, value: object): object {
  return {
    object: "whatsapp_business_account",
    entry: [{ id: wabaId, time: entryTime, changes: [{ field, value }] }],
  };
}
