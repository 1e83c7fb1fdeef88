import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { requireSetting } from "../../cli/settings.ts";
import { line, view, type View } from "../../cli/view.ts";
import { readMediaFile } from "../media-file.ts";
import type { uploadInput } from "./index.ts";
import { describeMedia } from "./media-view.ts";

export async function run(input: InputOf<typeof uploadInput> & { dryRun: boolean }, context: Context): Promise<View> {
  const { path, filename, mimeType, kind, size, hash: sha256 } = await readMediaFile(input.file, context);
  const facts = { filename, kind, mimeType, size, sha256 };
  if (input.dryRun) {
    return view({
      data: { dryRun: true, media: facts },
      rows: [{ ...facts, dryRun: true }],
      blocks: [
        line({
          en: `${filename} (${mimeType}) can be sent, and would be uploaded.`,
          es: `${filename} (${mimeType}) se puede enviar, y se subiría.`,
        }),
      ],
    });
  }
  const phoneNumberId = requireSetting(await context.settings(), "phoneNumberId");
  const graph = await context.graph();
  const { id } = await graph.media.upload(
    phoneNumberId,
    { file: { path }, filename, mimeType },
    { signal: context.signal },
  );
  return view({
    data: { media: { id, ...facts } },
    rows: [{ id, ...facts }],
    blocks: [
      describeMedia({ id, mimeType, size, sha256 }),
      line({ en: "Meta keeps it for 30 days.", es: "Meta lo guarda 30 días." }, "dim"),
    ],
  });
}
