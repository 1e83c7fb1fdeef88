import type { Context } from "../../cli/context.ts";
import { raiseText, useText } from "../../domain/costs/budget-fit.ts";
import { budgetUseAt } from "../costs/budget-gate-of.ts";
import { zoneOf } from "../tariff.ts";
import { pass, warn, type Check } from "./check.ts";

/** Days and months of costs are those of the account's zone. */
export async function checkTimezone(context: Context): Promise<Check> {
  const { zone, zoneIsKnown } = await zoneOf(context);
  if (zoneIsKnown) {
    return pass("timezone", {
      en: `Days and months of costs are those of ${zone}`,
      es: `Los días y meses de los costos son los de ${zone}`,
    });
  }
  return warn(
    "timezone",
    {
      en: `The account's time zone is not known: days and months of costs are taken in ${zone}`,
      es: `Se desconoce la zona horaria de la cuenta: los días y meses de los costos se toman en ${zone}`,
    },
    {
      en: "Set the one that Meta shows for the account: recado profiles edit --timezone America/Lima (or RECADO_TIMEZONE)",
      es: "Indique la que Meta muestra para la cuenta: recado profiles edit --timezone America/Lima (o RECADO_TIMEZONE)",
    },
  );
}

/** How far the month's budget is used. Used up is no fault of the set-up: it warns. */
export async function checkBudget(context: Context): Promise<Check> {
  const use = await budgetUseAt(context.clock.now(), context);
  if (use === undefined) {
    return pass("budget", {
      en: "There is no budget for the month (recado costs budget set)",
      es: "No hay presupuesto para el mes (recado costs budget set)",
    });
  }
  const text = useText(use);
  if (use.state === "ok") return pass("budget", text);
  const raise = raiseText(use);
  return warn(
    "budget",
    text,
    use.state === "reached"
      ? {
          en: `Sending has stopped, but for what is free. Raise it with: ${raise.en}`,
          es: `El envío está detenido, salvo lo gratuito. Súbalo con: ${raise.es}`,
        }
      : {
          en: `At the ceiling sending stops. Raise it with: ${raise.en}`,
          es: `En el tope se detiene el envío. Súbalo con: ${raise.es}`,
        },
  );
}
