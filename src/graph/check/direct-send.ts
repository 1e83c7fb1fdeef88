/**
 * Direct Send: what goes with `category`.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/direct-send
 */
import type { Text } from "../../core/text.ts";
import { hasLinkButton } from "./buttons.ts";
import type { Findings } from "./problem.ts";
import { need, oneOf, own, ownText, shape, text, whole, type Members, type Rule } from "./rules.ts";
import { templateName } from "./template.ts";

export const category = oneOf("utility", "authentication", "service");
export const directConfig = shape({ template_name: need(templateName) });

/** Seconds. */
const lifetimes: Readonly<Record<string, Rule>> = {
  utility: whole(30, 43_200),
  authentication: whole(30, 900),
};

const directText = text({ max: 1024 });
const interactiveKinds = ["cta_url", "button", "voice_call"];

const only = (categories: string): Text => ({
  en: `goes only with the category ${categories}`,
  es: `solo va con la categoría ${categories}`,
});

function checkContent(body: Members, type: unknown, findings: Findings): void {
  if (type === "text") {
    const written = ownText(body["text"], "body");
    if (written !== undefined && written.length <= 4096) directText(written, "text.body", findings);
    if (own(body["text"], "preview_url") !== undefined) {
      findings.add("text.preview_url", { en: "is not part of Direct Send", es: "no existe en Direct Send" });
    }
  } else if (type === "interactive") {
    const kind = own(own(body, "interactive"), "type");
    if (typeof kind === "string" && !interactiveKinds.includes(kind)) {
      const kinds = interactiveKinds.join(", ");
      findings.add("interactive.type", {
        en: `is not part of Direct Send; its kinds are ${kinds}`,
        es: `no existe en Direct Send; sus tipos son ${kinds}`,
      });
    }
  } else {
    findings.add("type", {
      en: "must be text or interactive in Direct Send",
      es: "debe ser text o interactive en Direct Send",
    });
  }
}

/** Without a category, or with `service`, a message is an ordinary one. */
export function checkDirectSend(body: Members, type: unknown, findings: Findings): void {
  const given = own(body, "category");
  const lifetime = typeof given === "string" && Object.hasOwn(lifetimes, given) ? lifetimes[given] : undefined;
  const seconds = own(body, "ttl_seconds");
  if (seconds !== undefined) {
    if (lifetime === undefined) findings.add("ttl_seconds", only("utility, authentication"));
    else lifetime(seconds, "ttl_seconds", findings);
  }
  if (own(body, "direct_send_config") !== undefined && given !== "utility") {
    findings.add("direct_send_config", only("utility"));
  }
  if (given === undefined && type === "interactive" && hasLinkButton(own(body, "interactive"))) {
    findings.add("interactive.action.buttons", {
      en: "mixes links and replies, which only Direct Send may: say its category",
      es: "mezcla enlaces y respuestas, lo que solo admite Direct Send: indique la categoría (category)",
    });
  }
  if (given !== undefined && own(body, "recipient_type") === "group") {
    findings.add("category", { en: "cannot go to a group", es: "no se puede enviar a un grupo" });
  }
  if (lifetime === undefined) return;
  checkContent(body, type, findings);
  if (given === "authentication" && own(body, "to") === undefined) {
    findings.add("to", {
      en: "is missing: codes go to phone numbers only (error 131062)",
      es: "falta: los códigos solo se envían a números de teléfono (error 131062)",
    });
  }
}
