import { InputError } from "../../core/errors.ts";
import { cleanLine } from "../../core/terminal.ts";
import { joinTexts, type Text } from "../../core/text.ts";
import type {
  WireMediaSource,
  WireTemplateHeaderParameter,
  WireTemplateSend,
  WireTemplateSendComponent,
  WireTemplateTextParameter,
} from "../../graph/wire/messages.ts";
import { isGiven } from "./given-components.ts";
import { renderTemplate } from "./render.ts";
import { lengthOf, limits, parseInstant, parseLocation, parseProduct, type ValueProblem } from "./value-rules.ts";
import { bindValues, missingHint, type TemplateValues } from "./values.ts";
import {
  templateParts,
  templateVariables,
  unsupportedParts,
  type TemplateContent,
  type TemplateVariable,
} from "./variables.ts";

type Values = ReadonlyMap<string, string>;

function textParameter({ name, key }: TemplateVariable, values: Values): WireTemplateTextParameter {
  const text = values.get(key) ?? "";
  return name === undefined ? { type: "text", text } : { type: "text", parameter_name: name, text };
}

function mediaParameter(kind: TemplateVariable["kind"], source: WireMediaSource, filename: string | undefined) {
  if (kind === "image") return { type: "image", image: source } as const;
  if (kind === "video") return { type: "video", video: source } as const;
  return { type: "document", document: filename === undefined ? source : { ...source, filename } } as const;
}

function locationParameter(values: Values): WireTemplateHeaderParameter {
  const place = parseLocation(values.get("header") ?? "") ?? { latitude: "0", longitude: "0" };
  const name = values.get("header.name");
  const address = values.get("header.address");
  const words = { ...(name === undefined ? {} : { name }), ...(address === undefined ? {} : { address }) };
  return { type: "location", location: { ...place, ...words } };
}

function headerParameter(
  variable: TemplateVariable,
  values: Values,
  given: TemplateValues,
): WireTemplateHeaderParameter {
  if (variable.kind === "text") return textParameter(variable, values);
  if (variable.kind === "location") return locationParameter(values);
  if (variable.kind === "product") {
    const { catalog, product } = parseProduct(values.get("header") ?? "") ?? { catalog: "", product: "" };
    return { type: "product", product: { catalog_id: catalog, product_retailer_id: product } };
  }
  const source = given.header ?? { link: values.get("header") ?? "" };
  return mediaParameter(variable.kind, source, given.headerFilename);
}

function buttonComponent({ key, kind, buttonIndex }: TemplateVariable, values: Values): WireTemplateSendComponent[] {
  const value = values.get(key);
  if (value === undefined) return [];
  const index = String(buttonIndex ?? 0);
  switch (kind) {
    case "url-suffix":
      return [{ type: "button", sub_type: "url", index, parameters: [{ type: "text", text: value }] }];
    case "coupon-code":
      return [
        { type: "button", sub_type: "copy_code", index, parameters: [{ type: "coupon_code", coupon_code: value }] },
      ];
    case "thumbnail":
      return [
        {
          type: "button",
          sub_type: "catalog",
          index,
          parameters: [{ type: "action", action: { thumbnail_product_retailer_id: value } }],
        },
      ];
    case "flow-token":
      return [
        { type: "button", sub_type: "flow", index, parameters: [{ type: "action", action: { flow_token: value } }] },
      ];
    default:
      return [{ type: "button", sub_type: "quick_reply", index, parameters: [{ type: "payload", payload: value }] }];
  }
}

function offerComponent(values: Values): WireTemplateSendComponent[] {
  const value = values.get("offer");
  const expiration_time_ms = value === undefined ? undefined : parseInstant(value);
  if (expiration_time_ms === undefined) return [];
  const type = "limited_time_offer";
  return [{ type, parameters: [{ type, limited_time_offer: { expiration_time_ms } }] }];
}

/** Meta wants the code of an authentication template twice: in the body and in the button. */
function codeButton(template: TemplateContent, variables: readonly TemplateVariable[], values: Values) {
  const code = variables.find(({ kind }) => kind === "code");
  if (code === undefined || templateParts(template).buttons.length === 0) return [];
  return buttonComponent({ ...code, place: "button", kind: "url-suffix", buttonIndex: 0 }, values);
}

