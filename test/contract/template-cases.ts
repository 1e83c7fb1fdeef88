import { content } from "../../src/graph/build/content.ts";
import type { InsertTemplate } from "../../src/simulator/templates/control.ts";

/** A template and a send that fills it in with all that it may have. */
export interface TemplateCase {
  readonly template: InsertTemplate;
  readonly send: Readonly<Record<string, unknown>>;
}

type Input = Parameters<typeof content.template>[0];
type Filling<Kind = Input> = Kind extends Input ? Omit<Kind, "name" | "language"> : never;

const picture = { link: "https://img.example/a.jpg" };
const handle = "4::aW1hZ2UvanBlZw==:ARbExample";
const photo = { type: "HEADER", format: "IMAGE", example: { header_handle: [handle] } };
const body = {
  type: "BODY",
  text: "Hola {{1}}, su pedido {{2}} va en camino.",
  example: { body_text: [["Ana", "1"]] },
};
const plain = { type: "BODY", text: "Todo está más barato esta semana." };
const buttons = (...list: object[]) => ({ type: "BUTTONS", buttons: list });
const open = { type: "URL", text: "Ver", url: "https://shop.example/{{1}}", example: ["https://shop.example/1"] };

function templateCase(name: string, category: string, components: readonly object[], filling: Filling): TemplateCase {
  return {
    template: { name, language: "es", category, components },
    send: content.template({ ...filling, name, language: "es" }),
  };
}

/** Every kind of header, parameter, button and card. */
export function templateCases(catalogId: string): readonly TemplateCase[] {
  const values = { body: ["Ana", "PX-204"] };
  const sections = [{ title: "Tazas", product_items: [{ product_retailer_id: "sku-1" }] }];
  const order = {
    reference_id: "order-1",
    type: "physical-goods" as const,
    payment_settings: [{ type: "boleto" as const, boleto: { digitable_line: "1" } }],
    currency: "BRL" as const,
    total_amount: { value: 1_100, offset: 100 as const },
    order: {
      status: "pending" as const,
      items: [{ name: "Taza", amount: { value: 1_000, offset: 100 as const }, quantity: 1 }],
      subtotal: { value: 1_000, offset: 100 as const },
      tax: { value: 100, offset: 100 as const, description: "IVA" },
    },
  };
  const named = templateCase(
    "named",
    "UTILITY",
    [
      {
        type: "BODY",
        text: "Hola {{first_name}}, su pedido {{order_no}} va en camino.",
        example: {
          body_text_named_params: [
            { param_name: "first_name", example: "Ana" },
            { param_name: "order_no", example: "1" },
          ],
        },
      },
    ],
    { body: { first_name: "Ana", order_no: "PX-204" } },
  );
  return [
    { ...named, template: { ...named.template, parameter_format: "NAMED" } },
    templateCase(
      "texts",
      "UTILITY",
      [
        { type: "HEADER", format: "TEXT", text: "Pedido {{1}} listo", example: { header_text: ["1"] } },
        body,
        buttons({ type: "QUICK_REPLY", text: "Gracias" }, open),
      ],
      {
        header: "PX-204",
        body: [
          { type: "currency", currency: { fallback_value: "$ 10", code: "USD", amount_1000: 10_000 } },
          { type: "date_time", date_time: { fallback_value: "Hoy", year: 2026, month: 11, day_of_month: 20, hour: 9 } },
        ],
        buttons: [{ reply: "THANKS" }, { url: "PX-204" }],
      },
    ),
    templateCase("photo", "UTILITY", [photo, body], { ...values, header: { image: picture } }),
    templateCase("paper", "UTILITY", [{ ...photo, format: "DOCUMENT" }, body], {
      ...values,
      header: { document: { ...picture, filename: "a.pdf" } },
    }),
    templateCase("place", "UTILITY", [{ type: "HEADER", format: "LOCATION" }, body], {
      ...values,
      header: { location: { latitude: "-12.04", longitude: "-77.03", name: "Lima", address: "Calle 1" } },
    }),
    templateCase(
      "one_product",
      "MARKETING",
      [{ type: "HEADER", format: "PRODUCT" }, plain, buttons({ type: "SPM", text: "View" })],
      { header: { product: { id: "sku-1", catalogId } } },
    ),
    templateCase("coupon", "MARKETING", [plain, buttons({ type: "COPY_CODE", example: "ABC" })], {
      buttons: [{ coupon: "OTONO" }],
    }),
    templateCase(
      "form",
      "MARKETING",
      [
        plain,
        buttons({
          type: "FLOW",
          text: "Reservar",
          flow_id: "880011",
          flow_action: "navigate",
          navigate_screen: "START",
        }),
      ],
      { buttons: [{ flow: { token: "t", data: { guests: 2 } } }] },
    ),
    templateCase("catalog", "MARKETING", [plain, buttons({ type: "CATALOG", text: "View catalog" })], {
      buttons: [{ catalog: { thumbnailProductId: "sku-1" } }],
    }),
    templateCase("products", "MARKETING", [plain, buttons({ type: "MPM", text: "View items" })], {
      buttons: [{ products: { thumbnailProductId: "sku-1", sections } }],
    }),
    templateCase("payment", "UTILITY", [plain, buttons({ type: "ORDER_DETAILS", text: "Review and Pay" })], {
      buttons: [{ order }],
    }),
    templateCase("call", "UTILITY", [plain, buttons({ type: "VOICE_CALL", text: "Llamar" })], {
      buttons: [{ call: { minutes: 10, payload: "x" } }],
    }),
    templateCase(
      "offer",
      "MARKETING",
      [
        photo,
        plain,
        { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Termina hoy", has_expiration: true } },
        buttons({ type: "COPY_CODE", example: "ABC" }, open),
      ],
      {
        header: { image: picture },
        buttons: [{ coupon: "OTONO" }, { url: "otono" }],
        limitedTimeOffer: new Date("2026-12-01T00:00:00Z"),
      },
    ),
    templateCase("code", "AUTHENTICATION", [{ type: "BODY" }, buttons({ type: "OTP", otp_type: "COPY_CODE" })], {
      code: "123456",
    }),
    templateCase(
      "cards",
      "MARKETING",
      [
        plain,
        {
          type: "CAROUSEL",
          cards: ["uno", "dos"].map((word) => ({
            components: [
              photo,
              { type: "BODY", text: `Taza ${word} para {{1}} hoy.`, example: { body_text: [["Ana"]] } },
              buttons({ type: "QUICK_REPLY", text: "Esta" }, open),
            ],
          })),
        },
      ],
      {
        carousel: ["uno", "dos"].map((word) => ({
          header: { image: picture },
          body: ["Ana"],
          buttons: [{ reply: word }, { url: word }],
        })),
      },
    ),
    templateCase(
      "product_cards",
      "MARKETING",
      [
        plain,
        {
          type: "CAROUSEL",
          cards: [1, 2].map(() => ({
            components: [{ type: "HEADER", format: "PRODUCT" }, buttons({ type: "SPM", text: "View" })],
          })),
        },
      ],
      { carousel: ["sku-1", "sku-2", "sku-3"].map((id) => ({ header: { product: { id, catalogId } } })) },
    ),
  ];
}
