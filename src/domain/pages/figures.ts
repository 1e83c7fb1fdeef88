import { moneyText, type Micros } from "../../core/money.ts";
import { same, type Text } from "../../core/text.ts";

/** How many of how many. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/** The share as a number from 0 to 1; undefined of nothing. */
export function rateOf({ count, of }: Share): number | undefined {
  return of === 0 ? undefined : count / of;
}

/** Spanish writes a comma, and a space that does not break before the sign. */
export function localized(text: string, sign: string): Text {
  return { en: `${text}${sign}`, es: `${text.replace(".", ",")}${sign === "" ? "" : `\u00a0${sign}`}` };
}

/** `93.4%`; a dash of nothing. Rounded to a tenth, but a few are not told as none, nor nearly all as all. */
export function percent(share: Share): Text {
  const rate = rateOf(share);
  if (rate === undefined) return same("–");
  if (rate > 0 && rate < 0.0005) return localized("<0.1", "%");
  if (rate < 1 && rate > 0.9995) return localized(">99.9", "%");
  return localized((rate * 100).toFixed(1), "%");
}

/** `93.4% (934 of 1,000)` */
export function percentOf(share: Share): Text {
  const shown = percent(share);
  const [count, of] = [whole(share.count), whole(share.of)];
  return { en: `${shown.en} (${count.en} of ${of.en})`, es: `${shown.es} (${count.es} de ${of.es})` };
}

/** `10,000`; Spanish groups by a space, from five digits on. */
export function whole(count: number): Text {
  const digits = String(Math.abs(count));
  const sign = count < 0 ? "-" : "";
  const grouped = (separator: string): string => `${sign}${digits.replace(/\B(?=(\d{3})+$)/g, separator)}`;
  return { en: grouped(","), es: digits.length < 5 ? `${sign}${digits}` : grouped("\u00a0") };
}

/** `12.5` */
export function decimal(value: number, places = 1): Text {
  return localized(value.toFixed(places), "");
}

/** An amount beside its currency; `~` where part of it is an estimate, a dash where none is known. */
export function amountIn(micros: Micros | undefined, currency: string, estimated = false): Text {
  if (micros === undefined) return same("–");
  const { en, es } = moneyText({ micros, currency });
  return estimated ? { en: `~${en}`, es: `~${es}` } : { en, es };
}

/** An amount for each of `count`: exact, then rounded once to a millionth, half up. Undefined for none. */
export function perOne(micros: Micros, count: number): Micros | undefined {
  return count === 0 ? undefined : Math.round(micros / count);
}
