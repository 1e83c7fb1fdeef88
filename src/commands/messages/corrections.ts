import { line, table, type Block } from "../../cli/view.ts";
import { isoTime } from "../../core/clock.ts";
import { formatMicros, microsText, moneyText } from "../../core/money.ts";
import type { Text } from "../../core/text.ts";
import type { Correction, CorrectionReason } from "../../storage/repos/cost-entries.ts";

const reasons: Readonly<Record<CorrectionReason, Text>> = {
  webhook: { en: "Meta reported another price", es: "Meta informó otro precio" },
  card: { en: "a rate card was imported", es: "se importó una lista de tarifas" },
  sync: { en: "Meta's own figures", es: "cifras de Meta" },
};

const amount = (micros: number | null): string | null => (micros === null ? null : formatMicros(micros));

/** For scripts: amounts are decimal strings, null where no rate is known. */
export function correctionsJson(corrections: readonly Correction[]): Record<string, unknown>[] {
  return corrections.map((correction) => ({
    at: isoTime(correction.at),
    reason: correction.reason,
    source: correction.source,
    before: amount(correction.beforeMicros),
    after: amount(correction.afterMicros),
    currency: correction.currency,
    pricing: { type: correction.pricingType, category: correction.pricingCategory },
  }));
}

/** What a person reads of them; nothing where the price never changed. */
export function correctionBlocks(corrections: readonly Correction[]): Block[] {
  if (corrections.length === 0) return [];
  const unknown: Text = { en: "unknown", es: "sin dato" };
  const cell = (micros: number | null, currency: string | null): { text: Text } => ({
    text: micros === null ? unknown : currency === null ? microsText(micros) : moneyText({ micros, currency }),
  });
  return [
    line(""),
    line({ en: "The price was corrected:", es: "El precio se corrigió:" }),
    table(
      [
        { header: { en: "Time (UTC)", es: "Hora (UTC)" }, whole: true },
        { header: { en: "Before", es: "Antes" } },
        { header: { en: "Since", es: "Después" } },
        { header: { en: "Why", es: "Motivo" } },
      ],
      corrections.map(({ at, beforeMicros, afterMicros, currency, reason }) => [
        isoTime(at),
        cell(beforeMicros, currency),
        cell(afterMicros, currency),
        { text: reasons[reason] },
      ]),
    ),
  ];
}
