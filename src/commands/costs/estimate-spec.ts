import { command, type Command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";
import { peopleInput } from "../contacts/filter-spec.ts";
import { timezoneOption } from "./timezone-option.ts";

const what = {
  template: {
    kind: "text",
    value: "name",
    text: { en: "what a template costs", es: "lo que cuesta una plantilla" },
  },
  language: {
    kind: "text",
    value: "code",
    text: {
      en: "which version of the template (default: each in their own language)",
      es: "qué versión de la plantilla (si falta, cada quien en su idioma)",
    },
  },
  market: {
    kind: "list",
    value: "market=n",
    text: {
      en: "so many messages to a country or market, e.g. ES=1200, España=1200, +34=1200; repeatable",
      es: "tantos mensajes a un país o mercado, p. ej. ES=1200, España=1200, +34=1200; se puede repetir",
    },
  },
  category: {
    kind: "choice",
    choices: ["marketing", "utility", "authentication", "authentication-international", "service"],
    text: { en: "what the messages are, without a template", es: "qué son los mensajes, si no hay plantilla" },
  },
  window: {
    kind: "choice",
    choices: ["open", "closed"],
    text: {
      en: "with --market: whether the customers wrote in the last 24 hours (default: closed; open for service)",
      es: "con --market: si los clientes escribieron en las últimas 24 horas (si falta, closed; para service, open)",
    },
  },
} as const satisfies InputSpec;

const list = {
  ...peopleInput,
  file: {
    kind: "text",
    value: "file",
    text: {
      en: "a list: CSV, Excel, JSON, NDJSON or vCard",
      es: "una lista: CSV, Excel, JSON, NDJSON o vCard",
    },
  },
} as const satisfies InputSpec;

const when = {
  on: {
    kind: "text",
    value: "day",
    text: { en: "by the prices of this day (default: today)", es: "con los precios de este día (si falta, hoy)" },
  },
  currency: {
    kind: "text",
    value: "code",
    text: {
      en: "currency of the price list, e.g. EUR (default: the account's, else USD)",
      es: "moneda de la lista de precios, p. ej. EUR (si falta, la de la cuenta o USD)",
    },
  },
  ...timezoneOption,
} as const satisfies InputSpec;

export const estimateInput = { ...what, ...list, ...when } as const satisfies InputSpec;

/** `costs estimate` */
export const estimateCommand: Command = command({
  name: "estimate",
  summary: {
    en: "what messages would cost, before anything is sent",
    es: "lo que costarían los mensajes, antes de enviar nada",
  },
  details: {
    en: "With --market and --category it needs no account and no network. With --template and people (--segment, --label, --all, --file…) it counts whom a campaign would write to, and plans nothing. Where there is an account, the volume tiers and the free answers that it has used this month are counted. A rate that is not known is left out of the total, and told.",
    es: "Con --market y --category no hace falta cuenta ni red. Con --template y personas (--segment, --label, --all, --file…) cuenta a quién escribiría una campaña, sin planificar nada. Si hay una cuenta, se tienen en cuenta los tramos por volumen y las respuestas gratis que ya usó este mes. Lo que tiene una tarifa desconocida queda fuera del total, y se avisa.",
  },
  input: estimateInput,
  examples: [
    "recado costs estimate --market ES=1200 --market MX=500 --category marketing --on 2026-10-15 --json",
    "recado costs estimate --template oferta --segment vip",
    "recado costs estimate --template pedido_enviado --file pedidos.csv --country PE",
  ],
  load: () => import("./estimate.ts"),
});
