import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import type { getInput } from "./index.ts";
import { readMediaId } from "./media-id.ts";
import { describeMedia, mediaJson } from "./media-view.ts";

export async function run(input: InputOf<typeof getInput>, context: Context): Promise<View> {
  const id = readMediaId(input.id);
  const graph = await context.graph();
  const media = await graph.media.get(id, { signal: context.signal });
  const facts = mediaJson(media);
  const answer = { ...facts, url: media.url };
  return view({
    data: { media: answer },
    rows: [answer],
    blocks: [
      describeMedia(facts),
      line({
        en: "Its address, for five minutes and with the access token:",
        es: "Su dirección, por cinco minutos y con el token de acceso:",
      }),
      line(media.url),
      line({
        en: `Save it with: recado media download ${facts.id}`,
        es: `Guárdelo con: recado media download ${facts.id}`,
      }),
    ],
  });
}
