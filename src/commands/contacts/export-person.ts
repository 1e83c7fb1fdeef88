import { mkdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Context } from "../../cli/context.ts";
import { openOutputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, verbatim, view, type View } from "../../cli/view.ts";
import { InputError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import { cleanText } from "../../core/terminal.ts";
import { requireContact } from "../../domain/contacts/find.ts";
import { personData, type PersonData } from "../../domain/rights/person-export.ts";
import { personPage } from "../../domain/rights/person-page.ts";
import { getEvidence, readEvidenceRef } from "../../storage/repos/evidence.ts";
import type { exportPersonInput } from "./rights-specs.ts";

export async function run(input: InputOf<typeof exportPersonInput>, context: Context): Promise<View> {
  const db = await context.db();
  const { country } = await context.settings();
  const contact = await requireContact(db, input.contact, { country });
  const data = await personData(db, contact, context.clock.now());
  const { out } = input;
  if (out === undefined) {
    const json = JSON.stringify(data, null, 2);
    return view({ data: { person: data }, blocks: [verbatim(cleanText(json))] });
  }
  const files = await writeAll(data, out, context);
  return view({
    data: { contact: refOf("con", contact.id), files },
    blocks: [
      line({ en: `Everything about the person is in:`, es: `Todo lo que consta de la persona está en:` }),
      ...files.map((file) => line(`  ${file}`)),
    ],
  });
}

async function writeAll(data: PersonData, out: string, context: Context): Promise<string[]> {
  const json = `${JSON.stringify({ person: data }, null, 2)}\n`;
  const page = personPage(data, context.language);
  if (/\.json$/i.test(out)) return [await write(out, json, context)];
  if (/\.html?$/i.test(out)) return [await write(out, page, context)];
  await makeFolder(out, context);
  const written = [
    await write(join(out, "person.json"), json, context),
    await write(join(out, "person.html"), page, context),
  ];
  const db = await context.db();
  for (const { evidence, fileName } of data.files) {
    const hash = readEvidenceRef(evidence) ?? "";
    const file = await getEvidence(db, hash);
    if (file === undefined) continue;
    // The name is somebody else's: only its last part, and never over another file.
    const name = `${hash.slice(0, 12)}-${basename(fileName).replace(/[^\w.-]+/g, "_")}`;
    written.push(await write(join(out, name), once(Buffer.from(file.content, "base64")), context));
  }
  return written;
}

async function write(path: string, content: string | AsyncIterable<Uint8Array>, context: Context): Promise<string> {
  const file = await openOutputFile(path, context.host);
  await file.write(content);
  return path;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function makeFolder(out: string, context: Context): Promise<void> {
  const path = resolve(context.host.cwd, out);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return;
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (cause) {
    throw new InputError({
      code: "output.unwritable",
      text: { en: `The folder ${out} cannot be made.`, es: `No se puede crear la carpeta ${out}.` },
      hint: { en: "Check the path.", es: "Revise la ruta." },
      data: { file: out },
      cause,
    });
  }
}
