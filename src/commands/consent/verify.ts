import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, pairs, table, view, type Block, type View } from "../../cli/view.ts";
import { PolicyError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import type { Tampering } from "../../domain/consent/tampering.ts";
import { verifyLedger, verifyPerson } from "../../domain/consent/verify.ts";
import { consentEventsOf } from "../../storage/repos/consent.ts";
import type { verifyInput } from "./index.ts";
import { personOf } from "./person.ts";

export async function run(input: InputOf<typeof verifyInput>, context: Context): Promise<View> {
  if (input.contact !== undefined) return verifyOne(input.contact, context);
  const result = await verifyLedger(await context.db());
  const { problems, problemCount, ...counts } = result;
  return verified({ ...counts, problemCount, problems: problems.map(problemJson(context)) }, problems, problemCount, [
    pairs(
      [{ en: "Events", es: "Registros" }, counts.events],
      [{ en: "Contacts", es: "Contactos" }, counts.contacts],
      [{ en: "Proofs", es: "Pruebas" }, counts.proofs],
      [{ en: "Kept files", es: "Archivos guardados" }, counts.files],
      [{ en: "Blocks", es: "Bloques" }, counts.blocks],
      [{ en: "Erased or undone", es: "Borrados o deshechos" }, counts.removed],
      [{ en: "Fingerprint", es: "Huella" }, counts.fingerprint],
    ),
    line(
      {
        en: "Write the fingerprint down somewhere else: who rewrites the whole ledger changes it, too.",
        es: "Guarde la huella en otro lugar: quien reescriba todo el registro también la cambiará.",
      },
      "dim",
    ),
  ]);
}

async function verifyOne(key: string, context: Context): Promise<View> {
  const contact = await personOf(key, context);
  const db = await context.db();
  const result = await verifyPerson(db, contact, await consentEventsOf(db, contact.id));
  const { ok, events, fingerprint, problems } = result;
  const id = refOf("con", contact.id);
  return verified(
    {
      ok,
      contact: id,
      events,
      fingerprint,
      problemCount: problems.length,
      problems: problems.map(problemJson(context)),
    },
    problems,
    problems.length,
    [
      pairs(
        [{ en: "Contact", es: "Contacto" }, id],
        [{ en: "Events", es: "Registros" }, events],
        [{ en: "Fingerprint", es: "Huella" }, fingerprint],
      ),
    ],
  );
}

const problemJson =
  (context: Context) =>
  ({ kind, seq, contact, text }: Tampering): Record<string, unknown> => ({
    kind,
    seq,
    contact,
    message: context.say(text),
  });

function verified(
  data: Readonly<Record<string, unknown>>,
  problems: readonly Tampering[],
  count: number,
  blocks: readonly Block[],
): View {
  if (count === 0) {
    const well: Block = line(
      { en: "The ledger is whole: nothing in it was changed.", es: "El registro está íntegro: nada se cambió." },
      "good",
    );
    return view({ data, blocks: [well, ...blocks] });
  }
  return view({
    data,
    rows: problems.map(({ kind, seq, contact, text }) => ({ kind, seq, contact, message: text.en })),
    blocks: [
      table(
        [
          { header: { en: "Event", es: "Registro" }, align: "right" },
          { header: { en: "Contact", es: "Contacto" }, whole: true },
          { header: { en: "What is wrong", es: "Qué está mal" } },
        ],
        problems.map(({ seq, contact, text }) => [seq, contact, { text, tone: "bad" }]),
      ),
      ...blocks,
    ],
    problem: new PolicyError({
      code: "consent.tampered",
      text: {
        en:
          count === 1
            ? "The consent ledger was changed in one place."
            : `The consent ledger was changed in ${count} places.`,
        es:
          count === 1
            ? "El registro de consentimientos se alteró en un lugar."
            : `El registro de consentimientos se alteró en ${count} lugares.`,
      },
      hint: {
        en: "Compare it with a backup, and find out who could write to the database.",
        es: "Compárelo con una copia de seguridad y averigüe quién pudo escribir en la base de datos.",
      },
      data: { problems: count },
    }),
  });
}
