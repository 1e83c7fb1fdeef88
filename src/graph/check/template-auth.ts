/**
 * Authentication templates: their words are Meta's, so that little is left to say.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/authentication-templates
 */
import type { Text } from "../../core/text.ts";
import {
  byKind,
  capitals,
  flag,
  list,
  need,
  never,
  oneWord,
  own,
  ownText,
  shape,
  text,
  whole,
  type Rule,
} from "./rules.ts";
import { label, typeOf } from "./template-create-buttons.ts";
import { notOneOf, tooMany, words } from "./words.ts";

const otpTypes = ["COPY_CODE", "ONE_TAP", "ZERO_TAP"] as const;
const app = shape({ package_name: need(text({ max: 224 })), signature_hash: need(text()) }, (value, path, findings) => {
  const hash = ownText(value, "signature_hash");
  if (hash === undefined || hash === "" || Array.from(hash.slice(0, 40)).length === 11) return;
  findings.add(`${path}.signature_hash`, {
    en: "must have exactly 11 characters",
    es: "debe tener exactamente 11 caracteres",
  });
});

const otp = shape(
  {
    type: need(oneWord("OTP")),
    otp_type: need(oneWord(...otpTypes)),
    text: label,
    autofill_text: label,
    supported_apps: list(app, 1, 5),
    zero_tap_terms_accepted: flag,
  },
  (button, path, findings) => {
    const kind = capitals(own(button, "otp_type"));
    if (kind === "ZERO_TAP" && own(button, "zero_tap_terms_accepted") !== true)
      findings.add(`${path}.zero_tap_terms_accepted`, notOneOf([true]));
    if ((kind === "ONE_TAP" || kind === "ZERO_TAP") && own(button, "supported_apps") === undefined)
      findings.add(`${path}.supported_apps`, words.missing);
  },
);

/** The one button of an authentication template. */
const otpButtons: Rule = shape({
  type: oneWord("BUTTONS"),
  buttons: need((value, path, findings) => {
    if (!Array.isArray(value)) return findings.add(path, words.notList);
    if (value.length === 0) return findings.add(path, words.empty);
    if (value.length > 1) findings.add(path, tooMany(value.length, 1));
    const [button] = value as unknown[];
    if (typeOf(button) !== "" && typeOf(button) !== "OTP") {
      return findings.add(`${path}[0].type`, {
        en: "must be OTP in AUTHENTICATION templates",
        es: "debe ser OTP en las plantillas AUTHENTICATION",
      });
    }
    otp(button, `${path}[0]`, findings);
  }),
});

const ownWords: Text = {
  en: "must be left out: Meta writes the text of AUTHENTICATION templates",
  es: "debe omitirse: Meta redacta el texto de las plantillas AUTHENTICATION",
};

/** How long a code is good for, in minutes. */
export const expiration: Rule = whole(1, 90);

export const authenticationComponent: Rule = byKind(
  "type",
  {
    BODY: shape({ type: oneWord("BODY"), text: never(ownWords), add_security_recommendation: flag }),
    FOOTER: shape({ type: oneWord("FOOTER"), text: never(ownWords), code_expiration_minutes: need(expiration) }),
    BUTTONS: otpButtons,
  },
  capitals,
);
