import { InputError } from "../../../core/errors.ts";
import { cleanLine } from "../../../core/terminal.ts";
import { joinTexts } from "../../../core/text.ts";
import type { Text } from "../../../core/text.ts";
import type { WireMediaSource, WireTemplateSend } from "../../../graph/wire/messages.ts";
import { composeTemplate } from "../../templates/compose.ts";
import { describeVariable } from "../../templates/describe.ts";
import type { TemplateValues } from "../../templates/values.ts";
import { templateVariables } from "../../templates/variables.ts";
import type { TemplateContent, TemplateVariable } from "../../templates/variables.ts";
import type { ExclusionReason } from "../exclusions.ts";
import type { ParamValues } from "./compile.ts";

/** The image, video or document of the header, the same for everybody. */
export interface GivenHeader {
  readonly source: WireMediaSource;
  readonly filename?: string | undefined;
}

/** A template with the values of one person in it, or why that cannot be sent. */
export type Filled =
  | {
      readonly ok: true;
      readonly send: WireTemplateSend;
      /** The same as `composeTemplate` took them, for a preview. */
      readonly values: TemplateValues;
      /** Parameters of this template that had to be tidied. */
      readonly tidied: readonly string[];
    }
  | {
      readonly ok: false;
      readonly reason: Extract<ExclusionReason, "missing-parameter" | "bad-parameter">;
      readonly detail: Text;
    };

const mediaKinds: readonly TemplateVariable["kind"][] = ["image", "video", "document"];

/** Whether the header of a template takes a file. */
export function takesMedia(template: TemplateContent): boolean {
  return templateVariables(template).some(({ kind }) => mediaKinds.includes(kind));
}

/** The keys of values that a template takes, those of a location's words included. */
export function valueKeys(variables: readonly TemplateVariable[]): string[] {
  const extras = variables.some(({ kind }) => kind === "location") ? ["header.name", "header.address"] : [];
  return [...new Set([...variables.map(({ key }) => key), ...extras])];
}

interface Shape {
  readonly keys: ReadonlySet<string>;
  readonly required: ReadonlyMap<string, TemplateVariable>;
  readonly takesMedia: boolean;
  readonly isDocument: boolean;
}

// A campaign has few templates and many people.
const shapes = new WeakMap<TemplateContent, Shape>();

function shapeOf(template: TemplateContent): Shape {
  const known = shapes.get(template);
  if (known !== undefined) return known;
  const variables = templateVariables(template);
  const shape: Shape = {
    keys: new Set(valueKeys(variables)),
    required: new Map(variables.filter(({ required }) => required).map((variable) => [variable.key, variable])),
    takesMedia: takesMedia(template),
    isDocument: variables.some(({ kind }) => kind === "document"),
  };
  shapes.set(template, shape);
  return shape;
}

function missingDetail(template: TemplateContent, values: ParamValues): Text | undefined {
  const { required } = shapeOf(template);
  const missing = values.missing.flatMap(({ param, field }) => {
    const variable = required.get(param);
    if (variable === undefined) return [];
    const what = describeVariable(variable);
    const blank = cleanLine(field);
    return field === ""
      ? [what]
      : [{ en: `${what.en} ("${blank}" is blank)`, es: `${what.es} ("${blank}" está vacío)` }];
  });
  if (missing.length === 0) return undefined;
  const list = joinTexts(missing, ", ");
  return { en: `without a value: ${list.en}`, es: `sin valor: ${list.es}` };
}

/**
 * Puts the values of one person into a version of the template. The versions of several languages may take different values: those
 * that this one has no place for are left out.
 *
 * @throws InputError `template.unsupported`, which is no fault of the person (`completeParams` finds it before)
 */
export function fillTemplate(template: TemplateContent, values: ParamValues, header?: GivenHeader): Filled {
  const detail = missingDetail(template, values);
  if (detail !== undefined) return { ok: false, reason: "missing-parameter", detail };
  const shape = shapeOf(template);
  const named = Object.fromEntries(Object.entries(values.named).filter(([key]) => shape.keys.has(key)));
  const given: TemplateValues = {
    named,
    positional: [],
    ...(header !== undefined && shape.takesMedia ? { header: header.source } : {}),
    ...(header?.filename !== undefined && shape.isDocument ? { headerFilename: header.filename } : {}),
  };
  try {
    const tidied = values.tidied.filter((param) => shape.keys.has(param));
    return { ok: true, send: composeTemplate(template, given), values: given, tidied };
  } catch (error) {
    if (!(error instanceof InputError) || error.code === "template.unsupported") throw error;
    const isMissing = error.code === "template.missing_value";
    return { ok: false, reason: isMissing ? "missing-parameter" : "bad-parameter", detail: error.text };
  }
}
