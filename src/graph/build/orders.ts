import type {
  WireAmount,
  WireBeneficiary,
  WireImporterAddress,
  WireMediaSource,
  WireNamedDocument,
  WireOrderState,
  WirePaymentSetting,
} from "../wire/messages.ts";
import type { InteractiveContent } from "./interactive.ts";
import { around, bodyAndFooter, checked, each, given, type MessageFrame } from "./make.ts";
import { noneOf, type OneOf } from "./one-of.ts";

/** One line of an order; money in hundredths: 1234 is 12.34. */
export interface OrderItemInput {
  /** At most 60 characters. */
  readonly name: string;
  readonly price: number;
  readonly quantity: number;
  /** The price when reduced. */
  readonly salePrice?: number | undefined;
  readonly retailerId?: string | undefined;
  /** In India, of goods that are in no catalog: where they come from and who imported them. */
  readonly origin?: {
    readonly country: string;
    readonly importer: string;
    readonly address: WireImporterAddress;
  };
}

/** An amount in hundredths, with a word about it (at most 60 characters). */
export type OrderCharge = number | { readonly amount: number; readonly description?: string | undefined };

/** The name of a program stands beside its discount only. */
type Discount =
  | { readonly discount?: OrderCharge | undefined; readonly discountProgram?: never }
  | { readonly discount: OrderCharge; readonly discountProgram: string };

/** What `content.orderDetails` takes. */
export type OrderDetailsInput = Omit<MessageFrame, "header"> & {
  /** A line of text, a picture or a file. */
  readonly header?: string | OneOf<{ image: WireMediaSource; document: WireNamedDocument }> | undefined;
  /** At most 35 letters, digits, `_`, `-` and `.`; each order once. */
  readonly referenceId: string;
  readonly goods: "digital" | "physical";
  readonly currency: "INR" | "BRL";
  readonly items: readonly OrderItemInput[];
  readonly tax: OrderCharge;
  readonly shipping?: OrderCharge | undefined;
  readonly catalogId?: string | undefined;
  /** At least five minutes from now; the description of at most 120 characters. */
  readonly expires?: { readonly at: Date; readonly description: string } | undefined;
  readonly payment: readonly WirePaymentSetting[];
  readonly paymentType?: "br" | "upi" | undefined;
  readonly paymentConfiguration?: string | undefined;
  readonly beneficiaries?: readonly WireBeneficiary[] | undefined;
} & Discount;

const amount = (value: number): WireAmount => ({ value, offset: 100 });

const amountOf = (charge: OrderCharge | undefined): number =>
  typeof charge === "object" ? charge.amount : (charge ?? 0);

const charge = (given_: OrderCharge) =>
  typeof given_ === "object"
    ? { ...amount(given_.amount), ...given({ description: given_.description }) }
    : amount(given_);

const optionalCharge = (given_: OrderCharge | undefined) => (given_ === undefined ? undefined : charge(given_));

function itemOf({ name, price, quantity, salePrice, retailerId, origin }: OrderItemInput) {
  return {
    name,
    amount: amount(price),
    quantity,
    ...given({
      retailer_id: retailerId,
      sale_amount: salePrice === undefined ? undefined : amount(salePrice),
      country_of_origin: origin?.country,
      importer_name: origin?.importer,
      importer_address: origin?.address,
    }),
  };
}

function orderOf(input: OrderDetailsInput, subtotal: number) {
  const { discount, discountProgram, expires } = input;
  if (discount === undefined) {
    noneOf(input, ["discountProgram"], "an order without discount", "interactive.action.parameters.order");
  }
  const reduction =
    discount === undefined ? undefined : { ...charge(discount), ...given({ discount_program_name: discountProgram }) };
  return {
    status: "pending" as const,
    items: each(input.items, itemOf),
    subtotal: amount(subtotal),
    tax: charge(input.tax),
    ...given({
      shipping: optionalCharge(input.shipping),
      discount: reduction,
      catalog_id: input.catalogId,
      expiration:
        expires === undefined
          ? undefined
          : { timestamp: String(Math.floor(expires.at.getTime() / 1000)), description: expires.description },
    }),
  };
}

function subtotalOf(items: readonly OrderItemInput[]): number {
  if (!Array.isArray(items)) return 0;
  return each(items, ({ price, salePrice, quantity }) => (salePrice ?? price) * quantity).reduce(
    (sum, part) => sum + part,
    0,
  );
}

/**
 * What is to be paid, in India or Brazil; the sums are worked out here. With `now`, the expiry is compared with it.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/payments-api/payments-in
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/payments-api/payments-br
 */
export function orderDetails(
  input: OrderDetailsInput,
  options: { readonly now?: Date } = {},
): InteractiveContent<"order_details"> {
  const subtotal = subtotalOf(input.items);
  const total = subtotal + amountOf(input.tax) + amountOf(input.shipping) - amountOf(input.discount);
  const { paymentType: payment_type, paymentConfiguration: payment_configuration, beneficiaries } = input;
  const parameters = {
    reference_id: input.referenceId,
    type: `${input.goods}-goods` as const,
    ...given({
      payment_type,
      payment_configuration,
      beneficiaries: beneficiaries === undefined ? undefined : [...beneficiaries],
    }),
    payment_settings: each(input.payment, (setting) => setting),
    currency: input.currency,
    total_amount: amount(total),
    order: orderOf(input, subtotal),
  };
  const action = { name: "review_and_pay" as const, parameters };
  return checked(
    { type: "interactive", interactive: { type: "order_details", ...around(input), action } },
    options,
  ) as InteractiveContent<"order_details">;
}

/** What `content.orderStatus` takes. */
export interface OrderStatusInput {
  readonly body: string;
  readonly footer?: string | undefined;
  readonly referenceId: string;
  readonly status: WireOrderState;
  /** At most 120 characters. */
  readonly description?: string | undefined;
  readonly payment?: { readonly status: "pending" | "captured" | "failed"; readonly at: Date } | undefined;
}

/**
 * How an order stands, or was paid.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/payments-api/payments-in
 */
export function orderStatus(input: OrderStatusInput): InteractiveContent<"order_status"> {
  const { referenceId, status, description, payment } = input;
  const paid =
    payment === undefined ? undefined : { status: payment.status, timestamp: Math.floor(payment.at.getTime() / 1000) };
  const parameters = {
    reference_id: referenceId,
    order: { status, ...given({ description }) },
    ...given({ payment: paid }),
  };
  return checked({
    type: "interactive",
    interactive: { type: "order_status", ...bodyAndFooter(input), action: { name: "review_order", parameters } },
  });
}
