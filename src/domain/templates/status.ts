import { PolicyError } from "../../core/errors.ts";
import { cleanLine } from "../../core/terminal.ts";
import type { Text } from "../../core/text.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";

interface Blocked {
  readonly code: string;
  /** Completes "The template x (es) …". */
  readonly is: Text;
  readonly hint: Text;
}

const waitForReview: Text = {
  en: "Meta's review takes minutes, at most a day. Look again with: recado templates list",
  es: "La revisión de Meta tarda minutos, un día como máximo. Vuelva a mirar con: recado templates list",
};
const makeAnother: Text = {
  en: "Make another one with a new name: recado templates create <file>",
  es: "Cree otra con un nombre nuevo: recado templates create <archivo>",
};

/** Statuses in which Meta refuses every send. Any other one, known or new, is left for Meta to judge. */
const blocked: Readonly<Record<string, Blocked>> = {
  PENDING: {
    code: "template.not_approved",
    is: { en: "is still being reviewed by Meta", es: "todavía está en revisión de Meta" },
    hint: waitForReview,
  },
  IN_APPEAL: {
    code: "template.not_approved",
    is: {
      en: "is being reviewed again by Meta after an appeal",
      es: "está en una nueva revisión de Meta tras una apelación",
    },
    hint: waitForReview,
  },
  REJECTED: {
    code: "template.rejected",
    is: { en: "was rejected by Meta", es: "fue rechazada por Meta" },
    hint: {
      en: "Fix its text and create it under a new name: recado templates create <file>",
      es: "Corrija el texto y créela con un nombre nuevo: recado templates create <archivo>",
    },
  },
  PAUSED: {
    code: "template.paused",
    is: {
      en: "is paused by Meta because customers blocked or reported it",
      es: "está en pausa por decisión de Meta, porque hubo clientes que la bloquearon o denunciaron",
    },
    hint: {
      en: "The first pause lasts 3 hours, the second 6, the third is for good: send it to fewer people, or improve it.",
      es: "La primera pausa dura 3 horas, la segunda 6 y la tercera es definitiva: envíela a menos personas o mejórela.",
    },
  },
  DISABLED: {
    code: "template.disabled",
    is: { en: "was disabled by Meta for good", es: "fue desactivada por Meta de forma definitiva" },
    hint: makeAnother,
  },
  PENDING_DELETION: {
    code: "template.deleted",
    is: { en: "is being deleted", es: "se está eliminando" },
    hint: makeAnother,
  },
  DELETED: { code: "template.deleted", is: { en: "was deleted", es: "fue eliminada" }, hint: makeAnother },
  ARCHIVED: {
    code: "template.archived",
    is: { en: "is archived", es: "está archivada" },
    hint: {
      en: "Take it out of the archive in WhatsApp Manager; after 28 days Meta deletes it.",
      es: "Sáquela del archivo en el Administrador de WhatsApp; a los 28 días Meta la elimina.",
    },
  },
  LIMIT_EXCEEDED: {
    code: "template.not_approved",
    is: {
      en: "was not accepted because the account has too many templates",
      es: "no se aceptó porque la cuenta tiene demasiadas plantillas",
    },
    hint: {
      en: "Delete templates that are not used: recado templates delete <name>",
      es: "Elimine las plantillas que no use: recado templates delete <nombre>",
    },
  },
};

/** Whether the template is on its way out and not worth offering. */
export function isGone({ status }: Pick<WireTemplate, "status">): boolean {
  return ["DELETED", "PENDING_DELETION", "ARCHIVED"].includes(status);
}

/** Throws PolicyError (exit 4) with the next step when the template's status keeps Meta from sending it. */
export function assertSendable(template: Pick<WireTemplate, "name" | "language" | "status" | "rejected_reason">): void {
  const { name, language, status, rejected_reason: reason } = template;
  const rule = Object.hasOwn(blocked, status) ? blocked[status] : undefined;
  if (rule === undefined) return;
  const why = reason === undefined || reason === "NONE" || status !== "REJECTED" ? "" : ` (${cleanLine(reason)})`;
  const which = `"${cleanLine(name)}" (${cleanLine(language)})`;
  throw new PolicyError({
    code: rule.code,
    text: {
      en: `The template ${which} ${rule.is.en}${why}; it cannot be sent.`,
      es: `La plantilla ${which} ${rule.is.es}${why}; no se puede enviar.`,
    },
    hint: rule.hint,
    data: { template: name, language, status, ...(why === "" ? {} : { reason }) },
  });
}
