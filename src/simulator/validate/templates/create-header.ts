import { createHash } from "node:crypto";
import type { WireTemplateCategory, WireTemplateHeader } from "../../../graph/wire/templates.ts";
import { invalidParameter } from "../../errors.ts";
import { isObject, type Json, keys, refuseUnknown, upperCase } from "../check.ts";
import { componentFault, fieldMissing, headerFault, rules } from "./faults.ts";
import { checkSamples, checkVariables, componentText, emojisIn, wordsOnly } from "./text.ts";

const headerKeys = keys("type", "format", "text", "example");
const handleKeys = keys("header_handle");
const formats = ["TEXT", "IMAGE", "VIDEO", "GIF", "DOCUMENT", "LOCATION", "PRODUCT"] as const;
const maxText = 60;

/**
 * A header, the template's or a card's.
 * @throws GraphFault 100/2388047 for its text, 2388043 for a missing sample
 */
export function checkHeader(
  component: Json,
  path: string,
  named: boolean,
  category: WireTemplateCategory,
): WireTemplateHeader {
  refuseUnknown(component, headerKeys, path);
  if (component["format"] === undefined) throw fieldMissing(`${path}.format`);
  const given = upperCase(component["format"]);
  const format = formats.find((known) => known === given);
  if (format === undefined) throw invalidParameter(`Param ${path}.format must be one of {${formats.join(", ")}}.`);
  if (format === "TEXT") return textHeader(component, path, named);
  if (component["text"] !== undefined) throw invalidParameter(`Param ${path}.text belongs to headers of format TEXT.`);
  if (format === "LOCATION" || format === "PRODUCT") {
    if (component["example"] !== undefined) throw invalidParameter(`Param ${path}.example has no place here.`);
    return { type: "HEADER", format };
  }
  if (format === "GIF" && category !== "MARKETING")
    throw componentFault("Headers of format GIF belong to MARKETING templates.");
  const sample = component["example"];
  if (!isObject(sample)) throw fieldMissing(`${path}.example.header_handle`);
  refuseUnknown(sample, handleKeys, `${path}.example`);
  const handles = sample["header_handle"];
  const [handle]: unknown[] = Array.isArray(handles) && handles.length === 1 ? handles : [];
  if (typeof handle !== "string" || handle.trim() === "") throw fieldMissing(`${path}.example.header_handle`);
  return { type: "HEADER", format, example: { header_handle: [sampleAddress(handle)] } };
}

/** A sample is handed in as the handle of an upload, and read back as the address of a copy. */
function sampleAddress(handle: string): string {
  if (/^https?:\/\//.test(handle)) return handle;
  const name = createHash("sha256").update(handle).digest("hex").slice(0, 24);
  return `https://scontent.whatsapp.net/v/t61.0-0/${name}`;
}

function textHeader(component: Json, path: string, named: boolean): WireTemplateHeader {
  const text = componentText(component, "text", path, maxText);
  const words = wordsOnly(text);
  if (/[\r\n*_~`]/.test(words) || emojisIn(words) > 0)
    throw headerFault("The header cannot have line breaks, formatting characters or emojis.");
  const variables = checkVariables(text, named, "Header", rules.headerFormat);
  if (variables.length > 1) throw headerFault("The header can have one variable.");
  const sampleKeys = { positional: "header_text", named: "header_text_named_params", nested: false };
  return { type: "HEADER", format: "TEXT", text, ...checkSamples(component, variables, named, sampleKeys, path) };
}
