import type { Context } from "../../cli/context.ts";
import { openOutputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, table, view, type View } from "../../cli/view.ts";
import { isoTime } from "../../core/clock.ts";
import { InputError, UsageError } from "../../core/errors.ts";
import { consentEventsOf } from "../../storage/repos/consent.ts";
import { evidenceInfos, evidenceRef, getEvidence, readEvidenceRef } from "../../storage/repos/evidence.ts";
import type { evidenceInput } from "./index.ts";
import { personOf } from "./person.ts";
import { whenCell } from "./words.ts";

export async function run(input: InputOf<typeof evidenceInput>, context: Context): Promise<View> {
  const hash = readEvidenceRef(input.subject);
  if (hash !== undefined) return oneFile(hash, input.out, context);
  if (input.out !== undefined) {
    throw new UsageError({
      code: "usage.bad_value",
      text: {
        en: "--out writes one kept file: name it as sha256:…",
        es: "--out escribe un archivo guardado: indíquelo como sha256:…",
      },
      hint: {
        en: `See which there are: recado consent evidence <contact>`,
        es: `Vea cuáles hay: recado consent evidence <contacto>`,
      },
    });
  }
  return ofContact(input.subject, context);
}

async function oneFile(hash: string, out: string | undefined, context: Context): Promise<View> {
  const file = await getEvidence(await context.db(), hash);
  if (file === undefined) {
    throw new InputError({
      code: "consent.no_evidence",
      text: {
        en: `No file ${evidenceRef(hash)} is kept here.`,
        es: `Aquí no se guarda el archivo ${evidenceRef(hash)}.`,
      },
      hint: {
        en: "See what a contact's consent rests on: recado consent evidence <contact>",
        es: "Vea en qué se apoya el consentimiento de un contacto: recado consent evidence <contacto>",
      },
    });
  }
  const { file_name: fileName, bytes, added_at: addedAt, content } = file;
  const data = { evidence: evidenceRef(hash), fileName, bytes, addedAt: isoTime(addedAt), file: out ?? null };
  if (out === undefined) {
    return view({ data, blocks: [line(`${fileName} (${bytes} bytes), ${data.addedAt}`)] });
  }
  const target = await openOutputFile(out, context.host);
  await target.write(once(Buffer.from(content, "base64")));
  return view({ data, blocks: [line({ en: `Written to ${out}.`, es: `Guardado en ${out}.` })] });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function ofContact(key: string, context: Context): Promise<View> {
  const contact = await personOf(key, context);
  const db = await context.db();
  const events = (await consentEventsOf(db, contact.id)).filter(({ evidence }) => evidence !== null);
  const infos = await evidenceInfos(
    db,
    events.flatMap(({ evidence }) => readEvidenceRef(evidence) ?? []),
  );
  const rows = events.map((event) => {
    const info = infos.get(readEvidenceRef(event.evidence) ?? "");
    return {
      evidence: event.evidence,
      fileName: info?.file_name ?? null,
      bytes: info?.bytes ?? null,
      kept: info !== undefined,
      at: isoTime(event.occurred_at),
      purposes: event.purposes,
      action: event.action,
      hash: event.hash,
    };
  });
  return view({
    data: { evidence: rows },
    rows,
    blocks: [
      rows.length === 0
        ? line({ en: "No evidence is recorded.", es: "No consta ninguna evidencia." })
        : table(
            [
              { header: { en: "When (UTC)", es: "Cuándo (UTC)" }, whole: true },
              { header: { en: "Purposes", es: "Finalidades" } },
              { header: { en: "File", es: "Archivo" } },
              { header: { en: "Evidence", es: "Evidencia" }, whole: true },
            ],
            rows.map((row) => [whenCell(row.at), row.purposes, row.fileName, row.evidence]),
          ),
    ],
  });
}
