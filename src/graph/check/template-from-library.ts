/**
 * Templates made from Meta's library: which inputs one takes, only Meta knows; what they look like is known.
 * @see https://developers.facebook.com/docs/whatsapp/message-templates/template-library
 */
import {
  byKind,
  capitals,
  flag,
  list,
  need,
  never,
  oneWord,
  own,
  shape,
  text,
  webAddress,
  type Rule,
} from "./rules.ts";
import { expiration } from "./template-auth.ts";
import { templateName } from "./template.ts";
import { templateLanguage } from "./template-languages.ts";
import { lifetime } from "./template-settings.ts";

const input = byKind(
  "type",
  {
    QUICK_REPLY: shape({ type: oneWord("QUICK_REPLY") }),
    URL: shape({
      type: oneWord("URL"),
      url: need(shape({ base_url: need(webAddress), url_suffix_example: text() })),
    }),
    PHONE_NUMBER: shape({ type: oneWord("PHONE_NUMBER"), phone_number: need(text({ max: 20 })) }),
    OTP: shape({
      type: oneWord("OTP"),
      otp_type: need(oneWord("COPY_CODE", "ONE_TAP", "ZERO_TAP")),
      zero_tap_terms_accepted: flag,
      supported_apps: list(shape({ package_name: need(text({ max: 224 })), signature_hash: need(text()) }), 1, 5),
    }),
  },
  capitals,
);

/** A value, or the same as JSON in a text, which Meta reads. */
const orJson =
  (rule: Rule): Rule =>
  (value, path, findings) =>
    (typeof value === "string" ? text() : rule)(value, path, findings);

export const libraryTemplate: Rule = shape(
  {
    name: need(templateName),
    language: need(templateLanguage),
    category: need(oneWord("UTILITY", "AUTHENTICATION")),
    library_template_name: need(text()),
    library_template_button_inputs: orJson(list(input, 0, 10)),
    library_template_body_inputs: orJson(
      shape({
        add_contact_number: flag,
        add_learn_more_link: flag,
        add_security_recommendation: flag,
        add_track_package_link: flag,
        code_expiration_minutes: expiration,
      }),
    ),
    components: never({
      en: "cannot be there: the words are the library's",
      es: "no puede estar ahí: el texto es el de la biblioteca",
    }),
    allow_category_change: () => undefined,
    message_send_ttl_seconds: () => undefined,
  },
  (body, _path, findings) => {
    const seconds = "message_send_ttl_seconds";
    lifetime(capitals(own(body, "category")))(own(body, seconds), seconds, findings);
  },
);
