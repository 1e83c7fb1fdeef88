import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, table, view, type View } from "../../cli/view.ts";
import { historyOf, importsOf } from "../../domain/consent/history.ts";
import { consentEventsOf } from "../../storage/repos/consent.ts";
import { actorWord, categoryWord } from "../words.ts";
import type { historyInput } from "./index.ts";
import { personOf } from "./person.ts";
import { actionCell, methodWord, whenCell } from "./words.ts";

const longestEvidence = 40;

function shortened(evidence: string): string {
  return evidence.length > longestEvidence ? `${evidence.slice(0, longestEvidence - 1)}…` : evidence;
}

export async function run(input: InputOf<typeof historyInput>, context: Context): Promise<View> {
  const contact = await personOf(input.contact, context);
  const db = await context.db();
  const ledger = await consentEventsOf(db, contact.id);
  const events = historyOf(ledger, await importsOf(db, ledger));
  return view({
    data: { events },
    rows: events.map((event) => ({ ...event })),
    blocks: [
      events.length === 0
        ? line({ en: "Nothing is recorded of their consent.", es: "No consta nada sobre su consentimiento." })
        : table(
            [
              { header: { en: "When (UTC)", es: "Cuándo (UTC)" }, whole: true },
              { header: { en: "Purpose", es: "Finalidad" }, whole: true },
              { header: { en: "What", es: "Qué" }, whole: true },
              { header: { en: "How", es: "Cómo" } },
              { header: { en: "Where", es: "Dónde" } },
              { header: { en: "Evidence", es: "Evidencia" } },
              { header: { en: "Recorded by", es: "Anotado por" } },
            ],
            events.map((event) => [
              whenCell(event.at),
              { text: categoryWord(event.purpose) },
              actionCell(event.action),
              { text: methodWord(event.method) },
              event.row === null ? event.source : `${event.source} (${event.file ?? event.import ?? ""}:${event.row})`,
              event.evidence === null ? null : shortened(event.evidence),
              { text: actorWord(event.actor) },
            ]),
          ),
    ],
  });
}
