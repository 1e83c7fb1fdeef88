/**
 * What fills the header and the body of a template.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
 */
import { member, unique } from "./cross.ts";
import { filename, media } from "./media.ts";
import { latitude, longitude } from "./plain.ts";
import type { Findings } from "./problem.ts";
import { byKind, lengthOf, list, need, oneOf, ownList, ownText, shape, text, whole, type Rule } from "./rules.ts";
import { tooLong, words } from "./words.ts";

/** Longer than any template can be when filled. */
const longestBody = 32_768;

/** Text that goes into a template: not every character may (Meta's error 132007). */
export function filling(max: number): Rule {
  const rule = text({ max });
  return (value, path, findings) => {
    rule(value, path, findings);
    if (typeof value === "string" && value.length <= max * 2 && /[\n\r\t]| {5}/.test(value)) {
      findings.add(path, words.characters);
    }
  };
}

const parameter_name = text();
const textParameter = (max: number): Rule => shape({ type: oneOf("text"), text: need(filling(max)), parameter_name });

const file = (type: string, rule: Rule): Rule => shape({ type: oneOf(type), [type]: need(rule) });

const headerParameters = {
  text: textParameter(60),
  image: file("image", media()),
  video: file("video", media()),
  gif: file("gif", media()),
  document: file("document", media({ filename })),
  location: file(
    "location",
    shape({
      latitude: need(latitude),
      longitude: need(longitude),
      name: text({ least: 0 }),
      address: text({ least: 0 }),
    }),
  ),
  product: file("product", shape({ product_retailer_id: need(text()), catalog_id: need(text()) })),
} as const satisfies Record<string, Rule>;

const numberOrText: Rule = (value, path, findings) => {
  if (typeof value !== "string" && !Number.isFinite(value)) findings.add(path, words.notText);
};

const date = shape({
  fallback_value: need(filling(longestBody)),
  day_of_week: numberOrText,
  year: whole(1, 9_999),
  month: whole(1, 12),
  day_of_month: whole(1, 31),
  hour: whole(0, 23),
  minute: whole(0, 59),
  calendar: text(),
});

const money = shape({
  fallback_value: need(filling(longestBody)),
  code: need(
    text({
      pattern: /^[A-Z]{3}$/,
      says: { en: "must be a currency of three letters", es: "debe ser una moneda de tres letras" },
    }),
  ),
  amount_1000: need(whole(Number.MIN_SAFE_INTEGER)),
});

const bodyParameter = byKind("type", {
  text: textParameter(longestBody),
  currency: shape({ type: oneOf("currency"), currency: need(money), parameter_name }),
  date_time: shape({ type: oneOf("date_time"), date_time: need(date), parameter_name }),
  group_id: shape({ type: oneOf("group_id"), group_id: need(text()) }),
});

/** Either every parameter has a name, each its own, or none has. */
function checkNames(parameters: readonly unknown[], path: string, findings: Findings): void {
  const names = parameters.map((entry, index) => member(entry, `${path}[${index}]`, "parameter_name"));
  unique(names, findings);
  const unnamed = names.find(({ value }) => value === undefined);
  if (unnamed === undefined || names.every(({ value }) => value === undefined)) return;
  findings.add(unnamed.path, {
    en: "is missing: the other parameters have names, so all need one",
    es: "falta: los demás parámetros tienen nombre, así que todos lo necesitan",
  });
}

/** All values together, which no template can hold when even they are too long. */
function checkTotal(parameters: readonly unknown[], path: string, findings: Findings): void {
  const texts = parameters.map((entry) => ownText(entry, "text") ?? "");
  // One that is too long alone has been told already.
  if (texts.some((given) => given.length > longestBody)) return;
  const total = texts.reduce((sum, given) => sum + lengthOf(given), 0);
  if (total > longestBody) findings.add(path, tooLong(total, longestBody));
}

const headerOf = (kinds: Readonly<Record<string, Rule>>): Rule =>
  shape({ type: oneOf("header"), parameters: need(list(byKind("type", kinds), 1, 1)) });

export const headerComponent: Rule = headerOf(headerParameters);

const { image, video, product } = headerParameters;
/** A card has a picture, a film or a product on top. */
export const cardHeader: Rule = headerOf({ image, video, product });

export const bodyComponent = shape(
  { type: oneOf("body"), parameters: need(list(bodyParameter, 0)) },
  (value, path, findings) => {
    const parameters = ownList(value, "parameters");
    checkNames(parameters, `${path}.parameters`, findings);
    checkTotal(parameters, `${path}.parameters`, findings);
  },
);
