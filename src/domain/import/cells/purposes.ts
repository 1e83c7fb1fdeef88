import type { Purpose } from "../../../storage/rows.ts";
import { cachedReader } from "./cache.ts";
import { plainWords, wordList } from "./words.ts";

const purposeWords: readonly (readonly [Purpose, string])[] = [
  [
    "marketing",
    "marketing, publicidad, publicidade, ofertas, oferta, promociones, promocion, promocoes, promocao, promos, promotions, offers, comercial, " +
      "comerciales, comerciais, newsletter, boletin, novedades, novidades, advertising",
  ],
  [
    "utility",
    "utility, utilidad, utilidade, avisos, aviso, notificaciones, notificacion, notificacoes, notificacao, notifications, notices, updates, " +
      "pedidos, pedido, orders, recordatorios, lembretes, reminders, alertas, alerts, transaccional, transaccionales, transacional, transacionais, transactional",
  ],
  [
    "authentication",
    "authentication, autenticacion, autenticacao, codigos, codigo, codes, otp, verificacion, verificacao, verification",
  ],
  ["service", "service, servicio, servico, atencion, atendimento, soporte, suporte, support, atencion al cliente"],
];

const purposeOf: ReadonlyMap<string, Purpose> = new Map(
  purposeWords.flatMap(([purpose, words]) => wordList(words).map((word) => [word, purpose] as const)),
);

/** The purpose that a word names, in three languages. */
export function purposeOfWord(word: string): Purpose | undefined {
  return purposeOf.get(plainWords(word));
}

/** Reads `avisos, publicidad` or `utility+service`; undefined when a word is not a purpose. */
export const readPurposes = cachedReader((text): readonly Purpose[] | undefined => {
  const found = new Set<Purpose>();
  for (const word of text.split(/[,;/|+&]|:::|\s(?:y|e|and)\s/i)) {
    if (word.trim() === "") continue;
    const purpose = purposeOfWord(word);
    if (purpose === undefined) return undefined;
    found.add(purpose);
  }
  return [...found];
});
