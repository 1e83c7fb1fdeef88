import { nearest } from "../../../core/nearest.ts";
import { quoted, refusal, type Place } from "./places.ts";

/**
 * The currencies that Meta bills in.
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
export const billingCurrencies = [
  "USD",
  "EUR",
  "GBP",
  "INR",
  "IDR",
  "BRL",
  "MXN",
  "ARS",
  "COP",
  "AED",
  "SAR",
  "AUD",
  "MYR",
  "PEN",
  "CLP",
  "SGD",
] as const;

/** Signs that stand for one of them alone; Meta's older files write `$US`. */
const signs: Readonly<Record<string, string>> = {
  $US: "USD",
  US$: "USD",
  "€": "EUR",
  "£": "GBP",
  "₹": "INR",
  RP: "IDR",
  R$: "BRL",
  MX$: "MXN",
  A$: "AUD",
  $AU: "AUD",
  RM: "MYR",
  "S/": "PEN",
  S$: "SGD",
};

/** The billing currency that a word or a sign means; undefined when it is none of them, as a bare `$` is not. */
export function currencyOf(word: string): string | undefined {
  const name = word.trim().toUpperCase();
  const code = billingCurrencies.find((currency) => currency === name);
  return code ?? (Object.hasOwn(signs, name) ? signs[name] : undefined);
}

/** @throws InputError `rates.unknown_currency` */
export function currencyOfCell(cell: string, place: Place): string {
  const currency = currencyOf(cell);
  if (currency !== undefined) return currency;
  const near = nearest(cell, billingCurrencies);
  const list = (near.length > 0 ? near : billingCurrencies).join(", ");
  throw refusal(
    "unknown_currency",
    place,
    {
      en: `${quoted(cell)} is no currency that Meta bills in.`,
      es: `${quoted(cell)} no es una moneda en la que Meta facture.`,
    },
    { en: `write its three letters (${list})`, es: `escriba sus tres letras (${list})` },
    { value: cell },
  );
}

/** The currency that a title names: `… in USD on …`; undefined for none or several. That of an amount (`2.00 USD`) is not counted. */
export function titleCurrency(title: string): string | undefined {
  const words = [...title.matchAll(/(?<!\d[.,]\d{1,6}\s?)\b[A-Z]{3}\b/g)].flatMap(([word]) => currencyOf(word) ?? []);
  return new Set(words).size === 1 ? words[0] : undefined;
}
