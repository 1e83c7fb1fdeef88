import type { SimulatedMessage } from "../sending/messages.ts";
import type { TemplateState } from "../templates/store.ts";
import { isObject } from "../validate/check.ts";
import type { World } from "../world.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** What stands around a message's text. */
export interface Frame {
  /** What it is, where the text alone does not say it: a word of `messageTypes`. */
  readonly kind: string | undefined;
  readonly header: string | undefined;
  readonly footer: string | undefined;
}

export const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
export const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The template behind a send, as it is now. @param send the `template` of the call's body */
export function templateOf(world: World, send: JsonObject): TemplateState | undefined {
  const language = isObject(send["language"]) ? text(send["language"]["code"]) : undefined;
  return world.state.templates.find(text(send["name"]) ?? "", language ?? "");
}

export function frameOf(world: World, message: SimulatedMessage): Frame {
  const payload = isObject(message.payload) ? message.payload : {};
  const { template, interactive } = payload;
  if (isObject(template)) return aroundTemplate(world, template);
  if (isObject(interactive)) return aroundInteractive(interactive);
  return { kind: message.type === "text" ? undefined : message.type, header: undefined, footer: undefined };
}

function aroundInteractive({ type, header, footer }: JsonObject): Frame {
  const above = isObject(header) ? header : {};
  return {
    // The buttons below say it themselves.
    kind: type === "button" ? undefined : text(type),
    header: text(above["text"]) ?? text(above["type"]),
    footer: isObject(footer) ? text(footer["text"]) : undefined,
  };
}

function aroundTemplate(world: World, send: JsonObject): Frame {
  const components = templateOf(world, send)?.components ?? [];
  const header = components.find(({ type }) => type === "HEADER");
  const footer = components.find(({ type }) => type === "FOOTER");
  const parameter = objects(send["components"])
    .filter(({ type }) => String(type).toLowerCase() === "header")
    .flatMap(({ parameters }) => objects(parameters))[0];
  const given = text(parameter?.["text"]);
  const words = header !== undefined && "text" in header ? text(header.text) : undefined;
  const format = header !== undefined && "format" in header ? text(header.format)?.toLowerCase() : undefined;
  return {
    kind: undefined,
    header: words?.replace(/\{\{[^}]*\}\}/, (variable) => given ?? variable) ?? format,
    footer: footer !== undefined && "text" in footer ? text(footer.text) : undefined,
  };
}
