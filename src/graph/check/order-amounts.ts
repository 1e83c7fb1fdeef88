/** The sums of an order. */
import type { Findings } from "./problem.ts";
import { need, oneOf, own, ownList, shape, text, whole, type Members, type Shape } from "./rules.ts";

const members: Shape = { value: need(whole(0)), offset: need(oneOf(100)) };
export const amount = shape(members);
const description = text({ max: 60, least: 0 });
export const describedAmount = shape({ ...members, description });
export const discount = shape({ ...members, description, discount_program_name: description });

/** An amount's value; undefined when there is none that could be added. */
function valueOf(holder: unknown, name: string): number | undefined {
  const value = own(own(holder, name), "value");
  return typeof value === "number" && Number.isSafeInteger(value) ? value : undefined;
}

const optional = (order: unknown, name: string): number | undefined =>
  own(order, name) === undefined ? 0 : valueOf(order, name);

/** Adds up what can be added; undefined as soon as a part is missing or no amount. */
function sum(parts: readonly (number | undefined)[]): number | undefined {
  return parts.reduce((total, part) => (total === undefined || part === undefined ? undefined : total + part), 0);
}

function itemsTotal(order: unknown): number | undefined {
  return sum(
    ownList(order, "items").map((item) => {
      const price = own(item, "sale_amount") === undefined ? valueOf(item, "amount") : valueOf(item, "sale_amount");
      const quantity = own(item, "quantity");
      return price === undefined || typeof quantity !== "number" ? undefined : price * quantity;
    }),
  );
}

/** Subtotal = the items; total = subtotal + tax + shipping − discount. Meta names both rules. */
export function checkSums(parameters: Members, path: string, findings: Findings): void {
  const order = own(parameters, "order");
  const subtotal = valueOf(order, "subtotal");
  const items = itemsTotal(order);
  if (items !== undefined && subtotal !== undefined && ownList(order, "items").length > 0 && items !== subtotal) {
    findings.add(`${path}.order.subtotal.value`, {
      en: `must be ${items}, the sum of the items' prices times their quantities`,
      es: `debe ser ${items}, la suma de los precios de los artículos por sus cantidades`,
    });
  }
  const reduction = optional(order, "discount");
  const wanted = sum([
    subtotal,
    valueOf(order, "tax"),
    optional(order, "shipping"),
    reduction === undefined ? undefined : -reduction,
  ]);
  const total = valueOf(parameters, "total_amount");
  if (wanted !== undefined && total !== undefined && wanted !== total) {
    findings.add(`${path}.total_amount.value`, {
      en: `must be ${wanted}: subtotal + tax + shipping - discount`,
      es: `debe ser ${wanted}: subtotal + impuestos + envío - descuento`,
    });
  }
}
