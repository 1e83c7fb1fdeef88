import { createHash } from "node:crypto";
import type { Context } from "../../cli/context.ts";
import { isThere, openOutputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import { NetworkError } from "../../core/errors.ts";
import { askToReplace } from "../ask-to-replace.ts";
import type { downloadInput } from "./index.ts";
import { readMediaId } from "./media-id.ts";
import { mediaJson, nameFor, shownSize } from "./media-view.ts";

type DownloadInput = InputOf<typeof downloadInput> & { readonly dryRun: boolean };

export async function run(input: DownloadInput, context: Context): Promise<View> {
  const { signal, host } = context;
  const id = readMediaId(input.id);
  const { media: api } = await context.graph();
  const media = await api.get(id, { signal });
  const path = input.to ?? nameFor(media);
  const facts = mediaJson(media);
  const exists = await isThere(path, host);
  if (input.dryRun) return dryRunView(facts, path, exists);
  if (exists) await askToReplace(path, "--to", context);
  const file = await openOutputFile(path, host);
  try {
    const { content } = await api.download(media.url, { signal });
    await file.write(verified(content, media.sha256, path));
  } finally {
    // Nothing is left of a file that did not come whole; after `write` there is nothing to discard.
    await file.discard();
  }
  return view({
    data: { media: facts, file: path },
    rows: [{ ...facts, file: path }],
    blocks: [
      line({
        en: `Saved ${path} (${facts.mimeType}, ${shownSize(facts.size)}).`,
        es: `Se guardó ${path} (${facts.mimeType}, ${shownSize(facts.size)}).`,
      }),
    ],
  });
}

function dryRunView(facts: ReturnType<typeof mediaJson>, path: string, exists: boolean): View {
  const verb = exists ? { en: "replace", es: "reemplazaría" } : { en: "write", es: "guardaría" };
  return view({
    data: { dryRun: true, media: facts, file: path, exists },
    rows: [{ ...facts, file: path, exists, dryRun: true }],
    blocks: [
      line({
        en: `Would ${verb.en} ${path} (${facts.mimeType}, ${shownSize(facts.size)}).`,
        es: `Se ${verb.es} ${path} (${facts.mimeType}, ${shownSize(facts.size)}).`,
      }),
    ],
  });
}

/** The bytes as they come; ends with an error when they are not those that Meta keeps. */
async function* verified(content: AsyncIterable<Uint8Array>, sha256: string, path: string): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const part of content) {
    hash.update(part);
    yield part;
  }
  // Hexadecimal here and base64 in webhooks: either is the same sum.
  const sum = hash.digest();
  if ([sum.toString("hex"), sum.toString("base64")].some((one) => one === sha256 || one === sha256.toLowerCase()))
    return;
  throw new NetworkError({
    code: "media.bad_sum",
    sent: "maybe",
    text: {
      en: `What came is not the whole file: ${path} was not written.`,
      es: `Lo recibido no es el archivo completo: ${path} no se guardó.`,
    },
    hint: { en: "Repeat the command.", es: "Repita el comando." },
    data: { file: path },
  });
}
