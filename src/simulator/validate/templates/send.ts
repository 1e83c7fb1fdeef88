import type { WireWebhookError } from "../../../graph/wire/webhooks.ts";
import { GraphFault, invalidValue } from "../../errors.ts";
import { fillText } from "../../templates/plan.ts";
import type { TemplateState } from "../../templates/store.ts";
import type { World } from "../../world.ts";
import { type Json, keys, lengthOf, refuseUnknown, requiredArray, requiredObject, requiredText } from "../check.ts";
import { checkButtons } from "./buttons.ts";
import { filledTooLong, mismatch, textValues } from "./parameters.ts";
import { checkCards } from "./send-cards.ts";
import { checkOffer, checkTapTarget } from "./send-extras.ts";
import { checkHeader } from "./send-header.ts";
import { parametersOf, sortComponents } from "./send-parts.ts";
import { toolsOf } from "./send-tools.ts";

const templateKeys = keys("name", "language", "components");
const languageKeys = keys("code", "policy");
const componentTypes = [
  "header",
  "body",
  "button",
  "carousel",
  "limited_time_offer",
  "tap_target_configuration",
] as const;

const maxBody = 1_024;
const maxBodyAlone = 32_768;
const maxCode = 15;

export interface CheckedTemplate {
  readonly template: TemplateState;
  /** The filled body. */
  readonly text: string;
  /** What Meta notices only when it fetches a file. */
  readonly laterFailure?: WireWebhookError | undefined;
  /** What changes once the message is accepted; nothing does before. */
  readonly accepted?: (() => void) | undefined;
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
  if (template?.source === "AUTO_GENERATED")
    throw new GraphFault(132018, { details: `Template ${name} (${code}) was generated and cannot be sent by name.` });
  if (template === undefined || template.status !== "APPROVED") {
    throw new GraphFault(132001, { details: `template name (${name}) does not exist in ${code}` });
  }
  return template;
}

/**
 * Checks the `template` member of a send and fills the template in.
 * @param to digits of the person's number, or the group's id
 * @throws GraphFault 132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 131008, 131009, 100
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
 */
export function checkTemplateSend(world: World, send: Json, to = ""): CheckedTemplate {
  refuseUnknown(send, templateKeys, "template");
  const template = templateOf(world, send);
  const { plan } = template;
  if (send["components"] === undefined && plan.complete) return { template, text: fillText(plan.body, []) };
  const tools = toolsOf(world, template, to);
  const components = send["components"] === undefined ? [] : requiredArray(send, "components", "template");
  const { parts, buttons } = sortComponents(components, "template['components']", componentTypes);

  let laterFailure = checkHeader(world, parametersOf(parts["header"]), plan.header, { ...tools, name: "header" });
  const place = { ...tools, name: "body", types: template.bodyParamTypes };
  const values = textValues(parametersOf(parts["body"]), plan.body.variables, place);
  const text = fillText(plan.body, values);
  const limit = plan.bodyOnly ? maxBodyAlone : maxBody;
  if (text.length > limit && lengthOf(text) > limit) throw filledTooLong("body", limit);
  checkOffer(parts["limited_time_offer"], plan.offer);
  checkTapTarget(parts["tap_target_configuration"]);

  const { carousel } = parts;
  if (plan.carousel !== undefined)
    laterFailure ??= checkCards(
      world,
      carousel?.component,
      carousel?.path ?? "template['components']",
      plan.carousel,
      tools,
    );
  else if (carousel !== undefined) throw mismatch("carousel: the template has no cards");

  const code = plan.buttons.some((button) => button.otp) ? values[0] : undefined;
  if (code !== undefined && code.length > maxCode)
    throw invalidValue(`body: a one-time password has at most ${maxCode} characters.`);
  checkButtons(buttons, plan.buttons, "buttons", tools, code);
  const { accepted } = tools;
  return {
    template,
    text,
    laterFailure,
    accepted: accepted.length === 0 ? undefined : () => accepted.forEach((change) => change()),
  };
}
