/**
 * Carousels outside templates.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-media-carousel-messages
 */
import { member, unique } from "./cross.ts";
import { header, label, linkParameters } from "./interactive-parts.ts";
import type { Findings } from "./problem.ts";
import { byKind, list, need, oneOf, own, ownList, ownText, shape, text, whole, type Rule } from "./rules.ts";

const least = 2;
const most = 10;
const card_index = whole(0, most - 1);

const lineBreaks: Rule = (value, path, findings) => {
  if (typeof value !== "string" || value.length > 320) return;
  if (value.split(/\r\n|\r|\n/).length > 3) {
    findings.add(path, { en: "has more than 2 line breaks", es: "tiene más de 2 saltos de línea" });
  }
};
const shortText = text({ max: 160 });
const cardBody = shape({
  text: need((value, path, findings) => {
    shortText(value, path, findings);
    lineBreaks(value, path, findings);
  }),
});

const quickReply = shape({
  type: need(oneOf("quick_reply")),
  quick_reply: need(shape({ id: need(label), title: need(label) })),
});
const linkAction = shape({ name: need(oneOf("cta_url")), parameters: need(linkParameters) });
const repliesAction = shape({ buttons: need(list(quickReply, 1, most)) });

const action: Rule = (value, path, findings) =>
  (own(value, "buttons") === undefined ? linkAction : repliesAction)(value, path, findings);

const card = byKind("type", {
  cta_url: shape({
    card_index: need(card_index),
    type: oneOf("cta_url"),
    header: need(header(["image", "video"])),
    body: cardBody,
    action: need(action),
  }),
  product: shape({
    card_index: need(card_index),
    type: oneOf("product"),
    action: need(shape({ product_retailer_id: need(text()), catalog_id: need(text()) })),
  }),
});

interface Sameness {
  readonly of: (card: unknown) => unknown;
  readonly at: string;
  readonly en: string;
  readonly es: string;
}

const buttonsOf = (entry: unknown): string => {
  const action = own(entry, "action");
  return own(action, "buttons") === undefined ? "link" : `replies ${ownList(action, "buttons").length}`;
};

/** What all cards have in common with the first. */
const sameness: readonly Sameness[] = [
  { of: (entry) => own(entry, "type"), at: "type", en: "kind of card", es: "tipo de tarjeta" },
  {
    of: (entry) => ownText(own(entry, "header"), "type"),
    at: "header.type",
    en: "kind of header",
    es: "tipo de encabezado",
  },
  { of: buttonsOf, at: "action", en: "kind and number of buttons", es: "tipo y número de botones" },
  {
    of: (entry) => own(own(entry, "action"), "catalog_id"),
    at: "action.catalog_id",
    en: "catalog",
    es: "catálogo",
  },
];

function alike(cards: readonly unknown[], path: string, findings: Findings): void {
  for (const { of, at, en, es } of sameness) {
    const first = of(cards[0]);
    const index = cards.findIndex((entry) => of(entry) !== first);
    if (index === -1) continue;
    findings.add(`${path}[${index}].${at}`, {
      en: `is not that of the first card: the ${en} must be the same on all cards`,
      es: `no es el de la primera tarjeta: el ${es} debe ser igual en todas las tarjetas`,
    });
    return;
  }
}

const everyCard = list(card, least, most);

export const cards: Rule = (value, path, findings) => {
  const before = findings.problems.length;
  everyCard(value, path, findings);
  // Cards that are wrong in themselves are not compared.
  if (!Array.isArray(value) || findings.problems.length > before) return;
  const looked = (value as unknown[]).slice(0, most);
  unique(
    looked.map((entry, index) => member(entry, `${path}[${index}]`, "card_index")),
    findings,
  );
  alike(looked, path, findings);
};
