import type { Text } from "../../../core/text.ts";
import { readStored } from "../../messages/stored-content.ts";
import { previewText, renderTemplate } from "../../templates/render.ts";
import type { CampaignSpec, VariantName } from "../spec.ts";
import type { FrozenMessage } from "./row-spool.ts";
import { givenHeader } from "./variants.ts";

/** A message of a campaign as its recipient will see it. */
export interface Sample {
  readonly to: string | null;
  readonly variant: VariantName;
  readonly language: string;
  readonly text: Text;
}

type SampledMessage = Pick<FrozenMessage, "customer_phone" | "variant" | "template" | "language" | "content">;

/** Renders what was frozen, with the template as it was then. */
export function sampleOf(spec: CampaignSpec, message: SampledMessage): Sample | undefined {
  const variant: VariantName = message.variant === "B" ? "B" : "A";
  const frozen = spec.templates.find(
    ({ variant: its, content }) => its === variant && content.language === message.language,
  );
  const stored = readStored(message.content).content;
  // Who was erased since then has no message any more.
  if (frozen === undefined || stored.type !== "template") return undefined;
  const header = givenHeader(spec.variants.find(({ name }) => name === variant)?.header);
  const values = {
    named: {},
    positional: [],
    components: stored.template.components ?? [],
    ...(header === undefined ? {} : { header: header.source }),
    ...(header?.filename === undefined ? {} : { headerFilename: header.filename }),
  };
  return {
    to: message.customer_phone,
    variant,
    language: frozen.content.language,
    text: previewText(renderTemplate({ ...frozen.content, components: [...frozen.content.components] }, values)),
  };
}
