import type { Context } from "../../cli/context.ts";
import { UsageError } from "../../core/errors.ts";
import { moneyText } from "../../core/money.ts";
import { parsePhone, type CountryCode } from "../../core/phone.ts";
import type { Text } from "../../core/text.ts";
import type { Prospect, SendPlan } from "../../domain/messages/prepare.ts";
import { readRecipients, type Recipient } from "../../domain/messages/recipients.ts";
import type { Purpose } from "../../storage/rows.ts";
import type { TemplateSource } from "../../domain/templates/resolve.ts";
import { free, totalEstimate } from "./views.ts";

/** Which of the approved templates; refuses, naming the argument, where nobody can be asked. */
export async function askForTemplate(source: TemplateSource, wabaId: string, context: Context): Promise<string> {
  const names = new Set<string>();
  if (context.interactive) {
    for await (const { name, status } of source.list(wabaId, { signal: context.signal }))
      if (status === "APPROVED") names.add(name);
    if (names.size === 0) {
      throw new UsageError({
        code: "template.none_approved",
        text: {
          en: "This account has no approved template yet.",
          es: "Esta cuenta todavía no tiene plantillas aprobadas.",
        },
        hint: {
          en: "Make one with: recado templates create <file>",
          es: "Cree una con: recado templates create <archivo>",
        },
      });
    }
  }
  return context.prompt.select({
    message: { en: "Which template?", es: "¿Qué plantilla?" },
    option: "<template>",
    choices: [...names].toSorted().map((name) => ({ value: name, label: name })),
  });
}

export async function askForRecipients(
  country: CountryCode | undefined,
  context: Context,
): Promise<readonly Recipient[]> {
  const answer = await context.prompt.text({
    message: { en: "To which number?", es: "¿A qué número?" },
    option: "--to",
    check: (value) => {
      const parsed = parsePhone(value, { country });
      return parsed.ok ? undefined : parsed.text;
    },
  });
  return readRecipients([answer], country);
}

/** People of whom nothing shows that they agreed: asks where they did. */
export async function askForConsentSource(
  prospects: readonly Prospect[],
  category: Purpose,
  context: Context,
): Promise<string | undefined> {
  const unknown = prospects.filter(({ refusal }) => refusal?.code === "policy.no_consent").length;
  if (unknown === 0) return undefined;
  if (category === "service") return askWhetherTheyWrote(unknown, context);
  const agreed = await context.prompt.confirm({
    message: {
      en: `There is no record that ${unknown === 1 ? "this person" : `${unknown} of these people`} agreed to such messages. Did they agree?`,
      es:
        unknown === 1
          ? "No consta que esta persona haya aceptado recibir estos mensajes. ¿Los aceptó?"
          : `No consta que ${unknown} de estas personas hayan aceptado recibir estos mensajes. ¿Los aceptaron?`,
    },
    option: "--opted-in",
  });
  if (!agreed) return undefined;
  return context.prompt.text({
    message: {
      en: "Where did they agree? For example, a web form (kept as proof)",
      es: "¿Dónde los aceptó? Por ejemplo, en un formulario web (se guarda como prueba)",
    },
    option: "--opted-in",
  });
}

/** For what is no template: what allows it is a message of theirs. */
async function askWhetherTheyWrote(unknown: number, context: Context): Promise<string | undefined> {
  const wrote = await context.prompt.confirm({
    message: {
      en: `recado knows of no message from ${unknown === 1 ? "this person" : `${unknown} of these people`}, and without one Meta delivers only templates. Did they write in the last 24 hours?`,
      es:
        unknown === 1
          ? "recado no conoce ningún mensaje de esta persona, y sin uno Meta solo entrega plantillas. ¿Escribió en las últimas 24 horas?"
          : `recado no conoce ningún mensaje de ${unknown} de estas personas, y sin uno Meta solo entrega plantillas. ¿Escribieron en las últimas 24 horas?`,
    },
    option: "--opted-in",
  });
  if (!wrote) return undefined;
  return context.say({ en: "wrote to us on WhatsApp", es: "nos escribió por WhatsApp" });
}

/** The message, to how many, and at what price: nothing goes out before a yes. */
export async function confirmSend(
  { preview, plan, prospects }: { preview: Text; plan: SendPlan; prospects: readonly Prospect[] },
  context: Context,
): Promise<void> {
  const allowed = prospects.filter(({ refusal }) => refusal === undefined);
  if (context.yes || allowed.length === 0) return;
  const cost = totalEstimate(allowed, plan.currency);
  const price =
    cost === undefined
      ? { en: "price unknown", es: "precio desconocido" }
      : cost.micros === 0
        ? free
        : priced(moneyText(cost));
  context.host.stderr.write(`${context.say(preview).replace(/^/gm, "  │ ")}\n`);
  const count = allowed.length;
  const sure = await context.prompt.confirm({
    message: {
      en: `Send this to ${count === 1 ? "1 person" : `${count} people`} (${price.en})?`,
      es: `¿Enviar esto a ${count === 1 ? "1 persona" : `${count} personas`} (${price.es})?`,
    },
    option: "--yes",
  });
  if (sure) return;
  throw new UsageError({
    code: "usage.not_confirmed",
    text: { en: "Cancelled: nothing was sent.", es: "Cancelado: no se envió nada." },
  });
}

function priced({ en, es }: Text): Text {
  return { en: `about ${en}`, es: `aprox. ${es}` };
}
