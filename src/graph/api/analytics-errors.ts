import type { ExplainRefusal } from "../errors.ts";
import type { GraphErrorEntry } from "../codes/entry.ts";

// Meta's page names neither refusal by a number, so that the sentence has to do.

/** Costs are not told where a solution partner pays for the account. */
const costWithheld: GraphErrorEntry = {
  code: 100,
  name: "cost_withheld",
  kind: "billing",
  retry: "no",
  title: { en: "Costs are not told", es: "Costos no informados" },
  explanation: {
    en: "Meta does not tell what this account costs: a partner pays for it.",
    es: "Meta no informa lo que cuesta esta cuenta: la paga un socio.",
  },
  next: {
    en: "Ask for volumes only, and ask the partner for the costs.",
    es: "Pida solo las cantidades, y pida los costos al socio.",
  },
};

/** The figures of templates are there from the day on that somebody enabled them. */
const insightsOff: GraphErrorEntry = {
  code: 100,
  name: "insights_off",
  kind: "setup",
  retry: "no",
  title: { en: "Template insights are off", es: "Estadísticas de plantillas desactivadas" },
  explanation: {
    en: "Meta does not count what this account's templates do: that has to be enabled once.",
    es: "Meta no cuenta lo que hacen las plantillas de esta cuenta: hay que activarlo una vez.",
  },
  next: {
    en: "Enable it (it cannot be undone): recado costs sync --templates --enable-insights",
    es: "Actívelo (no se puede deshacer): recado costs sync --templates --enable-insights",
  },
};

export const explainCost: ExplainRefusal = ({ message, details }) =>
  /cost not available/i.test(`${message} ${details ?? ""}`) ? costWithheld : undefined;

export const explainInsights: ExplainRefusal = (facts) =>
  /insights/i.test(`${facts.message} ${facts.details ?? ""}`) ? insightsOff : explainCost(facts);
