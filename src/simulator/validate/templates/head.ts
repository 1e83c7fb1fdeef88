import type { WireParameterFormat, WireTemplateCategory } from "../../../graph/wire/templates.ts";
import { type GraphFault, invalidParameter } from "../../errors.ts";
import { templateLanguages } from "../../languages.ts";
import { isObject, type Json, keys, shown, upperCase } from "../check.ts";
import { refuseUnknown } from "../check.ts";

/** What a template carries beside its content: kept and read back, with Meta's names. */
export type TemplateExtras = Readonly<Record<string, unknown>>;

const categories = ["AUTHENTICATION", "MARKETING", "UTILITY"] as const;

export function checkName(name: unknown): string {
  if (typeof name !== "string" || !/^[a-z0-9_]{1,512}$/.test(name))
    throw invalidParameter("Param name must have 1 to 512 lower-case letters, digits and underscores.");
  return name;
}

const oneOf = (param: string, names: Iterable<string>, got: unknown): GraphFault =>
  invalidParameter(`Param ${param} must be one of {${[...names].join(", ")}} - got "${shown(got)}".`);

export function checkLanguage(language: unknown): string {
  if (typeof language !== "string" || !templateLanguages.has(language))
    throw oneOf("language", templateLanguages, language);
  return language;
}

export function checkCategory(value: unknown): WireTemplateCategory {
  const given = upperCase(value);
  const category = categories.find((known) => known === given);
  if (category === undefined) throw oneOf("category", categories, value);
  return category;
}

export function checkFormat(value: unknown): WireParameterFormat {
  const format = upperCase(value);
  if (format !== "POSITIONAL" && format !== "NAMED") throw oneOf("parameter_format", ["POSITIONAL", "NAMED"], value);
  return format;
}

const ttlRanges = { AUTHENTICATION: [30, 900], UTILITY: [30, 43_200], MARKETING: [43_200, 2_592_000] } as const;

/** Seconds for which a message may wait for its delivery; -1 is 30 days, not for marketing. */
export function checkTtl(value: unknown, category: WireTemplateCategory): number | undefined {
  if (value === undefined) return undefined;
  const [min, max] = ttlRanges[category];
  const month = value === -1 && category !== "MARKETING";
  if (typeof value !== "number" || !Number.isInteger(value) || (!month && (value < min || value > max)))
    throw invalidParameter(`Param message_send_ttl_seconds must be an integer from ${min} to ${max} for ${category}.`);
  return value;
}

type Check = (value: unknown, param: string) => unknown;

const boolean: Check = (value, param) => {
  if (typeof value !== "boolean") throw invalidParameter(`Param ${param} must be a boolean.`);
  return value;
};
const word: Check = (value, param) => {
  const name = upperCase(value);
  if (!/^[A-Z][A-Z0-9_]{0,99}$/.test(name)) throw invalidParameter(`Param ${param} must be a name in capitals.`);
  return name;
};
const object: Check = (value, param) => {
  if (!isObject(value)) throw invalidParameter(`Param ${param} must be an object.`);
  return value;
};

const freedomKeys = keys("creative_features_spec");
const featureKeys = keys("enroll_status");

/** Which of Meta's creative changes a marketing template takes part in. */
const freedom: Check = (value, param) => {
  if (!isObject(value)) throw invalidParameter(`Param ${param} must be an object.`);
  refuseUnknown(value, freedomKeys, param);
  const features = value["creative_features_spec"];
  if (!isObject(features)) throw invalidParameter(`Param ${param}.creative_features_spec must be an object.`);
  for (const [name, feature] of Object.entries(features)) {
    const path = `${param}.creative_features_spec.${shown(name)}`;
    if (!isObject(feature)) throw invalidParameter(`Param ${path} must be an object.`);
    refuseUnknown(feature, featureKeys, path);
    const status = upperCase(feature["enroll_status"]);
    if (status !== "OPT_IN" && status !== "OPT_OUT")
      throw oneOf(`${path}.enroll_status`, ["OPT_IN", "OPT_OUT"], feature["enroll_status"]);
  }
  return value;
};

const extraChecks: Readonly<Record<string, Check>> = {
  sub_category: word,
  display_format: word,
  cta_url_link_tracking_opted_out: boolean,
  is_primary_device_delivery_only: boolean,
  degrees_of_freedom_spec: freedom,
  bid_spec: object,
};

export const extraNames: readonly string[] = Object.keys(extraChecks);

/** The members beside the content that were given, checked. */
export function checkExtras(body: Json, names: readonly string[] = extraNames): TemplateExtras {
  const extras: Record<string, unknown> = {};
  for (const name of names) {
    const value = body[name];
    if (value !== undefined) extras[name] = extraChecks[name]?.(value, name);
  }
  return extras;
}
