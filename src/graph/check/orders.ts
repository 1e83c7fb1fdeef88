/**
 * Orders: what is to be paid, and how it stands.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/payments-api/payments-in
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/payments-api/payments-br
 */
import { amount, checkSums, describedAmount, discount } from "./order-amounts.ts";
import { configurationName, paymentSettings } from "./payments.ts";
import type { Findings } from "./problem.ts";
import { list, need, oneOf, own, ownList, shape, text, whole, type Members, type Rule } from "./rules.ts";
import { words } from "./words.ts";

const reference = text({
  max: 35,
  pattern: /^[A-Za-z0-9_.-]+$/,
  says: {
    en: "may only have letters without accents, digits, _, - and .",
    es: "solo puede llevar letras sin acentos, cifras, _, - y .",
  },
});

const address_line = text({ max: 100 });
const importerAddress = shape({
  address_line1: need(text()),
  address_line2: text({ least: 0 }),
  city: need(text()),
  zone_code: text({ least: 0 }),
  postal_code: need(text()),
  country_code: need(text()),
});

const item = shape({
  retailer_id: text(),
  name: need(text({ max: 60 })),
  amount: need(amount),
  quantity: need(whole(1)),
  sale_amount: amount,
  country_of_origin: text(),
  importer_name: text(),
  importer_address: importerAddress,
});

const leastExpiry = 300;

const timestamp: Rule = (value, path, findings) => {
  if (typeof value !== "string" || !/^\d{1,12}$/.test(value)) {
    return findings.add(path, {
      en: "must be Unix seconds written as text",
      es: "debe ser una hora Unix en segundos escrita como texto",
    });
  }
  const { now } = findings.options;
  if (now !== undefined && Number(value) < now.getTime() / 1000 + leastExpiry) {
    findings.add(path, {
      en: `must be at least ${leastExpiry} seconds from now`,
      es: `debe estar al menos ${leastExpiry} segundos en el futuro`,
    });
  }
};

const order = shape({
  status: need(oneOf("pending")),
  type: oneOf("quick_pay"),
  items: need(list(item, 1)),
  subtotal: need(amount),
  tax: need(describedAmount),
  shipping: describedAmount,
  discount,
  catalog_id: text(),
  expiration: shape({ timestamp: need(timestamp), description: need(text({ max: 120 })) }),
});

const beneficiary = shape({
  name: need(text({ max: 200 })),
  address_line1: need(address_line),
  address_line2: text({ max: 100, least: 0 }),
  city: need(text()),
  state: need(text()),
  country: need(text()),
  postal_code: need(text()),
});

const origins = ["country_of_origin", "importer_name", "importer_address"] as const;

/** In India, goods that are in no catalog say where they come from. */
function checkOrigins(parameters: Members, path: string, findings: Findings): void {
  const goods = own(parameters, "order");
  if (own(parameters, "currency") !== "INR" || own(goods, "catalog_id") !== undefined) return;
  for (const [index, entry] of ownList(goods, "items").entries()) {
    if (findings.full) return;
    for (const name of origins) {
      if (own(entry, name) === undefined) findings.add(`${path}.order.items[${index}].${name}`, words.missing);
    }
  }
}

export const orderDetails = shape(
  {
    reference_id: need(reference),
    type: need(oneOf("digital-goods", "physical-goods")),
    payment_type: oneOf("br", "upi"),
    payment_settings: need(paymentSettings),
    payment_configuration: configurationName,
    beneficiaries: list(beneficiary, 1),
    currency: need(oneOf("INR", "BRL")),
    total_amount: need(amount),
    order: need(order),
  },
  (value, path, findings) => {
    checkSums(value, path, findings);
    checkOrigins(value, path, findings);
  },
);

export const orderStatus = shape({
  reference_id: need(reference),
  order: need(
    shape({
      status: need(oneOf("pending", "processing", "partially-shipped", "shipped", "completed", "canceled")),
      description: text({ max: 120, least: 0 }),
    }),
  ),
  payment: shape({ status: need(oneOf("pending", "captured", "failed")), timestamp: need(whole(0)) }),
});
