import { expect, it } from "vitest";
import { wordOf } from "../../src/simulator/page/words.ts";

/** What a message can be, sent or received, by Meta's own words; without those that are the same in both languages. */
const types = (
  "text image document location contacts reaction template list cta_url flow product product_list catalog_message " +
  "carousel order_details order_status location_request_message address_message call_permission_request voice_call " +
  "request_contact_info button interactive order edit revoke system unsupported"
).split(" ");

it.each(types)("a bubble says %s in the reader's language", (type) => {
  const [en, es] = [wordOf("messageTypes", type, "en"), wordOf("messageTypes", type, "es")];
  expect(es).not.toBe(en);
  expect(en + es).not.toContain("_");
});
