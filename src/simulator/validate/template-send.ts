import type { WireWebhookError } from "../../graph/wire/webhooks.ts";
import { GraphFault, invalidParameter, invalidValue } from "../errors.ts";
import type { MediaKind } from "../media-types.ts";
import { NotSimulated } from "../not-simulated.ts";
import type { TemplateState } from "../state.ts";
import { fillText, type TemplatePlan } from "../template-plan.ts";
import type { World } from "../world.ts";
import {
  isObject,
  type Json,
  keys,
  lengthOf,
  refuseUnknown,
  required,
  requiredArray,
  requiredObject,
  requiredText,
} from "./check.ts";
import { checkMediaSource } from "./media-source.ts";
import { checkButtons } from "./template-buttons.ts";
import { mismatch, textValues, wrongCount } from "./template-parameters.ts";

const templateKeys = keys("name", "language", "components");
const languageKeys = keys("code", "policy");
const textComponentKeys = keys("type", "parameters");
const headerParameterKeys = keys("type", "image", "video", "document", "location");
const mediaKeys = keys("id", "link");
const documentKeys = keys("id", "link", "filename");
const locationKeys = keys("latitude", "longitude", "name", "address");
const laterComponents = keys("carousel", "limited_time_offer", "tap_target_configuration");

const maxBody = 1_024;
const maxBodyAlone = 32_768;
const maxHeader = 60;

export interface CheckedTemplate {
  readonly template: TemplateState;
  readonly text: string;
  readonly laterFailure?: WireWebhookError | undefined;
}

/** The template that a send names, if it may be sent now. */
function templateOf(world: World, send: Json): TemplateState {
  const name = requiredText(send, "name", "template", 512);
  const language = requiredObject(send, "language", "template", languageKeys);
  const code = requiredText(language, "code", "template['language']", 20);
  const policy = language["policy"];
  if (policy !== undefined && policy !== "deterministic")
    throw invalidValue("Param template['language']['policy'] must be deterministic.");
  const template = world.state.templates.find(name, code);
  if (template?.status === "PAUSED")
    throw new GraphFault(132015, { details: `Template ${name} (${code}) is paused due to low quality.` });
  if (template?.status === "DISABLED")
    throw new GraphFault(132016, { details: `Template ${name} (${code}) is disabled due to low quality.` });
  if (template === undefined || template.status !== "APPROVED") {
    throw new GraphFault(132001, { details: `template name (${name}) does not exist in ${code}` });
  }
  return template;
}

/** Checks the `template` member of a send and fills the template in. */
export function checkTemplateSend(world: World, send: Json): CheckedTemplate {
  refuseUnknown(send, templateKeys, "template");
  const template = templateOf(world, send);
  const { plan } = template;
  const named = template.parameterFormat === "NAMED";
  const components = send["components"] === undefined ? [] : requiredArray(send, "components", "template");

  let header: Json | undefined;
  let body: Json | undefined;
  const buttons: { component: Json; path: string }[] = [];
  for (const [index, component] of components.entries()) {
    const path = `template['components'][${index}]`;
    if (!isObject(component)) throw invalidValue(`Param ${path} must be an object.`);
    const type = String(required(component, "type", path)).toLowerCase();
    if (type === "button") {
      buttons.push({ component, path });
      continue;
    }
    if (laterComponents.has(type))
      throw new NotSimulated(`template components of type ${type}`, "src/simulator/validate/template-send.ts");
    if (type !== "header" && type !== "body")
      throw invalidValue(`Param ${path}['type'] must be one of header, body, button.`);
    refuseUnknown(component, textComponentKeys, path);
    if ((type === "header" ? header : body) !== undefined)
      throw invalidParameter(`${type} is given twice in template['components'].`);
    if (type === "header") header = component;
    else body = component;
  }

  const laterFailure = checkHeader(world, header, plan, named);
  const values = textValues(parametersOf(body, "body"), plan.body.variables, named, "body");
  const text = fillText(plan.body, values);
  const limit = plan.bodyOnly ? maxBodyAlone : maxBody;
  if (text.length > limit && lengthOf(text) > limit)
    throw new GraphFault(132005, { details: `body: the filled text has more than ${limit} characters` });
  checkButtons(buttons, plan.buttons);
  return { template, text, laterFailure };
}

function parametersOf(component: Json | undefined, place: string): readonly unknown[] {
  return component === undefined ? [] : requiredArray(component, "parameters", place);
}

function checkHeader(
  world: World,
  component: Json | undefined,
  plan: TemplatePlan,
  named: boolean,
): WireWebhookError | undefined {
  const parameters = parametersOf(component, "header");
  if (plan.header === undefined || plan.header.format === "TEXT") {
    const text = plan.header?.text ?? { variables: [], pieces: [""] };
    const filled = fillText(text, textValues(parameters, text.variables, named, "header"));
    if (lengthOf(filled) > maxHeader)
      throw new GraphFault(132005, { details: `header: the filled text has more than ${maxHeader} characters` });
    return undefined;
  }
  const { format } = plan.header;
  const [parameter] = parameters;
  if (parameter === undefined) throw mismatch(`header: Format mismatch, expected ${format}, received UNKNOWN`);
  if (parameters.length > 1) throw wrongCount("header", parameters.length, 1);
  const path = "header['parameters'][0]";
  if (!isObject(parameter)) throw invalidValue(`Param ${path} must be an object.`);
  const type = String(required(parameter, "type", path));
  if (type.toUpperCase() !== format)
    throw mismatch(`header: Format mismatch, expected ${format}, received ${type.toUpperCase()}`);
  refuseUnknown(parameter, headerParameterKeys, path);
  if (type === "location") {
    const location = requiredObject(parameter, "location", path, locationKeys);
    for (const key of ["latitude", "longitude"]) {
      const value = required(location, key, `${path}['location']`);
      if (Number.isNaN(Number(value)) || value === "")
        throw invalidValue(`Param ${path}['location']['${key}'] is not a number.`);
    }
    return undefined;
  }
  const media = requiredObject(parameter, type, path, type === "document" ? documentKeys : mediaKeys);
  return checkMediaSource(world, media, mediaKind(type), `${path}['${type}']`);
}

function mediaKind(type: string): MediaKind {
  return type === "video" || type === "document" ? type : "image";
}
