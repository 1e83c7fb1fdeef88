/** Who a message goes to: a phone number, a business-scoped user id, or a group. */
import type { Findings } from "./problem.ts";
import { own, text, type Members, type Rule } from "./rules.ts";
import { words } from "./words.ts";

/** Digits, with what people put between them. */
const phone = /^[+\d][\d\s().-]{4,40}$/;

export const userId = text({
  max: 140,
  pattern: /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/,
  says: {
    en: "must be a business-scoped user id: two capital letters, a dot, and up to 128 letters and digits",
    es: "debe ser un identificador de usuario de la empresa: dos letras mayúsculas, un punto y hasta 128 letras y cifras",
  },
});

export const anyText: Rule = text();

const groupTypes: readonly unknown[] = ["text", "image", "video", "document", "audio", "sticker", "template", "pin"];

function checkGroup(body: Members, type: unknown, findings: Findings): void {
  const to = own(body, "to");
  if (own(body, "recipient") !== undefined) {
    findings.add("recipient", {
      en: "cannot be there: a group is named by to",
      es: "no puede estar: el grupo va en to",
    });
  }
  if (to === undefined) findings.add("to", words.missing);
  else if (typeof to === "string" && /^\+?[\d\s().-]*$/.test(to)) {
    findings.add("to", {
      en: "must be the id of a group, because recipient_type is group",
      es: "debe ser el id de un grupo, porque recipient_type es group",
    });
  }
  if (!groupTypes.includes(type)) {
    findings.add("type", {
      en: `cannot go to a group; groups get ${groupTypes.join(", ")}`,
      es: `no se puede enviar a un grupo; los grupos reciben ${groupTypes.join(", ")}`,
    });
  }
}

function checkIndian(to: string, findings: Findings): void {
  if (to.length > 41 || /^0*91/.test(to.replace(/\D/g, ""))) return;
  findings.add("to", {
    en: "must be a number of India (+91), because the message asks for an address",
    es: "debe ser un número de la India (+91), porque el mensaje pide una dirección",
  });
}

/** Where both are given Meta takes `to`. */
export function checkRecipient(body: Members, type: unknown, findings: Findings): void {
  if (own(body, "recipient_type") === "group") return checkGroup(body, type, findings);
  const to = own(body, "to");
  if (to === undefined && own(body, "recipient") === undefined) {
    findings.add("to", {
      en: "is missing: a message needs to (a phone number) or recipient (a user id)",
      es: "falta: un mensaje necesita to (un número de teléfono) o recipient (un identificador de usuario)",
    });
  }
  if (typeof to === "string" && to !== "" && (to.length > 41 || !phone.test(to) || to.replace(/\D/g, "").length < 5)) {
    findings.add("to", {
      en: "must be a phone number, best written with + and the country's code",
      es: "debe ser un número de teléfono, mejor escrito con + y el código del país",
    });
  }
  if (type === "interactive" && typeof to === "string" && own(own(body, type), "type") === "address_message")
    checkIndian(to, findings);
  if (type === "pin") {
    findings.add("type", {
      en: "must go to a group: pins exist only there (recipient_type group)",
      es: "debe ir a un grupo: los mensajes fijados solo existen ahí (recipient_type group)",
    });
  }
}
