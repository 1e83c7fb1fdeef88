import { ControlError } from "../control/error.ts";
import { GraphFault } from "../errors.ts";
import { archive, unarchive } from "./archive.ts";
import { deleteTemplate } from "./delete.ts";
import { addTemplate } from "./review.ts";
import { changeStatus } from "./status.ts";
import { makeTemplate, type TemplateState } from "./store.ts";
import { sendStatusUpdate } from "./webhooks.ts";
import { checkTemplateCreate } from "../validate/templates/create.ts";
import type { World } from "../world.ts";

const templateStatuses = [
  "APPROVED",
  "PENDING",
  "REJECTED",
  "PAUSED",
  "DISABLED",
  "IN_APPEAL",
  "FLAGGED",
  "REINSTATED",
  "LOCKED",
  "PENDING_DELETION",
  "DELETED",
  "LIMIT_EXCEEDED",
  "ARCHIVED",
  "UNARCHIVED",
] as const;
type TemplateStatus = (typeof templateStatuses)[number];

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
  /** Another account of the same business, from which it can be migrated. */
  readonly waba_id?: string | undefined;
}

/** A decision of Meta's on a template. */
export interface TemplateStatusChange {
  readonly status: string;
  /** Of a rejection: `INVALID_FORMAT`, `PROMOTIONAL`… */
  readonly reason?: string | undefined;
}

function knownStatus(status: string): TemplateStatus {
  const upper = status.toUpperCase();
  const known = templateStatuses.find((candidate) => candidate === upper);
  if (known !== undefined) return known;
  throw new ControlError(400, "bad_status", {
    en: `"${status}" is not a template status. Use one of ${templateStatuses.join(", ")}.`,
    es: `"${status}" no es un estado de plantilla. Use uno de estos: ${templateStatuses.join(", ")}.`,
  });
}

/** The template that a control call names. */
export function knownTemplate(world: World, id: string): TemplateState {
  const template = world.state.templates.get(id);
  if (template !== undefined) return template;
  throw new ControlError(404, "no_template", {
    en: `There is no template with the id ${id}.`,
    es: `No hay ninguna plantilla con el identificador ${id}.`,
  });
}

/** Inserts a template with a status. It follows the same rules as one created through the API. */
export function insertTemplate(world: World, input: InsertTemplate): { id: string } {
  const { status = "APPROVED", waba_id: account, ...create } = input;
  const given = Object.fromEntries(Object.entries(create).filter(([, value]) => value !== undefined));
  try {
    const checked = checkTemplateCreate(given);
    if (account === undefined || account === world.credentials.wabaId) {
      return { id: addTemplate(world, checked, knownStatus(status)).id };
    }
    const id = world.ids.object();
    const template = makeTemplate({ ...checked, id, status: knownStatus(status), now: world.clock.now() });
    const { elsewhere } = world.state.templates;
    elsewhere.set(account, [...(elsewhere.get(account) ?? []), template]);
    return { id };
  } catch (error) {
    if (!(error instanceof GraphFault)) throw error;
    const reason = error.options.userMessage ?? error.options.details ?? error.message;
    throw new ControlError(400, "bad_template", {
      en: `The template is not valid: ${reason}`,
      es: `La plantilla no es válida: ${reason}`,
    });
  }
}

const infos: Readonly<Record<string, { title: string; description: string }>> = {
  PAUSED: { title: "FIRST_PAUSE", description: "Paused for its quality." },
  DISABLED: { title: "DISABLED", description: "Disabled for its quality." },
};

/** Does to a template what Meta does, and reports it by webhook. */
export function setTemplateStatus(world: World, id: string, change: TemplateStatusChange): void {
  const template = knownTemplate(world, id);
  const status = knownStatus(change.status);
  switch (status) {
    case "DELETED":
      void deleteTemplate(world, template);
      return;
    case "ARCHIVED":
      refuse(archive(world, template));
      return;
    case "UNARCHIVED":
      refuse(unarchive(world, template));
      return;
    // Both say something about a template that can be sent.
    case "FLAGGED":
      void sendStatusUpdate(world, template, { event: status });
      return;
    case "REINSTATED":
      void changeStatus(world, template, "APPROVED", { event: status });
      return;
    default: {
      const info = infos[status];
      void changeStatus(world, template, status, {
        ...(change.reason === undefined ? {} : { rejectedReason: change.reason }),
        ...(info === undefined ? {} : { info }),
      });
    }
  }
}

function refuse(reason: string | undefined): void {
  if (reason === undefined) return;
  throw new ControlError(400, "bad_status", {
    en: `That is not possible now: ${reason}`,
    es: `Ahora no es posible: ${reason}`,
  });
}
