import { invalidParameter } from "../errors.ts";
import { inputSentences, type LibraryItem, type LibraryLanguage } from "./library-data.ts";
import { isObject, type Json, upperCase } from "../validate/check.ts";

/** The components of a library template with what its creation gives: addresses, numbers, sentences. */
export function componentsFrom(item: LibraryItem, language: LibraryLanguage, body: Json): unknown[] {
  const given = objectOf(body["library_template_body_inputs"]);
  const inputs = buttonInputs(body["library_template_button_inputs"]);
  if (inputs.length !== item.buttons.length) {
    throw invalidParameter(
      `Param library_template_button_inputs must have an input for each of the ${item.buttons.length} buttons of ${item.name}.`,
    );
  }
  const buttons = item.buttons.map(({ type, text }, place) => buttonFrom(type, text[language], inputs[place], place));
  if (item.category === "AUTHENTICATION") return authenticationParts(given, buttons);
  const sentences = Object.entries(given).flatMap(([name, wanted]) => {
    const input = item.inputs.find((known) => known === name);
    if (input === undefined) throw unknownInput(name, item);
    return wanted === true ? [inputSentences[input][language]] : [];
  });
  return [
    ...(item.header === undefined ? [] : [{ type: "HEADER", format: "TEXT", text: item.header[language] }]),
    {
      type: "BODY",
      text: [item.body[language], ...sentences].join(" "),
      example: { body_text: [item.params.map(([, sample]) => sample)] },
    },
    ...(buttons.length === 0 ? [] : [{ type: "BUTTONS", buttons }]),
  ];
}

const unknownInput = (name: string, { name: item }: Pick<LibraryItem, "name">) =>
  invalidParameter(`Param library_template_body_inputs: ${item} does not have ${name}.`);

function authenticationParts(given: Json, buttons: readonly unknown[]): unknown[] {
  const { add_security_recommendation, code_expiration_minutes, ...rest } = given;
  const [other] = Object.keys(rest);
  if (other !== undefined) throw unknownInput(other, { name: "an authentication template" });
  return [
    { type: "BODY", ...(add_security_recommendation === undefined ? {} : { add_security_recommendation }) },
    ...(code_expiration_minutes === undefined ? [] : [{ type: "FOOTER", code_expiration_minutes }]),
    { type: "BUTTONS", buttons },
  ];
}

/** An object, or its JSON text as forms carry it. */
function objectOf(value: unknown): Json {
  const parsed = typeof value === "string" ? parse(value) : (value ?? {});
  if (!isObject(parsed)) throw invalidParameter("Param library_template_body_inputs must be an object.");
  return parsed;
}

function buttonInputs(value: unknown): readonly Json[] {
  const parsed = typeof value === "string" ? parse(value) : (value ?? []);
  if (!Array.isArray(parsed) || !parsed.every(isObject)) {
    throw invalidParameter("Param library_template_button_inputs must be an array of objects.");
  }
  return parsed;
}

/** Meta's own example has single quotes, and names without any. */
function parse(text: string): unknown {
  for (const way of [text, text.replaceAll("'", '"').replaceAll(/([{,]\s*)([a-z_]+)\s*:/g, '$1"$2":')]) {
    try {
      return JSON.parse(way);
    } catch {
      // The other way, or refused by the caller.
    }
  }
  return undefined;
}

function buttonFrom(type: string, text: string, input: Json | undefined, place: number): Record<string, unknown> {
  const path = `library_template_button_inputs[${place}]`;
  if (input === undefined || upperCase(input["type"]) !== type) {
    throw invalidParameter(`Param ${path}.type must be ${type}.`);
  }
  if (type === "QUICK_REPLY") return { type, text };
  if (type === "PHONE_NUMBER") return { type, text, phone_number: input["phone_number"] };
  if (type === "OTP") return { ...input, type };
  const url = input["url"];
  const base = isObject(url) ? url["base_url"] : undefined;
  if (!isObject(url) || typeof base !== "string")
    throw invalidParameter(`Param ${path}.url.base_url must be a string.`);
  const example = url["url_suffix_example"];
  if (example === undefined) return { type, text, url: base };
  // The variable may be left to Meta: a base with a sample has one at its end.
  return { type, text, url: base.includes("{{") ? base : `${base}{{1}}`, example: [example] };
}
