import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import type { getInput } from "./index.ts";
import { describeMedia, mediaJson } from "./media-view.ts";

export async function run(input: InputOf<typeof getInput>, context: Context): Promise<View> {
  const graph = await context.graph();
  const media = await graph.media.get(input.id, { signal: context.signal });
  const facts = mediaJson(media);
  return view({
    data: { media: { ...facts, url: media.url } },
    blocks: [
      describeMedia(facts),
      line({
        en: `Save it with: recado media download ${facts.id}`,
        es: `Guárdelo con: recado media download ${facts.id}`,
      }),
    ],
  });
}
