import type { WireTemplateComponent } from "../../graph/wire/templates.ts";

type Keys = readonly (string | number)[];

interface Entries {
  readonly [key: string]: unknown;
}

function isObject(value: unknown): value is Entries {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The value without the field at the end of the path. */
export function without(value: unknown, [key, ...rest]: Keys): unknown {
  if (Array.isArray(value)) return value.map((item, place) => (place === key ? without(item, rest) : item));
  if (!isObject(value) || key === undefined) return value;
  if (rest.length > 0) return { ...value, [key]: without(value[key], rest) };
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

/** A sound part of each type, which breaks no rule. */
const soundParts: Readonly<Record<string, WireTemplateComponent>> = {
  HEADER: { type: "HEADER", format: "LOCATION" },
  BODY: { type: "BODY", text: "x" },
  FOOTER: { type: "FOOTER", text: "x" },
  BUTTONS: { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "x" }] },
};

function hasCodeButton(components: unknown): boolean {
  return list(components).some(
    (part) => isObject(part) && list(part["buttons"]).some((button) => isObject(button) && button["type"] === "OTP"),
  );
}

function standIn(value: Entries, [key, place]: Keys): unknown {
  switch (key) {
    case "name":
      return { ...value, name: "x" };
    case "language":
      return { ...value, language: "en" };
    case "category":
      // The rules of the text depend on it: only a template for codes has a button of this type.
      return { ...value, category: hasCodeButton(value["components"]) ? "AUTHENTICATION" : "UTILITY" };
    case "message_send_ttl_seconds":
      return without(value, [key]);
    case "components": {
      const { components } = value;
      const part: unknown = Array.isArray(components) && typeof place === "number" ? components[place] : undefined;
      const type = isObject(part) ? part["type"] : undefined;
      const sound = typeof type === "string" && Object.hasOwn(soundParts, type) ? soundParts[type] : undefined;
      if (!Array.isArray(components) || sound === undefined) return undefined;
      return { ...value, components: components.map((item: unknown, index) => (index === place ? sound : item)) };
    }
    default:
      return undefined;
  }
}

/**
 * The template with something sound in the place of each part that is not, so that the rules can look at the others;
 * undefined where they would then blame what is right.
 */
export function withStandIns(value: unknown, broken: readonly Keys[]): unknown {
  return broken.reduce<unknown>((rest, keys) => (isObject(rest) ? standIn(rest, keys) : undefined), value);
}
