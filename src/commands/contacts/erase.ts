import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, pairs, view, type Block, type View } from "../../cli/view.ts";
import { AppError, StorageError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import { parsePhone } from "../../core/phone.ts";
import { maskPhone } from "../../core/redact.ts";
import type { Text } from "../../core/text.ts";
import { findContact, requireContact } from "../../domain/contacts/find.ts";
import { compactAfterErasing, erasePerson, planErasure, type Erasure, type Whom } from "../../domain/rights/erase.ts";
import type { eraseInput } from "./rights-specs.ts";

type Input = InputOf<typeof eraseInput> & { readonly dryRun: boolean };

export async function run(input: Input, context: Context): Promise<View> {
  const db = await context.db();
  const { whom, shown } = await whomOf(input.contact, context);
  const now = context.clock.now();
  if (input.dryRun) return erasedView(await planErasure(db, whom, now), { shown, dryRun: true, compacted: false });
  const erasure = await erasePerson(db, whom, { reason: input.reason ?? "request", now });
  context.progress.update(context.say({ en: "Writing the database anew…", es: "Reescribiendo la base de datos…" }));
  try {
    await compactAfterErasing(db);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const problem = notCompacted(error);
    return { ...erasedView(erasure, { shown, dryRun: false, compacted: false }), problem };
  } finally {
    context.progress.clear();
  }
  return erasedView(erasure, { shown, dryRun: false, compacted: true });
}

/** Somebody who is no contact may have left traces, and may be kept out by their number. */
async function whomOf(key: string, context: Context): Promise<{ readonly whom: Whom; readonly shown: string }> {
  const db = await context.db();
  const { country } = await context.settings();
  const contact = await findContact(db, key, { country });
  if (contact !== undefined) return { whom: contact, shown: refOf("con", contact.id) };
  const phone = parsePhone(key, { country });
  if (phone.ok) return { whom: { line: phone.line }, shown: maskPhone(phone.e164) };
  const missing = await requireContact(db, key, { country });
  return { whom: missing, shown: refOf("con", missing.id) };
}

function notCompacted(cause: AppError): StorageError {
  return new StorageError({
    code: "contacts.not_compacted",
    text: {
      en: `The person is erased, but the database file could not be written anew: ${cause.text.en}`,
      es: `La persona está borrada, pero no se pudo reescribir el archivo de la base de datos: ${cause.text.es}`,
    },
    hint: {
      en: "Stop other programs of recado (webhooks listen), then repeat the command with the phone number.",
      es: "Detenga otros programas de recado (webhooks listen) y repita el comando con el número de teléfono.",
    },
    temporary: true,
    cause,
  });
}

interface Shown {
  readonly shown: string;
  readonly dryRun: boolean;
  readonly compacted: boolean;
}

function erasedView(
  { erased, sharedProofs, sharedFiles, proofMentions, blocked }: Erasure,
  { shown, dryRun, compacted }: Shown,
): View {
  const known = erased.contacts > 0;
  const mentions = proofMentions.map(({ seq, contactId }) => ({ seq, contact: refOf("con", contactId) }));
  const left = { sharedProofs, sharedFiles, proofMentions: mentions };
  const data = { contact: shown, known, dryRun, erased, remains: left, blocked, compacted };
  const title: Text = dryRun
    ? {
        en: `${shown}: what would be erased. Nothing was changed.`,
        es: `${shown}: lo que se borraría. No se cambió nada.`,
      }
    : known
      ? { en: `${shown} is erased.`, es: `Se borraron los datos de ${shown}.` }
      : { en: `${shown} was no contact.`, es: `${shown} no era un contacto.` };
  return view({ data, blocks: [line(title, dryRun ? undefined : "good"), counts(erased), ...remains(data)] });
}

function counts(erased: Erasure["erased"]): Block {
  return pairs(
    [{ en: "Contacts", es: "Contactos" }, erased.contacts],
    [{ en: "Consent events", es: "Registros de consentimiento" }, erased.consentEvents],
    [{ en: "Proofs, kept files", es: "Pruebas, archivos guardados" }, `${erased.proofs}, ${erased.evidenceFiles}`],
    [{ en: "Messages emptied", es: "Mensajes vaciados" }, erased.messages],
    [{ en: "Webhook deliveries reduced", es: "Entregas de webhook recortadas" }, erased.deliveries],
    [{ en: "Mentions elsewhere", es: "Menciones en otros lugares" }, erased.mentions],
  );
}

interface Remains {
  readonly erased: Erasure["erased"];
  readonly remains: {
    readonly sharedProofs: number;
    readonly sharedFiles: readonly string[];
    readonly proofMentions: readonly { readonly seq: number; readonly contact: string }[];
  };
}

/** What is still there, and why: whoever asked to be erased has a right to know. */
function remains({ erased, remains: { sharedProofs, sharedFiles, proofMentions } }: Remains): Block[] {
  const texts: Text[] = [
    {
      en: `A keyed hash of the number stays on the do-not-contact list, so that no list brings the person back.`,
      es: `Una huella con clave del número queda en la lista de no contactar, para que ninguna lista traiga de vuelta a la persona.`,
    },
  ];
  if (erased.messages > 0) {
    texts.push({
      en: "Of the messages stay state, times, template and cost: the accounts must add up.",
      es: "De los mensajes quedan estado, horas, plantilla y costo: las cuentas deben cuadrar.",
    });
  }
  if (erased.consentEvents > 0) {
    texts.push({
      en: "Of the consent events stay their hashes, which prove that the rest of the ledger is whole.",
      es: "De los registros de consentimiento quedan sus huellas, que prueban que el resto está íntegro.",
    });
  }
  if (sharedProofs > 0) {
    texts.push({
      en: `Proofs that vouch for others too stay: ${sharedProofs}${sharedFiles.length === 0 ? "" : ` (look whether these files name the person: ${sharedFiles.join(", ")})`}.`,
      es: `Quedan las pruebas que también respaldan a otros: ${sharedProofs}${sharedFiles.length === 0 ? "" : ` (revise si estos archivos nombran a la persona: ${sharedFiles.join(", ")})`}.`,
    });
  }
  if (proofMentions.length > 0) {
    const events = proofMentions.map(({ seq }) => seq).join(", ");
    texts.push({
      en: `Proofs of others name the number and stay, since the ledger's hashes rest on them: events ${events}.`,
      es: `Quedan pruebas de otros que nombran el número, porque las huellas del registro se apoyan en ellas: registros ${events}.`,
    });
  }
  texts.push({
    en: "Not reached: backups, a server's logs and replicas, lists on your disk, and what Meta keeps.",
    es: "No alcanza a: copias de seguridad, registros y réplicas de un servidor, listas en su disco y lo que guarda Meta.",
  });
  return texts.map((text) => line(text, "dim"));
}
