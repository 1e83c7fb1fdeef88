import type { WireTemplateComponent } from "../../../graph/wire/templates.ts";
import { invalidParameter } from "../../errors.ts";
import { otpAddress } from "../../templates/plan.ts";
import { isObject, type Json, keys, lengthOf, refuseUnknown, upperCase } from "../check.ts";
import { authBody, authButton, authFooter } from "./auth-texts.ts";
import { buttonFault, componentFault, fieldMissing, templateFault, tooLong } from "./faults.ts";
import { componentText, refuseVariables } from "./text.ts";

const bodyKeys = keys("type", "add_security_recommendation");
const footerKeys = keys("type", "code_expiration_minutes");
const buttonsKeys = keys("type", "buttons");
const otpKeys = keys("type", "otp_type", "text", "autofill_text", "supported_apps", "zero_tap_terms_accepted");
const appKeys = keys("package_name", "signature_hash");
const otpTypes = ["COPY_CODE", "ONE_TAP", "ZERO_TAP"];
const maxLabel = 25;
const maxApps = 5;
const maxPackage = 224;
const hashLength = 11;

/** A component of a request with its type in capitals. */
export interface TypedComponent {
  readonly type: string;
  readonly component: Json;
  readonly path: string;
}

/**
 * One-time-password templates: Meta writes their texts, and their button reads back as an address.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/authentication-templates
 */
export function checkAuthenticationComponents(
  components: readonly TypedComponent[],
  language: string,
): WireTemplateComponent[] {
  const checked = components.map(({ type, component, path }): WireTemplateComponent => {
    switch (type) {
      case "BODY": {
        refuseUnknown(component, bodyKeys, path);
        const recommends = component["add_security_recommendation"] ?? false;
        if (typeof recommends !== "boolean")
          throw invalidParameter(`Param ${path}.add_security_recommendation must be a boolean.`);
        const text = authBody(language, recommends);
        return { type, text, add_security_recommendation: recommends, example: { body_text: [["123456"]] } };
      }
      case "FOOTER": {
        refuseUnknown(component, footerKeys, path);
        const minutes = component["code_expiration_minutes"];
        if (typeof minutes !== "number" || !Number.isInteger(minutes) || minutes < 1 || minutes > 90)
          throw invalidParameter(`Param ${path}.code_expiration_minutes must be an integer from 1 to 90.`);
        return { type, text: authFooter(language, minutes), code_expiration_minutes: minutes };
      }
      case "BUTTONS":
        refuseUnknown(component, buttonsKeys, path);
        return { type, buttons: [otpButton(component, path, language)] };
      default:
        throw componentFault("AUTHENTICATION templates have a BODY, a FOOTER and BUTTONS only.");
    }
  });
  if (!checked.some((component) => component.type === "BUTTONS")) throw fieldMissing("The OTP button");
  return checked;
}

function otpButton(
  component: Json,
  path: string,
  language: string,
): { type: "URL"; text: string; url: string; example: string[] } {
  const { buttons } = component;
  const button: unknown = Array.isArray(buttons) && buttons.length === 1 ? buttons[0] : undefined;
  if (!isObject(button) || upperCase(button["type"]) !== "OTP")
    throw buttonFault("AUTHENTICATION templates have exactly one button, of type OTP.");
  const place = `${path}.buttons[0]`;
  refuseUnknown(button, otpKeys, place);
  const otpType = upperCase(button["otp_type"]);
  if (!otpTypes.includes(otpType))
    throw invalidParameter(`Param ${place}.otp_type must be one of {${otpTypes.join(", ")}}.`);
  const label = (key: string): string | undefined => {
    if (button[key] === undefined) return undefined;
    const text = componentText(button, key, place, maxLabel);
    refuseVariables(text, `${place}.${key}`);
    return text;
  };
  const text = label("text");
  const autofill = label("autofill_text");
  const terms = button["zero_tap_terms_accepted"];
  if (terms !== undefined && typeof terms !== "boolean")
    throw invalidParameter(`Param ${place}.zero_tap_terms_accepted must be a boolean.`);
  if (otpType === "ZERO_TAP" && terms !== true)
    throw templateFault(undefined, "Terms not accepted", "ZERO_TAP needs zero_tap_terms_accepted to be true.");
  if (otpType !== "COPY_CODE" || button["supported_apps"] !== undefined)
    checkApps(button["supported_apps"], `${place}.supported_apps`);
  const shownText = otpType === "COPY_CODE" ? text : (autofill ?? text);
  const url = `${otpAddress}?otp_type=${otpType}&code=otp{{1}}`;
  return {
    type: "URL",
    text: shownText ?? authButton(language, otpType),
    url,
    example: [url.replace("{{1}}", "123456")],
  };
}

function checkApps(apps: unknown, path: string): void {
  if (!Array.isArray(apps) || apps.length === 0) throw fieldMissing(path);
  if (apps.length > maxApps) throw invalidParameter(`Param ${path} must have at most ${maxApps} apps.`);
  for (const [index, app] of apps.entries()) {
    const place = `${path}[${index}]`;
    if (!isObject(app)) throw invalidParameter(`Param ${place} must be an object.`);
    refuseUnknown(app, appKeys, place);
    componentText(app, "package_name", place, maxPackage);
    const hash = app["signature_hash"];
    if (hash === undefined) throw fieldMissing(`${place}.signature_hash`);
    if (typeof hash !== "string" || lengthOf(hash) < hashLength)
      throw invalidParameter(`Param ${place}.signature_hash must have exactly ${hashLength} characters.`);
    if (lengthOf(hash) > hashLength) throw tooLong(`${place}.signature_hash`, hashLength);
  }
}
