/**
 * Texts, places, reactions, pins.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
import { graphemesOf } from "../../core/graphemes.ts";
import { byKind, flag, need, never, oneOf, shape, text, whole, type Rule } from "./rules.ts";
import { unsupported, words } from "./words.ts";

export const textMessage = shape({ body: need(text({ max: 4096 })), preview_url: flag });

/** Degrees as a number or as text. */
function degrees(limit: number): Rule {
  return (value, path, findings) => {
    const numeric = typeof value === "string" && value.length <= 32 && /^-?\d{1,3}(\.\d+)?$/.test(value);
    const number = numeric ? Number(value) : value;
    if (typeof number !== "number" || !(Math.abs(number) <= limit)) {
      findings.add(path, {
        en: `must be degrees between -${limit} and ${limit}`,
        es: `debe estar en grados entre -${limit} y ${limit}`,
      });
    }
  };
}

export const latitude = degrees(90);
export const longitude = degrees(180);

export const location = shape({
  latitude: need(latitude),
  longitude: need(longitude),
  name: text({ least: 0 }),
  address: text({ least: 0 }),
});

// The longest emoji, families with skin tones and flags of regions, have under forty units.
const longestEmoji = 64;

function isOneEmoji(value: string): boolean {
  if (value.length > longestEmoji || !/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(value))
    return false;
  return graphemesOf(value).length === 1;
}

/** One emoji, or none to take the reaction back. */
const emoji: Rule = (value, path, findings) => {
  if (typeof value !== "string") findings.add(path, words.notText);
  else if (value !== "" && !isOneEmoji(value)) {
    findings.add(path, {
      en: "must be one emoji, or empty to take the reaction back",
      es: "debe ser un solo emoji, o quedar vacío para quitar la reacción",
    });
  }
};

export const reaction = shape({ message_id: need(text()), emoji: need(emoji) });

export const pin = byKind("type", {
  pin: shape({ type: oneOf("pin"), message_id: need(text()), expiration_days: need(whole(1, 30)) }),
  unpin: shape({ type: oneOf("unpin"), message_id: need(text()), expiration_days: never(unsupported("unpin")) }),
});
