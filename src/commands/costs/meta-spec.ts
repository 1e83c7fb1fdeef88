import { command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";
import { timezoneOption } from "./timezone-option.ts";

export const syncInput = {
  month: {
    kind: "text",
    value: "YYYY-MM",
    text: {
      en: "only this month (default: this one and the last)",
      es: "solo este mes (si falta, este y el anterior)",
    },
  },
  from: {
    kind: "text",
    value: "YYYY-MM-DD",
    text: { en: "first day, a year back at most", es: "primer día, un año atrás como máximo" },
  },
  to: {
    kind: "text",
    value: "YYYY-MM-DD",
    text: { en: "last day (default: today)", es: "último día (hoy si no se indica)" },
  },
  templates: {
    kind: "flag",
    text: {
      en: "what each template did too, 90 days back at most",
      es: "también lo que hizo cada plantilla, 90 días atrás como máximo",
    },
  },
  enableInsights: {
    kind: "flag",
    text: {
      en: "let Meta count what templates do; it cannot be undone",
      es: "permitir que Meta cuente lo que hacen las plantillas; no se puede deshacer",
    },
  },
  again: {
    kind: "flag",
    text: { en: "also days that cannot have changed", es: "también los días que ya no pueden cambiar" },
  },
  ...timezoneOption,
  yes: { kind: "flag", text: { en: "do not ask for confirmation", es: "no pedir confirmación" } },
} as const satisfies InputSpec;

export const reconcileInput = {
  month: {
    kind: "text",
    value: "YYYY-MM",
    text: { en: "month (default: this one)", es: "mes (el actual si no se indica)" },
  },
  offline: {
    kind: "flag",
    text: { en: "with what was read before: ask Meta nothing", es: "con lo ya leído, sin preguntar a Meta" },
  },
  check: {
    kind: "flag",
    text: { en: "exit code 8 where something differs", es: "código de salida 8 si algo no coincide" },
  },
  ...timezoneOption,
} as const satisfies InputSpec;

/** `recado costs sync` */
export const syncCommand = command({
  name: "sync",
  summary: { en: "read Meta's own figures", es: "leer las cifras de Meta" },
  details: {
    en: "Reads from Meta what it counted and charged by day, country, number, category and tier, and stores it. It goes on where it was interrupted; days that may still change (until three days after their month) are read each time. Meta's figures are approximate, and where a partner pays for the account it tells volumes only. Days until June 2025 are read as conversations.",
    es: "Lee de Meta lo que contó y cobró por día, país, número, categoría y tramo de volumen, y lo guarda. Si se interrumpe, continúa donde quedó; los días que aún pueden cambiar (hasta tres días después de su mes) se leen cada vez. Las cifras de Meta son aproximadas y, cuando un socio paga la cuenta, Meta solo informa cantidades. Los días hasta junio de 2025 se leen como conversaciones.",
  },
  input: syncInput,
  changes: true,
  examples: [
    "recado costs sync",
    "recado costs sync --month 2026-10 --json",
    "recado costs sync --templates --enable-insights --yes",
  ],
  load: () => import("./sync.ts"),
});

/** `recado costs reconcile` */
export const reconcileCommand = command({
  name: "reconcile",
  summary: {
    en: "compare Meta's figures with the stored messages",
    es: "comparar las cifras de Meta con los mensajes guardados",
  },
  details: {
    en: "For each day, market and category: whether Meta and the stored messages agree, and if not, the likely reason. Reads from Meta first what was not read of the month or may have changed. Only the numbers of the account are compared.",
    es: "Por día, mercado y categoría: si Meta y los mensajes guardados coinciden y, si no, el motivo probable. Primero lee de Meta lo que falta del mes o puede haber cambiado. Solo se comparan los números de la cuenta.",
  },
  input: reconcileInput,
  examples: [
    "recado costs reconcile --month 2026-10",
    "recado costs reconcile --month 2026-10 --check --json",
    "recado costs reconcile --month 2026-10 --offline --output csv",
  ],
  load: () => import("./reconcile.ts"),
});
