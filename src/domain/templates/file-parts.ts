import * as v from "valibot";

const text = v.string();
const namedSamples = v.array(v.strictObject({ param_name: text, example: text }));

const header = v.strictObject({
  type: v.literal("HEADER"),
  format: v.picklist(["TEXT", "IMAGE", "VIDEO", "GIF", "DOCUMENT", "LOCATION", "PRODUCT"]),
  text: v.exactOptional(text),
  example: v.exactOptional(
    v.strictObject({
      header_text: v.exactOptional(v.array(text)),
      header_text_named_params: v.exactOptional(namedSamples),
      header_handle: v.exactOptional(v.array(text)),
    }),
  ),
});

const body = v.strictObject({
  type: v.literal("BODY"),
  text: v.exactOptional(text),
  example: v.exactOptional(
    v.strictObject({
      body_text: v.exactOptional(v.array(v.array(text))),
      body_text_named_params: v.exactOptional(namedSamples),
    }),
  ),
  add_security_recommendation: v.exactOptional(v.boolean()),
});

const footer = v.strictObject({
  type: v.literal("FOOTER"),
  text: v.exactOptional(text),
  code_expiration_minutes: v.exactOptional(v.pipe(v.number(), v.integer())),
});

const button = v.variant("type", [
  v.strictObject({ type: v.literal("QUICK_REPLY"), text }),
  v.strictObject({ type: v.literal("URL"), text, url: text, example: v.exactOptional(v.array(text)) }),
  v.strictObject({ type: v.literal("PHONE_NUMBER"), text, phone_number: text }),
  v.strictObject({
    type: v.literal("COPY_CODE"),
    text: v.exactOptional(text),
    example: v.exactOptional(v.union([text, v.array(text)])),
  }),
  v.strictObject({
    type: v.literal("OTP"),
    otp_type: v.picklist(["COPY_CODE", "ONE_TAP", "ZERO_TAP"]),
    text: v.exactOptional(text),
    autofill_text: v.exactOptional(text),
    zero_tap_terms_accepted: v.exactOptional(v.boolean()),
    supported_apps: v.exactOptional(v.array(v.strictObject({ package_name: text, signature_hash: text }))),
  }),
  v.strictObject({
    type: v.literal("FLOW"),
    text,
    flow_id: v.exactOptional(v.union([text, v.number()])),
    flow_name: v.exactOptional(text),
    flow_json: v.exactOptional(text),
    flow_action: v.exactOptional(v.picklist(["navigate", "data_exchange"])),
    navigate_screen: v.exactOptional(text),
    icon: v.exactOptional(v.picklist(["DOCUMENT", "PROMOTION", "REVIEW"])),
  }),
  v.strictObject({ type: v.literal("CATALOG"), text }),
  v.strictObject({ type: v.literal("MPM"), text }),
  v.strictObject({ type: v.literal("SPM"), text }),
  v.strictObject({
    type: v.literal("VOICE_CALL"),
    text,
    ttl_minutes: v.exactOptional(v.pipe(v.number(), v.integer())),
  }),
  v.strictObject({ type: v.literal("ORDER_DETAILS"), text }),
  v.strictObject({ type: v.literal("REQUEST_CONTACT_INFO"), text: v.exactOptional(text) }),
  v.strictObject({ type: v.literal("APP"), text, app_deep_link: v.record(text, v.unknown()) }),
]);

const buttons = v.strictObject({ type: v.literal("BUTTONS"), buttons: v.array(button) });

const card = v.strictObject({ components: v.array(v.variant("type", [header, body, buttons])) });
const carousel = v.strictObject({ type: v.literal("CAROUSEL"), cards: v.array(card) });

const offer = v.strictObject({
  type: v.literal("LIMITED_TIME_OFFER"),
  limited_time_offer: v.strictObject({ text, has_expiration: v.exactOptional(v.boolean()) }),
});

const callPermission = v.strictObject({ type: v.literal("CALL_PERMISSION_REQUEST") });

/** One component of a template in the shape of Meta's create call. */
export const templatePart = v.variant("type", [header, body, footer, buttons, carousel, offer, callPermission]);
