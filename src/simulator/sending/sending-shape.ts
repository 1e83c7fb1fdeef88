import * as v from "valibot";
import { exactly } from "../saved/exact-shape.ts";
import type { SavedSending, SendingChanges } from "./sending.ts";

const text = v.string();

const settings = v.strictObject({
  marketingOnCloudApi: v.boolean(),
  directSend: v.picklist(["on", "off", "blocked", "limited"]),
});

/** The account's settings for sends, as a control call changes them. */
export const sendingInput = exactly<SendingChanges>()(v.partial(settings));

/** In a saved state. */
export const sendingShape = exactly<SavedSending>()(
  v.strictObject({
    settings,
    orders: v.array(v.strictObject({ reference: text, to: text, state: text, paid: v.boolean() })),
    callRequests: v.array(v.tuple([text, v.array(v.number())])),
    generated: v.array(v.tuple([text, text])),
  }),
);
