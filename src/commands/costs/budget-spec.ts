import { command, group } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";

export const budgetSetInput = {
  amount: {
    kind: "argument",
    required: true,
    text: { en: 'amount a month, such as "200 USD/month"', es: 'importe por mes, como "200 USD/mes"' },
  },
  warn: {
    kind: "text",
    value: "percent",
    text: {
      en: "warn when so much of it is used; none for no warning (default 80%)",
      es: "avisar cuando se haya usado ese porcentaje; none para no avisar (80% si no se indica)",
    },
  },
} as const satisfies InputSpec;

export const budgetCommands = group({
  name: "budget",
  summary: { en: "what may be spent in a month", es: "lo que se puede gastar en un mes" },
  details: {
    en: "There is one budget: for all numbers in the database, for each month of the account's time zone. At its ceiling sending stops; what was not sent stays in the queue. It counts what Meta confirmed, and the estimate of what is on its way or uncertain. Free messages always go out; messages whose price is not known do not.",
    es: "Hay un presupuesto: para todos los números de la base de datos y cada mes según la zona horaria de la cuenta. Al llegar al tope se detiene el envío; lo que no salió queda en cola. Cuenta lo confirmado por Meta y el costo estimado de lo que está en camino o es incierto. Los mensajes gratuitos siempre salen; los que no tienen precio conocido, no.",
  },
  default: "show",
  commands: [
    command({
      name: "show",
      summary: { en: "how much of it is used", es: "cuánto se ha usado" },
      input: {},
      examples: ["recado costs budget", "recado costs budget show --json"],
      load: () => import("./budget.ts"),
    }),
    command({
      name: "set",
      summary: { en: "set, raise or lower it", es: "fijarlo, subirlo o bajarlo" },
      details: {
        en: "Campaigns that are running notice it within a second; one that stopped at the ceiling goes on with recado campaigns resume. Without --warn, a budget that is there keeps its own.",
        es: "Las campañas en curso lo notan en un segundo; la que se detuvo en el tope continúa con recado campaigns resume. Sin --warn, un presupuesto ya fijado conserva el suyo.",
      },
      input: budgetSetInput,
      changes: true,
      examples: ['recado costs budget set "200 USD/month"', 'recado costs budget set "200 USD/month" --warn 80%'],
      load: () => import("./budget-set.ts"),
    }),
    command({
      name: "remove",
      summary: { en: "have none: sending no longer stops", es: "quitarlo: el envío ya no se detiene" },
      input: {},
      changes: true,
      examples: ["recado costs budget remove"],
      load: () => import("./budget-remove.ts"),
    }),
  ],
});
