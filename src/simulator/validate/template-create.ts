import type { WireParameterFormat, WireTemplateCategory, WireTemplateComponent } from "../../graph/wire/templates.ts";
import { GraphFault, invalidParameter } from "../errors.ts";
import { templateLanguages } from "../languages.ts";
import { NotSimulated } from "../not-simulated.ts";
import { checkAuthenticationComponents } from "./template-auth.ts";
import { isObject, type Json, keys, refuseUnknown, upperCase } from "./check.ts";
import { checkTemplateButtons } from "./template-create-buttons.ts";
import { fieldMissing, rules, templateFault } from "./template-faults.ts";
import { checkSamples, checkVariables, componentText } from "./template-text.ts";

const file = "src/simulator/validate/template-create.ts";
const createKeys = keys(
  "name",
  "language",
  "category",
  "parameter_format",
  "components",
  "message_send_ttl_seconds",
  "allow_category_change",
  "cta_url_link_tracking_opted_out",
);
const laterKeys = [
  "library_template_name",
  "sub_category",
  "degrees_of_freedom_spec",
  "display_format",
  "bid_spec",
  "is_primary_device_delivery_only",
];
const laterComponents = keys("CAROUSEL", "LIMITED_TIME_OFFER", "CALL_PERMISSION_REQUEST");
const headerKeys = keys("type", "format", "text", "example");
const bodyKeys = keys("type", "text", "example");
const footerKeys = keys("type", "text");
const buttonsKeys = keys("type", "buttons");
const categories = ["AUTHENTICATION", "MARKETING", "UTILITY"] as const;
const mediaFormats = ["IMAGE", "VIDEO", "DOCUMENT"] as const;

export interface CheckedTemplateCreate {
  readonly name: string;
  readonly language: string;
  readonly category: WireTemplateCategory;
  readonly parameterFormat: WireParameterFormat;
  /** In the spelling in which they are read back. */
  readonly components: WireTemplateComponent[];
  readonly ttlSeconds?: number;
}

const requiredAtTop = (key: string): GraphFault =>
  new GraphFault(100, { message: `(#100) The parameter ${key} is required.` });

/**
 * Checks the body of a template's creation. Whether the name is free is the caller's business.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components
 */
export function checkTemplateCreate(body: Json): CheckedTemplateCreate {
  for (const key of laterKeys)
    if (body[key] !== undefined) throw new NotSimulated(`the parameter ${key} of a template`, file);
  refuseUnknown(body, createKeys, "");
  for (const key of ["name", "language", "category", "components"])
    if (body[key] === undefined) throw requiredAtTop(key);
  const { name, language } = body;
  if (typeof name !== "string" || !/^[a-z0-9_]{1,512}$/.test(name)) {
    throw invalidParameter("Param name must have 1 to 512 lower-case letters, digits and underscores.");
  }
  if (typeof language !== "string" || !templateLanguages.has(language)) {
    throw invalidParameter(
      `Param language must be one of {${[...templateLanguages].join(", ")}} - got "${String(language)}".`,
    );
  }
  const given = upperCase(body["category"]);
  const category = categories.find((known) => known === given);
  if (category === undefined)
    throw invalidParameter(`Param category must be one of {${categories.join(", ")}} - got "${given}".`);
  const format = upperCase(body["parameter_format"] ?? "POSITIONAL");
  if (format !== "POSITIONAL" && format !== "NAMED")
    throw invalidParameter(`Param parameter_format must be one of {POSITIONAL, NAMED}.`);
  const ttlSeconds = checkTtl(body["message_send_ttl_seconds"], category);
  const components = checkComponents(body["components"], category, format === "NAMED");
  return {
    name,
    language,
    category,
    parameterFormat: format,
    components,
    ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
  };
}

const ttlRanges = { AUTHENTICATION: [30, 900], UTILITY: [30, 43_200], MARKETING: [43_200, 2_592_000] } as const;

function checkTtl(value: unknown, category: WireTemplateCategory): number | undefined {
  if (value === undefined) return undefined;
  const [min, max] = ttlRanges[category];
  const month = value === -1 && category !== "MARKETING";
  if (typeof value !== "number" || !Number.isInteger(value) || (!month && (value < min || value > max))) {
    throw invalidParameter(`Param message_send_ttl_seconds must be an integer from ${min} to ${max} for ${category}.`);
  }
  return value;
}

