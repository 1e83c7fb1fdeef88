import type { WireSharedContact } from "../../graph/wire/webhooks.ts";
import { idAt, textAt, type ForeignRecord } from "./foreign-json.ts";
import { listAt, objectAt, shape, type MemberReader } from "./foreign-shape.ts";

const typed = <Key extends string>(key: Key) =>
  listAt(shape({}, { [key]: textAt, type: textAt } as { readonly [K in Key | "type"]: typeof textAt }));

/** Contact cards; undefined where there is no list. */
export const cardsAt: MemberReader<WireSharedContact[]> = listAt(
  shape(
    {},
    {
      origin: originAt,
      name: objectAt(
        shape(
          {},
          {
            formatted_name: textAt,
            first_name: textAt,
            last_name: textAt,
            middle_name: textAt,
            prefix: textAt,
            suffix: textAt,
          },
        ),
      ),
      phones: listAt(shape({}, { phone: textAt, wa_id: idAt, user_id: idAt, type: textAt })),
      emails: typed("email"),
      addresses: listAt(
        shape(
          {},
          {
            street: textAt,
            city: textAt,
            state: textAt,
            zip: idAt,
            country: textAt,
            country_code: textAt,
            type: textAt,
          },
        ),
      ),
      org: objectAt(shape({}, { company: textAt, department: textAt, title: textAt })),
      urls: typed("url"),
      birthday: textAt,
      vcard: textAt,
    },
  ),
);

/** Why a card came. The request was renamed in May 2026: the new name means the same. */
function originAt(record: ForeignRecord, key: string): WireSharedContact["origin"] {
  const origin = textAt(record, key);
  return origin === "request_contact_info" ? "contact_request" : origin;
}
