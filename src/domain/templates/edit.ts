import { InputError, PolicyError } from "../../core/errors.ts";
import { cleanLine } from "../../core/terminal.ts";
import type { Text } from "../../core/text.ts";
import type {
  WireTemplate,
  WireTemplateCategory,
  WireTemplateCreate,
  WireTemplateEdit,
} from "../../graph/wire/templates.ts";
import { previewText, renderTemplate } from "./render.ts";

/** One line of the difference between two versions of a message. */
export interface DiffLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

export interface TemplateChange {
  /** What Meta is sent; undefined when nothing differs. */
  readonly edit: WireTemplateEdit | undefined;
  /** Stable words: `components`, `category`, `message_send_ttl_seconds`, `parameter_format`. */
  readonly fields: readonly string[];
  readonly diff: readonly DiffLine[];
}

const editable = new Set(["APPROVED", "REJECTED", "PAUSED"]);

const which = ({ name, language }: Pick<WireTemplate, "name" | "language">): string =>
  `"${cleanLine(name)}" (${cleanLine(language)})`;

function notEditable(template: WireTemplate): PolicyError {
  const status = cleanLine(template.status);
  return new PolicyError({
    code: "template.not_editable",
    text: {
      en: `The template ${which(template)} has the status ${status}: Meta lets one be changed only when it is approved, rejected or paused.`,
      es: `La plantilla ${which(template)} tiene el estado ${status}: Meta solo permite cambiarla si está aprobada, rechazada o en pausa.`,
    },
    hint: {
      en: `Look again with: recado templates show ${cleanLine(template.name)}`,
      es: `Vuelva a mirar con: recado templates show ${cleanLine(template.name)}`,
    },
    data: { template: template.name, language: template.language, status: template.status },
  });
}

function otherTemplate(current: WireTemplate, next: WireTemplateCreate): InputError {
  return new InputError({
    code: "template.other_name",
    text: {
      en: `The file is about ${which(next)}, not about ${which(current)}: name and language cannot be changed.`,
      es: `El archivo es de ${which(next)}, no de ${which(current)}: el nombre y el idioma no se pueden cambiar.`,
    },
    hint: {
      en: "Correct the file, or make a new template with: recado templates create <file>",
      es: "Corrija el archivo, o cree otra plantilla con: recado templates create <archivo>",
    },
    data: { template: current.name, file: next.name },
  });
}

function fixedCategory(template: WireTemplate, wanted: string): PolicyError {
  return new PolicyError({
    code: "template.category_fixed",
    text: {
      en: `The category of an approved template cannot be changed: ${which(template)} is ${template.category}, the file says ${wanted}.`,
      es: `La categoría de una plantilla aprobada no se puede cambiar: ${which(template)} es ${template.category} y el archivo dice ${wanted}.`,
    },
    hint: {
      en: "Make another one with a new name: recado templates create <file>",
      es: "Cree otra con un nombre nuevo: recado templates create <archivo>",
    },
    data: { template: template.name, category: template.category, wanted },
  });
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, canonical(inner)]));
}

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));

/** Lines that stay, go and come, by the longest run of lines that both have. */
function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  // longest[i][j]: how many lines the rests from i and from j have in common.
  const longest = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const row = longest[i];
      if (row !== undefined)
        row[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]];
    if (old !== undefined && old === fresh) {
      lines.push({ sign: " ", text: old });
      i += 1;
      j += 1;
    } else if (fresh === undefined || (old !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ sign: "-", text: old ?? "" });
      i += 1;
    } else {
      lines.push({ sign: "+", text: fresh });
      j += 1;
    }
  }
  return lines;
}

const noValues = { named: {}, positional: [] };

function shownLines(template: WireTemplate | WireTemplateCreate): string[] {
  const text: Text = previewText(renderTemplate({ ...template, components: [...template.components] }, noValues));
  return text.en.split("\n");
}

/** Fields that a file which does not name them leaves alone. */
const settable = ["message_send_ttl_seconds", "parameter_format", "cta_url_link_tracking_opted_out"] as const;

/**
 * What handing in the file would change of a template at Meta, within Meta's rules: which ones may be changed at all, and
 * what of them. How often (an approved one: once in 24 hours, ten times in 30 days), Meta alone counts.
 * @throws PolicyError `template.not_editable`, `template.category_fixed`; InputError `template.other_name`
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
 */
export function planEdit(current: WireTemplate, next: WireTemplateCreate): TemplateChange {
  if (next.name !== current.name || next.language !== current.language) throw otherTemplate(current, next);
  if (!editable.has(current.status)) throw notEditable(current);
  const category: WireTemplateCategory | undefined =
    next.category === current.category.toUpperCase() ? undefined : next.category;
  if (category !== undefined && current.status === "APPROVED") throw fixedCategory(current, category);
  const components = isSame(current.components, next.components) ? undefined : next.components;
  const others = settable.filter((name) => next[name] !== undefined && next[name] !== current[name]);
  const fields = [
    ...(components === undefined ? [] : ["components"]),
    ...(category === undefined ? [] : ["category"]),
    ...others,
  ];
  const diff = diffLines(shownLines(current), shownLines(next));
  if (fields.length === 0) return { edit: undefined, fields, diff };
  // A set of components is replaced as a whole; the same one again keeps it. It belongs to the category of `next`.
  const edit = {
    components: [...next.components],
    ...(category === undefined ? {} : { category }),
    ...Object.fromEntries(others.map((name) => [name, next[name]])),
  } as WireTemplateEdit;
  return { edit, fields, diff };
}
