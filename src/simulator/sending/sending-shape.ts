import * as v from "valibot";

const text = v.string();

/** The account's settings for sends, as a control call changes them. */
export const sendingInput = v.strictObject({
  marketingOnCloudApi: v.optional(v.boolean()),
  directSend: v.optional(v.picklist(["on", "off", "blocked", "limited"])),
});

/** `SavedSending` as it stands in a state file. */
export const sendingShape = v.strictObject({
  settings: v.strictObject({
    marketingOnCloudApi: v.boolean(),
    directSend: v.picklist(["on", "off", "blocked", "limited"]),
  }),
  orders: v.array(v.strictObject({ reference: text, to: text, state: text, paid: v.boolean() })),
  callRequests: v.array(v.tuple([text, v.array(v.number())])),
  generated: v.array(v.tuple([text, text])),
});
