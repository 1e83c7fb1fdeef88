/**
 * Lists of rows and of products.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/sell-products-and-services/share-products
 */
import { member, unique } from "./cross.ts";
import { label } from "./interactive-parts.ts";
import type { Findings } from "./problem.ts";
import { list, need, own, ownList, shape, text, type Members, type Rule } from "./rules.ts";
import { tooMany, words } from "./words.ts";

const mostSections = 10;
const sectionTitle = text({ max: 24 });

const row = shape({
  id: need(text({ max: 200 })),
  title: need(text({ max: 24 })),
  description: text({ max: 72, least: 0 }),
});

/** The limit counts over all sections together. */
function inTotal(sections: readonly unknown[], name: string, most: number, path: string, findings: Findings): void {
  const count = sections.reduce((sum: number, section) => sum + ownList(section, name).length, 0);
  // One section that is too long alone has been told already.
  if (count > most && !sections.some((section) => ownList(section, name).length > most)) {
    findings.add(path, tooMany(count, most));
  }
}

const looked = (value: Members): readonly unknown[] => ownList(value, "sections").slice(0, mostSections);

const mostRows = 10;

export const listAction = shape(
  {
    button: need(label),
    sections: need(list(shape({ title: sectionTitle, rows: need(list(row, 1, mostRows)) }), 1, mostSections)),
  },
  (value, path, findings) => {
    const sections = looked(value);
    inTotal(sections, "rows", mostRows, `${path}.sections`, findings);
    if (sections.length > 1) {
      for (const [index, section] of sections.entries()) {
        if (own(section, "title") === undefined) findings.add(`${path}.sections[${index}].title`, words.missing);
      }
    }
    const ids = sections.flatMap((section, index) =>
      ownList(section, "rows")
        .slice(0, mostRows)
        .map((entry, place) => member(entry, `${path}.sections[${index}].rows[${place}]`, "id")),
    );
    unique(ids, findings);
  },
);

const product = shape({ product_retailer_id: need(text()) });
const mostProducts = 30;

/** Sections of products, in messages and in the buttons of templates. */
export const productSections: Rule = list(
  shape({ title: need(sectionTitle), product_items: need(list(product, 1, mostProducts)) }),
  1,
  mostSections,
);

export function productTotal(value: Members, path: string, findings: Findings): void {
  inTotal(looked(value), "product_items", mostProducts, `${path}.sections`, findings);
}

export const productListAction = shape({ catalog_id: need(text()), sections: need(productSections) }, productTotal);