function checkComponents(value: unknown, category: WireTemplateCategory, named: boolean): WireTemplateComponent[] {
  if (!Array.isArray(value) || value.length === 0)
    throw invalidParameter("Param components must be an array with a BODY.");
  const seen = new Set<string>();
  const components = value.map((component: unknown, index) => {
    const path = `components[${index}]`;
    if (!isObject(component)) throw invalidParameter(`Param ${path} must be an object.`);
    const type = upperCase(component["type"]);
    if (laterComponents.has(type)) throw new NotSimulated(`template components of type ${type}`, file);
    if (seen.has(type)) throw invalidParameter(`Param components has more than one ${type}.`);
    seen.add(type);
    return { type, component, path };
  });
  if (!seen.has("BODY")) throw fieldMissing("The component BODY");
  if (category === "AUTHENTICATION") return checkAuthenticationComponents(components);
  return components.map(({ type, component, path }) => checkComponent(type, component, path, named));
}

function checkComponent(type: string, component: Json, path: string, named: boolean): WireTemplateComponent {
  // The samples have been checked, or there is nothing to sample, before they are kept.
  const example = isObject(component["example"]) ? { example: { ...component["example"] } } : {};
  switch (type) {
    case "HEADER":
      return checkHeader(component, path, named, example);
    case "BODY": {
      refuseUnknown(component, bodyKeys, path);
      const text = componentText(component, "text", path, 1_024);
      if (/\n{3,}|\t| {5,}/.test(text)) {
        throw templateFault(
          rules.bodyFormat,
          "Body format is incorrect",
          "The body has tabs, more than two line breaks or more than four spaces in a row.",
        );
      }
      const variables = checkVariables(text, named, "Body", rules.bodyFormat);
      checkDensity(text, variables.length);
      checkSamples(
        component,
        variables,
        named,
        { positional: "body_text", named: "body_text_named_params", nested: true },
        path,
      );
      return { type, text, ...example };
    }
    case "FOOTER": {
      refuseUnknown(component, footerKeys, path);
      const text = componentText(component, "text", path, 60);
      if (/\{\{/.test(text))
        throw templateFault(rules.footerFormat, "Footer format is incorrect", "The footer cannot have variables.");
      return { type, text };
    }
    case "BUTTONS":
      refuseUnknown(component, buttonsKeys, path);
      return { type, buttons: checkTemplateButtons(component, path) };
    default:
      throw invalidParameter(`Param ${path}.type must be one of {HEADER, BODY, FOOTER, BUTTONS}.`);
  }
}

// The exact ratio is not documented; this one refuses what reports say is refused: hardly any words around the variables.
function checkDensity(text: string, variables: number): void {
  const words = text
    .replaceAll(/\{\{[^{}]*\}\}/g, " ")
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  if (variables > words) {
    throw templateFault(
      rules.tooManyVariables,
      "Too many variables",
      "The body has too many variables for its length.",
    );
  }
}

function checkHeader(component: Json, path: string, named: boolean, example: object): WireTemplateComponent {
  refuseUnknown(component, headerKeys, path);
  const format = upperCase(component["format"]);
  if (format === "TEXT") {
    const text = componentText(component, "text", path, 60);
    if (/[\n*_~`]|\p{Extended_Pictographic}/u.test(text.replaceAll(/\{\{[^{}]*\}\}/g, ""))) {
      throw templateFault(
        rules.headerFormat,
        "Header format is incorrect",
        "The header cannot have line breaks, formatting characters or emojis.",
      );
    }
    const variables = checkVariables(text, named, "Header", rules.headerFormat);
    if (variables.length > 1)
      throw templateFault(rules.headerFormat, "Header format is incorrect", "The header can have one variable.");
    checkSamples(
      component,
      variables,
      named,
      { positional: "header_text", named: "header_text_named_params", nested: false },
      path,
    );
    return { type: "HEADER", format, text, ...example };
  }
  if (component["text"] !== undefined) {
    throw invalidParameter(`Param ${path}.text belongs to headers of format TEXT.`);
  }
  if (format === "LOCATION") return { type: "HEADER", format };
  if (format === "GIF" || format === "PRODUCT") throw new NotSimulated(`template headers of format ${format}`, file);
  const media = mediaFormats.find((known) => known === format);
  if (media === undefined)
    throw invalidParameter(`Param ${path}.format must be one of {TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION}.`);
  const sample = component["example"];
  const handles = isObject(sample) ? sample["header_handle"] : undefined;
  if (!Array.isArray(handles) || handles.length !== 1 || typeof handles[0] !== "string")
    throw fieldMissing(`${path}.example.header_handle`);
  return { type: "HEADER", format: media, ...example };
}
