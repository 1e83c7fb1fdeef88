import { ControlError } from "./control-error.ts";
import { GraphFault } from "./errors.ts";
import { addTemplate, changeStatus } from "./template-review.ts";
import { checkTemplateCreate } from "./validate/template-create.ts";
import type { World } from "./world.ts";

const templateStatuses = [
  "APPROVED",
  "PENDING",
  "REJECTED",
  "PAUSED",
  "DISABLED",
  "IN_APPEAL",
  "PENDING_DELETION",
  "LIMIT_EXCEEDED",
  "ARCHIVED",
] as const;

/** A template as it is created at Meta, and the status that it is in. */
export interface InsertTemplate {
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly components: readonly unknown[];
  /** Default APPROVED. */
  readonly status?: string | undefined;
  readonly parameter_format?: string | undefined;
  readonly message_send_ttl_seconds?: number | undefined;
}

export interface TemplateStatusChange {
  readonly status: string;
  /** Of a rejection: `INVALID_FORMAT`, `PROMOTIONAL`… */
  readonly reason?: string | undefined;
}

function knownStatus(status: string): string {
  const upper = status.toUpperCase();
  const known = templateStatuses.find((candidate) => candidate === upper);
  if (known !== undefined) return known;
  throw new ControlError(400, "bad_status", {
    en: `"${status}" is not a template status. Use one of ${templateStatuses.join(", ")}.`,
    es: `"${status}" no es un estado de plantilla. Use uno de estos: ${templateStatuses.join(", ")}.`,
  });
}

/** Inserts a template with a status. It follows the same rules as one created through the API. */
export function insertTemplate(world: World, input: InsertTemplate): { id: string } {
  const { status = "APPROVED", ...create } = input;
  const given = Object.fromEntries(Object.entries(create).filter(([, value]) => value !== undefined));
  try {
    return { id: addTemplate(world, checkTemplateCreate(given), knownStatus(status)).id };
  } catch (error) {
    if (!(error instanceof GraphFault)) throw error;
    const reason = error.options.userMessage ?? error.options.details ?? error.message;
    throw new ControlError(400, "bad_template", {
      en: `The template is not valid: ${reason}`,
      es: `La plantilla no es válida: ${reason}`,
    });
  }
}

export function setTemplateStatus(world: World, id: string, change: TemplateStatusChange): void {
  const template = world.state.templates.get(id);
  if (template === undefined) {
    throw new ControlError(404, "no_template", {
      en: `There is no template with the id ${id}.`,
      es: `No hay ninguna plantilla con el identificador ${id}.`,
    });
  }
  void changeStatus(world, template, knownStatus(change.status), change.reason);
}
