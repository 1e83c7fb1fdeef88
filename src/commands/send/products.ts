import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import type { Asker } from "./ask.ts";
import { askForProducts } from "./ask-pieces.ts";
import { freeForm, type FreeFormInput } from "./free-form.ts";
import type { catalogInput, productInput, productsInput } from "./interactive-input.ts";
import { assertSome, footerOf, inSections, readParts } from "./pieces.ts";

async function catalogOf(
  { catalog }: { readonly catalog: string | undefined },
  context: Context,
  ask: Asker,
): Promise<string> {
  const { catalogId } = await context.settings();
  return ask.text(catalog ?? catalogId, {
    message: { en: "Which catalog (id)?", es: "¿Qué catálogo (id)?" },
    option: "--catalog",
  });
}

export const product = freeForm<InputOf<typeof productInput> & FreeFormInput>(async (input, context, ask) => {
  const product_retailer_id = await ask.text(input.product, {
    message: { en: "Which product (its id in the catalog)?", es: "¿Qué producto (su id en el catálogo)?" },
    option: "<product>",
  });
  const catalog_id = await catalogOf(input, context, ask);
  const { body } = input;
  return {
    content: () => ({
      type: "interactive",
      interactive: {
        type: "product",
        ...(body === undefined ? {} : { body: { text: body } }),
        ...footerOf(input),
        action: { catalog_id, product_retailer_id },
      },
    }),
  };
});

export const products = freeForm<InputOf<typeof productsInput> & FreeFormInput>(async (input, context, ask) => {
  assertSome("product", input.product, context);
  const typed = input.product.map((given) => {
    const [id = "", section] = readParts("product", given, 2);
    return { section, item: { product_retailer_id: id } };
  });
  const text = await ask.body(input);
  const items = typed.length > 0 ? typed : await askForProducts(ask);
  const title = await ask.text(input.header, {
    message: { en: "Which title stands above them?", es: "¿Qué título va encima?" },
    option: "--header",
  });
  const catalog_id = await catalogOf(input, context, ask);
  // Every section has a title at Meta: one that was given none takes the message's own, as far as it fits.
  const sections = inSections(items).map((section) => ({
    title: section.title ?? title.slice(0, 24),
    product_items: section.items,
  }));
  return {
    content: () => ({
      type: "interactive",
      interactive: {
        type: "product_list",
        header: { type: "text", text: title },
        body: { text },
        ...footerOf(input),
        action: { catalog_id, sections },
      },
    }),
  };
});

export const catalog = freeForm<InputOf<typeof catalogInput> & FreeFormInput>(async (input, _context, ask) => {
  const text = await ask.body(input);
  const { thumbnail } = input;
  const parameters = thumbnail === undefined ? {} : { parameters: { thumbnail_product_retailer_id: thumbnail } };
  return {
    content: () => ({
      type: "interactive",
      interactive: {
        type: "catalog_message",
        body: { text },
        ...footerOf(input),
        action: { name: "catalog_message", ...parameters },
      },
    }),
  };
});
