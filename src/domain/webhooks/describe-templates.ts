import type { Text } from "../../core/text.ts";
import { after, dayOf, shortId, shorten, type Lines } from "./describe-words.ts";
import type { TemplateEvent } from "./events.ts";

/** `parcel_ready (en_US)` */
function nameOf(event: TemplateEvent): string {
  const name = event.name === undefined ? shortId(event.templateId ?? "?") : shorten(event.name);
  return `${name}${after(" (", event.language, ")")}`;
}

function aboutTemplate(event: TemplateEvent, en: string, es: string): Text {
  const name = nameOf(event);
  return { en: `template ${name} ${en}`, es: `la plantilla ${name} ${es}` };
}

export const templateLines: Lines<TemplateEvent> = {
  "template-status": (event) => {
    const what = `${shorten(event.status)}${after(": ", event.reason)}`;
    return aboutTemplate(event, `is now ${what}`, `pasó a ${what}`);
  },
  "template-quality": (event) => {
    const score = shorten(event.score);
    const before = after(" (", event.previousScore, ")");
    return aboutTemplate(event, `now has quality ${score}${before}`, `tiene ahora calidad ${score}${before}`);
  },
  "template-category": (event) => {
    const to = shorten(event.to);
    if (event.stage === "done") return aboutTemplate(event, `is now in category ${to}`, `pasó a la categoría ${to}`);
    const day = event.changesAt === undefined ? undefined : dayOf(event.changesAt);
    return aboutTemplate(
      event,
      `will move to category ${to}${day === undefined ? "" : ` on ${day}`}`,
      `pasará a la categoría ${to}${day === undefined ? "" : ` el ${day}`}`,
    );
  },
  "template-components": (event) => aboutTemplate(event, "was edited", "fue editada"),
  "category-detection": (event) => {
    const to = shorten(event.correctCategory);
    return aboutTemplate(
      event,
      `should be in category ${to}, Meta says`,
      `debería estar en la categoría ${to}, según Meta`,
    );
  },
};
