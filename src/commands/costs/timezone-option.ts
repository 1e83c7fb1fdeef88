import type { InputSpec } from "../../cli/input.ts";

/** `--timezone` of everything that reckons days or months of costs, to be spread; read it with `zoneOf` or `tariffOf`. */
export const timezoneOption = {
  timezone: {
    kind: "text",
    value: "zone",
    text: {
      en: "zone of days and months, e.g. America/Lima (default: the account's)",
      es: "zona de los días y meses, p. ej. America/Lima (si falta, la de la cuenta)",
    },
  },
} as const satisfies InputSpec;
