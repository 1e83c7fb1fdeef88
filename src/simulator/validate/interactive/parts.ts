import type { WireWebhookError } from "../../../graph/wire/webhooks.ts";
import { invalidValue } from "../../errors.ts";
import type { World } from "../../world.ts";
import {
  type Json,
  keys,
  objectAt,
  optionalObject,
  optionalText,
  refuseUnknown,
  requiredLabel,
  requiredObject,
  requiredWord,
} from "../check.ts";
import { checkMediaSource } from "../media-source.ts";
import type { SendCall } from "../send-parts.ts";

export type HeaderKind = "text" | "image" | "video" | "document";
type Later = WireWebhookError | undefined;

/** What the check of an action finds out beside its faults. */
export interface ActionResult {
  readonly laterFailure?: Later;
  /** What a person reads where there is no body. */
  readonly text?: string;
  readonly accepted?: () => void;
}

/** What one kind of interactive message is made of. */
export interface InteractiveKind {
  /** The headers that it may have. */
  readonly headers: readonly HeaderKind[];
  readonly headerRequired?: boolean;
  /** The most characters of the body. */
  readonly body: number;
  readonly bodyOptional?: boolean;
  readonly noFooter?: boolean;
  /** @param action the whole `action` member */
  readonly action: (send: SendCall, action: Json) => ActionResult | undefined;
}

const headerKeys: Readonly<Record<HeaderKind, ReadonlySet<string>>> = {
  text: keys("type", "text"),
  image: keys("type", "image"),
  video: keys("type", "video"),
  document: keys("type", "document"),
};
const mediaKeys = keys("id", "link");
const documentKeys = keys("id", "link", "filename");
const textKeys = keys("text");
const longestHeader = 60;
const longestFooter = 60;

/** Checks a header of one of the allowed kinds; what is wrong with its file is noticed later. */
export function checkHeader(world: World, holder: Json, path: string, allowed: readonly HeaderKind[]): Later {
  if (holder["header"] === undefined) return undefined;
  const headerPath = `${path}['header']`;
  if (allowed.length === 0) throw invalidValue(`Param ${headerPath} is not allowed for this type of message.`);
  const header = objectAt(holder["header"], headerPath);
  const kind = requiredWord(header, "type", headerPath, allowed);
  objectAt(header, headerPath, headerKeys[kind]);
  if (kind === "text") {
    requiredLabel(header, "text", headerPath, "Header text", longestHeader);
    return undefined;
  }
  const media = requiredObject(header, kind, headerPath, kind === "document" ? documentKeys : mediaKeys);
  optionalText(media, "filename", `${headerPath}['${kind}']`);
  return checkMediaSource(world, media, kind, `${headerPath}['${kind}']`);
}

/** @returns the text of the body */
export function checkBody(holder: Json, path: string, max: number, optional: boolean): string | undefined {
  const body = optional
    ? optionalObject(holder, "body", path, textKeys)
    : requiredObject(holder, "body", path, textKeys);
  return body === undefined ? undefined : requiredLabel(body, "text", `${path}['body']`, "Body text", max);
}

export function checkFooter(holder: Json, path: string): void {
  const footer = optionalObject(holder, "footer", path, textKeys);
  if (footer !== undefined) requiredLabel(footer, "text", `${path}['footer']`, "Footer text", longestFooter);
}

export const actionPath = "interactive['action']";
export const parametersPath = "interactive['action']['parameters']";
const namedKeys = keys("name", "parameters");
const nameOnly = keys("name");

/** The parameters of an action that is called by name: `{name, parameters}`. */
export function namedAction(action: Json, name: string, known: ReadonlySet<string>, path = actionPath): Json {
  refuseUnknown(action, namedKeys, path);
  requiredWord(action, "name", path, [name]);
  return requiredObject(action, "parameters", path, known);
}

/** The same where the parameters may be left out. */
export function optionallyNamedAction(action: Json, name: string, known: ReadonlySet<string>): Json {
  refuseUnknown(action, namedKeys, actionPath);
  requiredWord(action, "name", actionPath, [name]);
  return optionalObject(action, "parameters", actionPath, known) ?? {};
}

/** The check of an action that is nothing but its name. */
export function bareAction(name: string): InteractiveKind["action"] {
  return (_send, action) => {
    refuseUnknown(action, nameOnly, actionPath);
    requiredWord(action, "name", actionPath, [name]);
    return undefined;
  };
}

/** Refuses what is given twice. `what` begins the sentence, as in `Button title`. */
export function refuseTwice(seen: Set<string>, value: string, what: string): void {
  if (seen.has(value)) throw invalidValue(`${what} must be unique. It is given more than once.`);
  seen.add(value);
}
