import type { WireTemplate } from "../../../graph/wire/templates.ts";
import { isStopWord } from "../../consent/stop-words.ts";
import { templateParts } from "../../templates/variables.ts";

/** Words by which a button can be told to be the way out, beside those that are a whole message. */
const speaksOfIt =
  /\b(?:stop|unsubscribe|opt out|optout|no more|baja|desuscri\w*|cancelar (?:la )?suscripcion|dejar de recibir|no recibir|no mas|no quiero (?:mas|recibir)|descadastrar|nao quero (?:mais|receber)|nao receber)\b/;

function plain(text: string): string {
  const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return letters.replace(/[^\p{L}\p{N}]+/gu, " ");
}

/** Whether a tap is enough to get no more of it: a quick reply, also on a card, whose text says so. */
export function hasOptOutButton(
  template: Pick<WireTemplate, "name" | "language" | "category" | "components">,
): boolean {
  const { buttons, cards } = templateParts(template);
  const all = [
    ...buttons,
    ...cards.flatMap((card) => templateParts({ ...template, components: card.components }).buttons),
  ];
  return all.some(
    ({ type, text = "" }) => type === "QUICK_REPLY" && (isStopWord(text) || speaksOfIt.test(plain(text))),
  );
}
