import { GraphFault, invalidParameter, webhookError } from "../errors.ts";
import { type DirectContent, generatedTemplate, normalTemplate } from "../sending/direct-templates.ts";
import type { World } from "../world.ts";
import { isObject, type Json, keys, optionalObject, requiredText, shown } from "./check.ts";
import type { Content, DirectCategory } from "./send-parts.ts";
import type { Recipient } from "./send-recipient.ts";

const categories: readonly string[] = ["utility", "authentication", "service"];
const configKeys = keys("template_name");
const interactiveTypes: readonly unknown[] = ["cta_url", "button", "voice_call"];
const longestBody = 1_024;
/** Seconds, by category. */
const ttlRanges = { utility: [30, 43_200], authentication: [30, 900] } as const;

/** What a business-initiated message says beside its content. */
export interface DirectTerms {
  readonly category: Exclude<DirectCategory, "service">;
  readonly ttlSeconds: number | undefined;
  readonly templateName: string | undefined;
}

/** The category of a send; undefined where none is given, which means `service`. */
export function checkCategory(body: Json): DirectCategory | undefined {
  const { category } = body;
  if (category === undefined) return undefined;
  if (typeof category !== "string" || !categories.includes(category))
    throw invalidParameter(`Param category must be one of {${categories.join(", ")}} - got "${shown(category)}".`);
  return category as DirectCategory;
}

/**
 * The terms of a business-initiated message without a template; undefined for an ordinary message.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/direct-send
 */
export function checkDirectTerms(
  world: World,
  body: Json,
  category: DirectCategory | undefined,
  type: string,
  recipient: Recipient,
): DirectTerms | undefined {
  const { ttl_seconds: ttl, direct_send_config: config } = body;
  if (category === undefined || category === "service") {
    if (ttl !== undefined || config !== undefined)
      throw invalidParameter("Params ttl_seconds and direct_send_config need category utility or authentication.");
    return undefined;
  }
  refuseWhereNotAllowed(world);
  checkType(body, type);
  if (recipient.kind === "group") throw invalidParameter("Param category is not supported for groups.");
  if (category === "authentication" && recipient.by === "user_id")
    throw new GraphFault(131062, { details: "Authentication messages can only be sent to a phone number." });
  return { category, ttlSeconds: checkTtl(ttl, category), templateName: checkName(body, category) };
}

function refuseWhereNotAllowed(world: World): void {
  const { directSend } = world.state.sending.settings;
  if (directSend === "off") throw invalidParameter("Direct Send is not enabled for this WhatsApp Business account.");
  if (directSend === "blocked")
    throw new GraphFault(139200, { details: "Direct Send is blocked for this WhatsApp Business account." });
  if (directSend === "limited")
    throw new GraphFault(131064, {
      details: "Direct Send is limited because messages of this account were sent in the wrong category.",
    });
}

function checkType(body: Json, type: string): void {
  const { interactive, text } = body;
  const known =
    type === "text" ||
    (type === "interactive" && isObject(interactive) && interactiveTypes.includes(interactive["type"]));
  if (!known)
    throw invalidParameter("Direct Send takes text, and interactive messages of type cta_url, button and voice_call.");
  if (type === "text" && isObject(text) && text["preview_url"] !== undefined)
    throw invalidParameter('Unexpected key "preview_url" on param "text".');
  if (type === "interactive" && isObject(interactive) && interactive["type"] === "voice_call") {
    for (const key of ["header", "footer"])
      if (interactive[key] !== undefined) throw invalidParameter(`Unexpected key "${key}" on param "interactive".`);
  }
}

function checkTtl(ttl: unknown, category: keyof typeof ttlRanges): number | undefined {
  if (ttl === undefined) return undefined;
  const [min, max] = ttlRanges[category];
  if (typeof ttl !== "number" || !Number.isInteger(ttl) || ttl < min || ttl > max)
    throw invalidParameter(`Param ttl_seconds must be an integer from ${min} to ${max} for category ${category}.`);
  return ttl;
}

function checkName(body: Json, category: string): string | undefined {
  const config = optionalObject(body, "direct_send_config", "", configKeys);
  if (config === undefined) return undefined;
  if (category !== "utility") throw invalidParameter("Param direct_send_config needs category utility.");
  const name = requiredText(config, "template_name", "direct_send_config", 512);
  if (!/^[a-z0-9_]+$/.test(name))
    throw invalidParameter(
      "Param direct_send_config['template_name'] may have lowercase letters, digits and underscores only.",
    );
  return name;
}

/** Refuses a text that is too long to become a template. */
export function checkDirectText(text: string | undefined): void {
  if (text !== undefined && text.length > longestBody && [...text].length > longestBody)
    throw invalidParameter(`Param text['body'] must be at most ${longestBody} characters long for this category.`);
}

/**
 * The template that a checked message becomes. A name that the business's own templates have is noticed only after the
 * message is accepted.
 */
export function directTemplate(
  world: World,
  { category, templateName: name }: DirectTerms,
  body: Json,
  checked: Content,
): { readonly templateId?: string; readonly failure?: ReturnType<typeof webhookError> } {
  if (name !== undefined && normalTemplate(world, name) !== undefined)
    return { failure: webhookError(132021, `A template with the name ${name} exists already.`) };
  const made: DirectContent = {
    category,
    name,
    body: checked.text ?? "",
    content: body["interactive"] ?? body["text"],
  };
  return { templateId: generatedTemplate(world, made).id };
}
