import { AppError, PolicyError, UncertainError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import { reasonOf } from "./turn.ts";

/** So many calls in a row had no answer. */
export function noAnswers(cause: unknown, count: number): UncertainError {
  return new UncertainError({
    code: "send.no_answers",
    text: {
      en: `Meta did not answer ${count} calls in a row, so recado stopped.`,
      es: `Meta no respondió ${count} solicitudes seguidas, así que recado se detuvo.`,
    },
    cause,
  });
}

/** The database could not keep what became of calls. */
export function notRecorded(
  cause: unknown,
  called: number,
  unrecorded: readonly { readonly id: string; readonly wamid: string }[],
): UncertainError {
  const why = cause instanceof AppError ? cause.text : { en: String(cause), es: String(cause) };
  return new UncertainError({
    code: "send.not_recorded",
    text: {
      en: `The database failed after messages had been handed to Meta (${called}): ${why.en}`,
      es: `La base de datos falló después de entregar mensajes a Meta (${called}): ${why.es}`,
    },
    hint: {
      en: "Mend that, then go on with: recado campaigns resume <name>. What was under way is uncertain, and is not sent again by itself.",
      es: "Corríjalo y continúe con: recado campaigns resume <nombre>. Lo que estaba en curso queda incierto y no se reenvía por sí solo.",
    },
    data: { called, unrecorded, cause: reasonOf(cause) },
    cause,
  });
}

/** A limit of costs cannot be kept by who does not know the price. @param limit the ceiling, the budget: with its article */
export function unknownPrice(limit: Text, hint: Text): PolicyError {
  return new PolicyError({
    code: "policy.price_unknown",
    text: {
      en: `What the next message costs is not known, so ${limit.en} could not be kept.`,
      es: `No se conoce el costo del próximo mensaje, así que no se podría respetar ${limit.es}.`,
    },
    hint,
  });
}
