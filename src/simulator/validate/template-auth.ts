import type { WireTemplateComponent } from "../../graph/wire/templates.ts";
import { invalidParameter } from "../errors.ts";
import { isObject, type Json, keys, refuseUnknown, upperCase } from "./check.ts";
import { fieldMissing } from "./template-faults.ts";

const bodyKeys = keys("type", "add_security_recommendation");
const footerKeys = keys("type", "code_expiration_minutes");
const buttonsKeys = keys("type", "buttons");
const otpKeys = keys("type", "otp_type", "text", "autofill_text", "supported_apps", "zero_tap_terms_accepted");

/**
 * One-time-password templates: Meta writes their texts, and their button reads back as an address.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/authentication-templates
 */
export function checkAuthenticationComponents(
  components: readonly { type: string; component: Json; path: string }[],
): WireTemplateComponent[] {
  const checked: WireTemplateComponent[] = [];
  for (const { type, component, path } of components) {
    if (type === "BODY") {
      refuseUnknown(component, bodyKeys, path);
      const recommends = component["add_security_recommendation"] === true;
      const text = `*{{1}}* is your verification code.${recommends ? " For your security, do not share this code." : ""}`;
      checked.push({ type, text, add_security_recommendation: recommends, example: { body_text: [["123456"]] } });
    } else if (type === "FOOTER") {
      refuseUnknown(component, footerKeys, path);
      const minutes = component["code_expiration_minutes"];
      if (typeof minutes !== "number" || !Number.isInteger(minutes) || minutes < 1 || minutes > 90) {
        throw invalidParameter(`${path}.code_expiration_minutes must be an integer from 1 to 90.`);
      }
      checked.push({ type, text: `This code expires in ${minutes} minutes.`, code_expiration_minutes: minutes });
    } else if (type === "BUTTONS") {
      refuseUnknown(component, buttonsKeys, path);
      checked.push({ type, buttons: [otpButton(component, path)] });
    } else {
      throw invalidParameter(`${path}: AUTHENTICATION templates have a BODY, a FOOTER and BUTTONS only.`);
    }
  }
  if (!checked.some((component) => component.type === "BUTTONS")) throw fieldMissing("The OTP button");
  return checked;
}

function otpButton(component: Json, path: string): { type: "URL"; text: string; url: string; example: string[] } {
  const { buttons } = component;
  const button: unknown = Array.isArray(buttons) && buttons.length === 1 ? buttons[0] : undefined;
  if (!isObject(button) || upperCase(button["type"]) !== "OTP")
    throw invalidParameter(`${path} must have exactly one button of type OTP.`);
  refuseUnknown(button, otpKeys, `${path}.buttons[0]`);
  const otpType = upperCase(button["otp_type"]);
  if (!["COPY_CODE", "ONE_TAP", "ZERO_TAP"].includes(otpType))
    throw invalidParameter(`${path}.buttons[0].otp_type must be one of COPY_CODE, ONE_TAP, ZERO_TAP.`);
  if (otpType !== "COPY_CODE" && !Array.isArray(button["supported_apps"]))
    throw fieldMissing(`${path}.buttons[0].supported_apps`);
  const url = `https://www.whatsapp.com/otp/code/?otp_type=${otpType}&code=otp{{1}}`;
  const text = typeof button["text"] === "string" ? button["text"] : "Copy code";
  return { type: "URL", text, url, example: [url.replace("{{1}}", "123456")] };
}
