import { formatLocal } from "../when/describe.ts";
import { warning, type PlanWarning, type WarningFacts } from "./warning.ts";

const leastLoudMinutes = 240;

/** About when and how fast it goes. */
export function timeWarnings({ spec, remaining, outlook, now }: WarningFacts): PlanWarning[] {
  if (remaining === 0) return [];
  const { startsAt, timeZone, quietHours, figures, rate } = spec;
  const found: PlanWarning[] = [];
  if (figures?.startsTwice === true && startsAt !== undefined) {
    const at = formatLocal(startsAt, timeZone);
    found.push(
      warning(
        "ambiguous-hour",
        `The clocks show ${at} twice that day: the first time is meant.`,
        `Ese día los relojes marcan dos veces ${at}: vale la primera.`,
      ),
    );
  }
  if (startsAt !== undefined && startsAt < now) {
    const at = formatLocal(startsAt, timeZone);
    found.push(
      warning(
        "start-past",
        `It was to start at ${at}, which is past: it starts at once.`,
        `Debía empezar a las ${at}, que ya pasó: empieza de inmediato.`,
      ),
    );
  }
  if (quietHours !== undefined) {
    const quiet = (quietHours.to - quietHours.from + 1_440) % 1_440;
    if (1_440 - quiet < leastLoudMinutes) {
      found.push(
        warning(
          "little-time",
          `The quiet hours leave ${1_440 - quiet} minutes a day to send.`,
          `Las horas de silencio dejan ${1_440 - quiet} minutos al día para enviar.`,
        ),
      );
    }
  }
  if (outlook.finishesAt === undefined) {
    found.push(warning("too-long", "At this pace it takes more than a year.", "A este ritmo tarda más de un año."));
  }
  if (typeof rate === "number" && rate > outlook.limits.perSecond) {
    const most = outlook.limits.perSecond;
    found.push(
      warning(
        "rate-lowered",
        `The number may send ${most} messages a second: it goes at that rate, not at ${rate}.`,
        `El número puede enviar ${most} mensajes por segundo: irá a esa velocidad, no a ${rate}.`,
      ),
    );
  }
  return found;
}
