import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { InputError } from "../../core/errors.ts";
import { endingsOf, type MediaKind } from "../../domain/messages/media-types.ts";
import { onlyOne, type Asker } from "./ask.ts";
import { freeForm, type FreeFormInput } from "./free-form.ts";
import type { audioInput, captionedInput, documentInput, stickerInput } from "./kinds.ts";
import { readMedia, type MediaSource } from "./values.ts";

interface GivenFile {
  readonly file: string | undefined;
  readonly media: string | undefined;
}

async function fileOf({ file, media }: GivenFile, kind: MediaKind, context: Context, ask: Asker): Promise<MediaSource> {
  const endings = endingsOf(kind);
  const question = {
    message: {
      en: `Which file or https:// address (${endings})?`,
      es: `¿Qué archivo o dirección https:// (${endings})?`,
    },
    option: "--media",
  };
  const typed = onlyOne("<file>", file, "--media", media);
  return ask.read(typed, question, async (given) => readMedia(given, context, { kinds: [kind] }));
}

/** How the names of the files end that can be a voice message, in small letters. */
const voiceEnding = /\.(ogg|opus)$/i;

/** @throws InputError `media.not_a_voice` for what is certainly no voice message; a file at Meta is not known by its id */
function assertVoice(media: MediaSource): void {
  if (media.kind === "id") return;
  const name = media.kind === "file" ? media.file.filename : new URL(media.link).pathname;
  const ending = /\.\w+$/.exec(name)?.[0];
  // An address need not say what lies behind it.
  if (voiceEnding.test(name) || (media.kind === "link" && ending === undefined)) return;
  throw new InputError({
    code: "media.not_a_voice",
    text: {
      en: `--voice: a voice message is a .ogg file in OPUS, and this one ends in "${ending ?? ""}".`,
      es: `--voice: un mensaje de voz es un archivo .ogg en OPUS, y este termina en "${ending ?? ""}".`,
    },
    hint: {
      en: "Leave out --voice to send it as an audio, or convert it to .ogg with OPUS.",
      es: "Omita --voice para enviarlo como audio, o conviértalo a .ogg con OPUS.",
    },
    data: { option: "--voice" },
  });
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

export const audio = freeForm<InputOf<typeof audioInput> & FreeFormInput>(async (input, context, ask) => {
  const media = await fileOf(input, "audio", context, ask);
  if (input.voice) assertVoice(media);
  return {
    media,
    content: (source) => ({ type: "audio", audio: input.voice ? { ...source, voice: true } : source }),
  };
});

export const sticker = freeForm<InputOf<typeof stickerInput> & FreeFormInput>(async (input, context, ask) => ({
  media: await fileOf(input, "sticker", context, ask),
  content: (source) => ({ type: "sticker", sticker: source }),
}));
