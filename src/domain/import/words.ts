import type { Purpose } from "../../storage/rows.ts";

/** A text without accents, case and punctuation, so that `Teléfono móvil:` and `telefono_movil` are the same words. */
export function plainWords(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const words = (text: string): string[] => text.split(/\s*,\s*/);

export type Answer = "yes" | "no" | "blank" | "unreadable";

// Spanish, Portuguese and English, as forms and spreadsheets write them; ticks are looked up before punctuation is dropped.
const yes = new Set(words("si, s, sim, yes, y, true, t, verdadero, verdadeiro, 1, x, ok, on, checked, marcado"));
const no = new Set(words("no, n, nao, false, f, falso, 0, off, ninguno, never, nunca"));
/** What says by itself that somebody agreed, whatever the column asks. */
const agreed = new Set(
  words(
    "acepta, acepto, aceptado, aceita, aceito, autoriza, autorizo, autorizado, accepted, accepts, agreed, granted, concedido, suscrito, " +
      "inscrito, subscribed, opted in, opt in",
  ),
);
const refused = new Set(
  words(
    "rechaza, rechazado, rechazo, recusa, recusado, denied, declined, refused, opted out, opt out, unsubscribed, no suscrito, nao inscrito, " +
      "baja, de baja, dado de baja, cancelado, revocado, revogado, withdrawn, revoked, no acepta, nao aceita, no autoriza",
  ),
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
export function readYesNo(cell: string): Answer {
  return readAnswer(cell, agreed, refused);
}

/** Reads a cell of a column that asks who opted out: there, `de baja` is a yes. */
export function readOptOut(cell: string): Answer {
  return readAnswer(cell, refused, agreed);
}

const purposeWords: Readonly<Record<Purpose, ReadonlySet<string>>> = {
  marketing: new Set(
    words(
      "marketing, publicidad, publicidade, ofertas, oferta, promociones, promocion, promocoes, promocao, promos, promotions, offers, comercial, " +
        "comerciales, comerciais, newsletter, boletin, novedades, novidades, advertising",
    ),
  ),
  utility: new Set(
    words(
      "utility, utilidad, utilidade, avisos, aviso, notificaciones, notificacion, notificacoes, notificacao, notifications, notices, updates, " +
        "pedidos, pedido, orders, recordatorios, lembretes, reminders, alertas, alerts, transaccional, transacional, transactional",
    ),
  ),
  authentication: new Set(
    words(
      "authentication, autenticacion, autenticacao, codigos, codigo, codes, otp, verificacion, verificacao, verification",
    ),
  ),
  service: new Set(
    words("service, servicio, servico, atencion, atendimento, soporte, suporte, support, atencion al cliente"),
  ),
};

/** The purpose that a word names, in three languages. */
export function purposeOfWord(word: string): Purpose | undefined {
  const key = plainWords(word);
  for (const purpose of ["marketing", "utility", "authentication", "service"] as const) {
    if (purposeWords[purpose].has(key)) return purpose;
  }
  return undefined;
}

/** Reads `avisos, publicidad` or `utility+service`; undefined when a word is not a purpose. */
export function readPurposes(text: string): Purpose[] | undefined {
  const found = new Set<Purpose>();
  for (const word of text.split(/[,;/|+&]|\s(?:y|e|and)\s/i)) {
    if (word.trim() === "") continue;
    const purpose = purposeOfWord(word);
    if (purpose === undefined) return undefined;
    found.add(purpose);
  }
  return [...found];
}