function tooLong(what: Text, length: number, limit: number): ValueProblem {
  return {
    code: "template.value_too_long",
    text: {
      en: `With these values the ${what.en} has ${length} characters; at most ${limit} are allowed.`,
      es: `Con estos valores, ${what.es} tiene ${length} caracteres; se permiten ${limit} como máximo.`,
    },
  };
}

function lengthProblems(template: TemplateContent, given: TemplateValues): ValueProblem[] {
  const { header, body, buttons } = renderTemplate(template, given);
  const bodyLimit = template.components.length === 1 ? limits.bodyAlone : limits.body;
  const checks: [Text, string, number][] = [
    [{ en: "header", es: "el encabezado" }, header?.text ?? "", limits.header],
    [{ en: "body", es: "el cuerpo" }, body, bodyLimit],
    ...buttons.map((button): [Text, string, number] => {
      const label = cleanLine(button.text);
      return [
        { en: `address of the button "${label}"`, es: `la dirección del botón "${label}"` },
        button.url ?? "",
        limits.buttonUrl,
      ];
    }),
  ];
  return checks
    .filter(([, text, limit]) => lengthOf(text) > limit)
    .map(([what, text, limit]) => tooLong(what, lengthOf(text), limit));
}

function refuse(template: TemplateContent, problems: readonly ValueProblem[], hint: Text | undefined): InputError {
  return new InputError({
    code: problems[0]?.code ?? "template.missing_value",
    text: joinTexts(
      problems.map(({ text }) => text),
      " ",
    ),
    hint,
    data: {
      template: template.name,
      language: template.language,
      variables: templateVariables(template).map(({ key }) => key),
      problems: problems.map(({ code, key }) => (key === undefined ? { code } : { code, key })),
    },
  });
}

function unsupported(template: TemplateContent, parts: readonly string[]): InputError {
  const name = cleanLine(template.name);
  const list = cleanLine(parts.join(", "));
  return new InputError({
    code: "template.unsupported",
    text: {
      en: `The template "${name}" has parts that values alone cannot fill: ${list}.`,
      es: `La plantilla "${name}" tiene partes que no se llenan solo con valores: ${list}.`,
    },
    hint: {
      en: "Give those parts in Meta's shape: recado send template <name> --components <file>",
      es: "Indique esas partes con la forma de Meta: recado send template <nombre> --components <archivo>",
    },
    data: { template: template.name, parts },
  });
}

function showHint({ name }: TemplateContent): Text {
  const command = `recado templates show ${cleanLine(name)}`;
  return { en: `See what it takes: ${command}`, es: `Vea qué valores lleva: ${command}` };
}

/**
 * The `template` member of a send: the template's name and language, and the values in the shape that Meta wants.
 * Nothing is left for Meta to refuse that can be known beforehand: missing, superfluous or misspelt values, forbidden
 * characters, lengths, the wrong kind of header. All that is wrong is told in one `InputError`, whose `data.problems` has
 * a stable code for each.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
 */
export function composeTemplate(template: TemplateContent, given: TemplateValues): WireTemplateSend {
  const { components: whole = [] } = given;
  const strange = unsupportedParts(template).filter((part) => !isGiven(part, whole));
  if (strange.length > 0) {
    throw unsupported(
      template,
      strange.map(({ name }) => name),
    );
  }
  const { variables, values, missing, problems } = bindValues(template, given);
  const all = problems.length > 0 ? problems : lengthProblems(template, given);
  if (all.length > 0) throw refuse(template, all, missingHint(missing) ?? showHint(template));

  const header = variables.filter(({ place }) => place === "header");
  const body = variables.filter(({ place }) => place === "body");
  const components: WireTemplateSendComponent[] = [
    ...(header.length === 0
      ? []
      : [{ type: "header" as const, parameters: header.map((variable) => headerParameter(variable, values, given)) }]),
    ...offerComponent(values),
    ...(body.length === 0
      ? []
      : [{ type: "body" as const, parameters: body.map((variable) => textParameter(variable, values)) }]),
    ...variables.filter(({ place }) => place === "button").flatMap((variable) => buttonComponent(variable, values)),
    ...codeButton(template, variables, values),
    ...whole,
  ];
  const send: WireTemplateSend = { name: template.name, language: { code: template.language } };
  return components.length === 0 ? send : { ...send, components };
}
