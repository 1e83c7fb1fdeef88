import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { endingsOf, type MediaKind } from "../../domain/messages/media-types.ts";
import type { Asker } from "./ask.ts";
import { freeForm, type FreeFormInput } from "./free-form.ts";
import type { audioInput, captionedInput, documentInput, stickerInput } from "./kinds.ts";
import { readMedia, type MediaSource } from "./values.ts";

interface GivenFile {
  readonly file: string | undefined;
  readonly media: string | undefined;
}

async function fileOf({ file, media }: GivenFile, kind: MediaKind, context: Context, ask: Asker): Promise<MediaSource> {
  const endings = endingsOf(kind);
  const given = await ask.text(media ?? file, {
    message: {
      en: `Which file or https:// address (${endings})?`,
      es: `¿Qué archivo o dirección https:// (${endings})?`,
    },
    option: "--media",
  });
  return readMedia(given, context, { kinds: [kind] });
}

const captionOf = ({ caption }: { readonly caption: string | undefined }): { caption?: string } =>
  caption === undefined ? {} : { caption };

type Captioned = InputOf<typeof captionedInput> & FreeFormInput;

export const image = freeForm<Captioned>(async (input, context, ask) => ({
  media: await fileOf(input, "image", context, ask),
  content: (source) => ({ type: "image", image: { ...source, ...captionOf(input) } }),
}));

export const video = freeForm<Captioned>(async (input, context, ask) => ({
  media: await fileOf(input, "video", context, ask),
  content: (source) => ({ type: "video", video: { ...source, ...captionOf(input) } }),
}));

export const document = freeForm<InputOf<typeof documentInput> & FreeFormInput>(async (input, context, ask) => {
  const media = await fileOf(input, "document", context, ask);
  const filename = input.filename ?? (media.kind === "file" ? media.file.filename : undefined);
  const named = filename === undefined ? {} : { filename };
  return {
    media,
    content: (source) => ({ type: "document", document: { ...source, ...named, ...captionOf(input) } }),
  };
});

export const audio = freeForm<InputOf<typeof audioInput> & FreeFormInput>(async (input, context, ask) => ({
  media: await fileOf(input, "audio", context, ask),
  content: (source) => ({ type: "audio", audio: input.voice ? { ...source, voice: true } : source }),
}));

export const sticker = freeForm<InputOf<typeof stickerInput> & FreeFormInput>(async (input, context, ask) => ({
  media: await fileOf(input, "sticker", context, ask),
  content: (source) => ({ type: "sticker", sticker: source }),
}));
