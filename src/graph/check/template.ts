/**
 * Template messages. What only the template itself can tell (how many values, of which kind) is Meta's to refuse, or
 * `composeTemplate`'s, which knows the template.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
 */
import { member, unique } from "./cross.ts";
import type { Findings } from "./problem.ts";
import {
  byKind,
  isMembers,
  lengthOf,
  list,
  need,
  oneOf,
  own,
  ownList,
  ownText,
  shape,
  text,
  webAddress,
  whole,
  type Rule,
} from "./rules.ts";
import { buttonComponent } from "./template-buttons.ts";
import { bodyComponent, cardHeader, headerComponent } from "./template-parameters.ts";
import { tooLong } from "./words.ts";

export const templateName = text({
  max: 512,
  pattern: /^[a-z0-9_]+$/,
  says: {
    en: "may only have small letters without accents, digits and _",
    es: "solo puede llevar letras minúsculas sin acentos, cifras y _",
  },
});

const languageCode = text({
  max: 16,
  pattern: /^[a-z]{2,3}(?:[_-][A-Za-z]{2,4})?$/,
  says: { en: "must be a language code such as es or pt_BR", es: "debe ser un código de idioma como es o pt_BR" },
});

/** Where a button stands, whether written as a number or as text. */
const place = (component: unknown): string | undefined => {
  const index = own(component, "index");
  return typeof index === "string" || typeof index === "number" ? String(index) : undefined;
};

/** Buttons have each a place of their own, and the other components come once. */
function onceEach(components: readonly unknown[], path: string, findings: Findings): void {
  const types = components.map((entry, index) => member(entry, `${path}[${index}]`, "type"));
  unique(
    types.filter(({ value }) => value !== "button"),
    findings,
  );
  const places = components.flatMap((entry, index) =>
    own(entry, "type") === "button" ? [{ value: place(entry), path: `${path}[${index}].index` }] : [],
  );
  unique(places, findings);
}

const mostCards = 10;
const mostCardComponents = 12;

const card = shape(
  {
    card_index: need(whole(0, mostCards - 1)),
    components: need(
      list(byKind("type", { header: cardHeader, body: bodyComponent, button: buttonComponent }), 0, mostCardComponents),
    ),
  },
  (value, path, findings) =>
    onceEach(ownList(value, "components").slice(0, mostCardComponents), `${path}.components`, findings),
);

const everyCard = list(card, 2, mostCards);
const cards: Rule = (value, path, findings) => {
  everyCard(value, path, findings);
  if (!Array.isArray(value)) return;
  const looked = (value as unknown[]).slice(0, mostCards);
  unique(
    looked.map((entry, index) => member(entry, `${path}[${index}]`, "card_index")),
    findings,
  );
};

const wrapped = (type: string, content: Rule): Rule =>
  shape({
    type: oneOf(type),
    parameters: need(list(shape({ type: need(oneOf(type)), [type]: need(content) }), 1, 1)),
  });

const component = byKind("type", {
  header: headerComponent,
  body: bodyComponent,
  button: buttonComponent,
  carousel: shape({ type: oneOf("carousel"), cards: need(cards) }),
  limited_time_offer: wrapped("limited_time_offer", shape({ expiration_time_ms: need(whole(1)) })),
  tap_target_configuration: wrapped(
    "tap_target_configuration",
    list(shape({ url: need(webAddress), title: need(text()) }), 1),
  ),
});

const longestOfferCoupon = 15;

/** In a limited-time offer the code to copy is shorter, and comes before the link. */
function checkOffer(components: readonly unknown[], path: string, findings: Findings): void {
  if (!components.some((entry) => own(entry, "type") === "limited_time_offer")) return;
  const copies = components.some((entry) => own(entry, "sub_type") === "copy_code");
  for (const [index, entry] of components.entries()) {
    if (own(entry, "sub_type") === "copy_code") {
      const code = ownText(ownList(entry, "parameters")[0], "coupon_code") ?? "";
      const length = code.length > 40 ? 0 : lengthOf(code);
      if (length > longestOfferCoupon && length <= 20) {
        findings.add(`${path}[${index}].parameters[0].coupon_code`, tooLong(length, longestOfferCoupon));
      }
    }
    if (copies && own(entry, "sub_type") === "url" && place(entry) === "0") {
      findings.add(`${path}[${index}].index`, {
        en: "must be 1: in a limited-time offer the code to copy comes first",
        es: "debe ser 1: en una oferta por tiempo limitado el código para copiar va primero",
      });
    }
  }
}

// A header, a body, ten buttons, a carousel, an offer, a tap target.
const mostComponents = 15;

export const template = shape(
  {
    name: need(templateName),
    language: need(shape({ code: need(languageCode), policy: oneOf("deterministic") })),
    components: list(component, 0, mostComponents),
  },
  (value, path, findings) => {
    const components = ownList(value, "components").slice(0, mostComponents).filter(isMembers);
    if (components.length !== Math.min(ownList(value, "components").length, mostComponents)) return;
    onceEach(components, `${path}.components`, findings);
    checkOffer(components, `${path}.components`, findings);
  },
);
