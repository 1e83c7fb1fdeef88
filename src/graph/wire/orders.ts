/**
 * Orders and their payment (India and Brazil).
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/payments-api/payments-in
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/payments-api/payments-br
 */
import type {
  WireBodyText,
  WireInteractiveDocumentHeader,
  WireFooterText,
  WireInteractiveImageHeader,
  WireInteractiveTextHeader,
} from "./interactive-parts.ts";

/** `value` in hundredths: 12.34 is 1234. */
export interface WireAmount {
  value: number;
  offset: 100;
}
/** `description` of at most 60 characters. */
export type WireDescribedAmount = WireAmount & { description?: string };

type Notes = Record<string, string>;

/** Which gateway, and the name of its configuration in WhatsApp Manager; notes travel to the gateway. */
export type WirePaymentGateway = { configuration_name: string } & (
  | { type: "billdesk"; billdesk?: Notes }
  | { type: "payu"; payu?: Notes }
  | { type: "razorpay"; razorpay?: { notes?: Notes; receipt?: string } }
  | { type: "zaakpay"; zaakpay?: Notes }
);

/** One way to pay: a gateway, a link, Pix, a boleto, a card. */
export type WirePaymentSetting =
  | { type: "payment_gateway"; payment_gateway: WirePaymentGateway }
  | { type: "upi_intent_link"; upi_intent_link: { link: string } }
  | { type: "payment_link"; payment_link: { uri: string } }
  | {
      type: "pix_dynamic_code";
      pix_dynamic_code: {
        code: string;
        merchant_name: string;
        key: string;
        key_type: "CPF" | "CNPJ" | "EMAIL" | "PHONE" | "EVP";
      };
    }
  | { type: "boleto"; boleto: { digitable_line: string } }
  | { type: "offsite_card_pay"; offsite_card_pay: { last_four_digits: string; credential_id: string } };

/** Where an importer is. */
export interface WireImporterAddress {
  address_line1: string;
  address_line2?: string;
  city: string;
  zone_code?: string;
  postal_code: string;
  country_code: string;
}

/** In India an item that is in no catalog says where it comes from and who imported it. */
export interface WireOrderDetailsItem {
  retailer_id?: string;
  /** At most 60 characters. */
  name: string;
  amount: WireAmount;
  quantity: number;
  /** The price when reduced: counts instead of `amount`. */
  sale_amount?: WireAmount;
  country_of_origin?: string;
  importer_name?: string;
  importer_address?: WireImporterAddress;
}

/** What is bought, and the sums. */
export interface WireOrder {
  status: "pending";
  /** Shows only the button to pay. */
  type?: "quick_pay";
  items: WireOrderDetailsItem[];
  /** The items' prices times their quantities. */
  subtotal: WireAmount;
  tax: WireDescribedAmount;
  shipping?: WireDescribedAmount;
  discount?: WireDescribedAmount & { discount_program_name?: string };
  catalog_id?: string;
  /** Unix seconds as a string, at least 300 from now; the description of at most 120 characters. */
  expiration?: { timestamp: string; description: string };
}

/** Who physical goods go to: not shown, but asked for by law in India. */
export interface WireBeneficiary {
  name: string;
  address_line1: string;
  address_line2?: string;
  city: string;
  state: string;
  country: string;
  postal_code: string;
}

/** An order and how it can be paid. */
export interface WireOrderDetailsParameters {
  /** At most 35 letters, digits, `_`, `-` and `.`; each order once. */
  reference_id: string;
  type: "digital-goods" | "physical-goods";
  payment_type?: "br" | "upi";
  payment_settings: WirePaymentSetting[];
  payment_configuration?: string;
  beneficiaries?: WireBeneficiary[];
  currency: "INR" | "BRL";
  /** Subtotal + tax + shipping − discount. */
  total_amount: WireAmount;
  order: WireOrder;
}

/** Asks somebody to look at an order and pay it. */
export interface WireOrderDetails {
  type: "order_details";
  header?: WireInteractiveTextHeader | WireInteractiveImageHeader | WireInteractiveDocumentHeader;
  body: WireBodyText;
  footer?: WireFooterText;
  action: { name: "review_and_pay"; parameters: WireOrderDetailsParameters };
}

/** How far an order is. */
export type WireOrderState = "pending" | "processing" | "partially-shipped" | "shipped" | "completed" | "canceled";

/** Tells somebody how an order stands. */
export interface WireOrderStatus {
  type: "order_status";
  header?: never;
  body: WireBodyText;
  footer?: WireFooterText;
  action: {
    name: "review_order";
    parameters: {
      reference_id: string;
      /** The description of at most 120 characters. */
      order: { status: WireOrderState; description?: string };
      /** `timestamp` in Unix seconds. */
      payment?: { status: "pending" | "captured" | "failed"; timestamp: number };
    };
  };
}
