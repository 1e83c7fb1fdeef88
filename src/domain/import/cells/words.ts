import { cachedReader } from "./cache.ts";

/** A text without accents, case and punctuation, so that `Teléfono móvil:` and `telefono_movil` are the same words. */
export function plainWords(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The words or headers of a list that is written with commas. */
export const wordList = (text: string): string[] => text.split(/\s*,\s*/);

const wordSet = (text: string): ReadonlySet<string> => new Set(wordList(text));

export type Answer = "yes" | "no" | "blank" | "unreadable";

// Spanish, Portuguese and English, as forms and spreadsheets write them; ticks are looked up before punctuation is dropped.
const yes = wordSet("si, s, sim, yes, y, true, t, verdadero, verdadeiro, 1, x, ok, on, checked, marcado");
const no = wordSet("no, n, nao, false, f, falso, 0, off, ninguno, never, nunca");
/** What says by itself that somebody agreed, whatever the column asks. */
const agreed = wordSet(
  "acepta, acepto, aceptado, aceita, aceito, autoriza, autorizo, autorizado, accepted, accepts, agreed, granted, concedido, suscrito, " +
    "inscrito, subscribed, opted in, opt in",
);
const refused = wordSet(
  "rechaza, rechazado, rechazo, recusa, recusado, denied, declined, refused, opted out, opt out, unsubscribed, no suscrito, nao inscrito, " +
    "baja, de baja, dado de baja, cancelado, revocado, revogado, withdrawn, revoked, no acepta, nao aceita, no autoriza",
);

function readAnswer(cell: string, meansYes: ReadonlySet<string>, meansNo: ReadonlySet<string>): Answer {
  const trimmed = cell.trim();
  if (/^[✓✔☑✅]\ufe0f?$/u.test(trimmed)) return "yes";
  if (/^[✗✘☐❌]\ufe0f?$/u.test(trimmed)) return "no";
  const key = plainWords(trimmed);
  if (key === "") return "blank";
  if (yes.has(key) || meansYes.has(key)) return "yes";
  return no.has(key) || meansNo.has(key) ? "no" : "unreadable";
}

/** Reads a consent cell. A blank one says nothing; an unknown word is not taken for a yes. */
export const readYesNo = cachedReader((cell) => readAnswer(cell, agreed, refused));

/** Reads a cell of a column that asks who opted out: there, `de baja` is a yes. */
export const readOptOut = cachedReader((cell) => readAnswer(cell, refused, agreed));

/**
 * Reads a cell of our own export: the state that a consent was in. `withdrawn` is more than a no: it had been a yes. Somebody
 * may have mended the file by hand since, in words of their own.
 */
export function readState(cell: string): Answer | "withdrawn" {
  const state = cell.trim();
  if (state === "withdrawn") return "withdrawn";
  return state === "unknown" ? "blank" : readYesNo(state);
}
