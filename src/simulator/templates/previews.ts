import type { WireTemplateComponent, WireTemplatePreview } from "../../graph/wire/templates.ts";
import { invalidParameter } from "../errors.ts";
import { authButton } from "../validate/templates/auth-texts.ts";
import { checkTemplateCreate } from "../validate/templates/create.ts";
import { templateLanguages } from "../languages.ts";

/** What a preview shows besides the code. */
export interface PreviewOptions {
  /** All languages where there is none. */
  readonly languages: readonly string[] | undefined;
  readonly securityRecommendation: boolean;
  readonly expirationMinutes: number | undefined;
  readonly withButton: boolean;
}

/**
 * The words of one-time-password templates, which nobody can change.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/authentication-templates#template-previews
 */
export function previewTemplates(options: PreviewOptions): WireTemplatePreview[] {
  const { languages = [...templateLanguages], expirationMinutes } = options;
  const components = [
    { type: "BODY", add_security_recommendation: options.securityRecommendation },
    ...(expirationMinutes === undefined ? [] : [{ type: "FOOTER", code_expiration_minutes: expirationMinutes }]),
    { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] },
  ];
  return languages.map((language) => {
    if (!templateLanguages.has(language)) throw invalidParameter(`Param languages: ${language} is not a language.`);
    const made = checkTemplateCreate({ name: "preview", language, category: "AUTHENTICATION", components });
    return preview(language, made.components, options.withButton);
  });
}

function preview(
  language: string,
  components: readonly WireTemplateComponent[],
  withButton: boolean,
): WireTemplatePreview {
  const shown: WireTemplatePreview = { language, body: "" };
  for (const component of components) {
    if (component.type === "BODY") shown.body = component.text ?? "";
    else if (component.type === "FOOTER" && component.text !== undefined) shown.footer = component.text;
    else if (component.type === "BUTTONS" && withButton) {
      const [button] = component.buttons;
      if (button !== undefined && "text" in button && button.text !== undefined) {
        shown.buttons = [{ type: "OTP", text: button.text, autofill_text: authButton(language, "ONE_TAP") }];
      }
    }
  }
  return shown;
}
