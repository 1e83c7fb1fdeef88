import { cleanLine } from "../../../core/terminal.ts";
import { warning, type PlanWarning, type WarningFacts } from "./warning.ts";

const manyMissing = 0.1;
/** Fewer are slips of the hand, which no option mends. */
const leastInvalid = 3;
const largeHeader = 5 * 1024 * 1024;

/** About the people and what they get. */
export function listWarnings({ spec, elsewhere }: WarningFacts): PlanWarning[] {
  const { counts, figures } = spec;
  const found: PlanWarning[] = [];
  const missing = counts.excluded["missing-parameter"] ?? 0;
  if (missing >= manyMissing * (missing + counts.recipients)) {
    const which = Object.keys(figures?.missing ?? {}).map((name) => cleanLine(name));
    if (missing > 0) {
      found.push(
        warning(
          "missing-parameters",
          `${missing} are left out for want of a value (${which.join(", ")}). What stands in for it: --default ${which[0] ?? "name"}="…"`,
          `${missing} quedan fuera por falta de un valor (${which.join(", ")}). Qué va en su lugar: --default ${which[0] ?? "nombre"}="…"`,
        ),
      );
    }
  }
  const invalid = counts.excluded.invalid ?? 0;
  if (invalid >= Math.max(leastInvalid, manyMissing * (invalid + counts.recipients))) {
    found.push(
      warning(
        "invalid-numbers",
        `${invalid} numbers cannot be read. If they have no country code, say which country they are of: --country PE. Another column: --phone-column <header>`,
        `${invalid} números no se pueden leer. Si no llevan código de país, indique de qué país son: --country PE. Otra columna: --phone-column <encabezado>`,
      ),
    );
  }
  if (elsewhere > 0) {
    found.push(
      warning(
        "other-campaign",
        `${elsewhere} of these people wait for a message of another campaign too. See: recado campaigns list`,
        `${elsewhere} de estas personas esperan también un mensaje de otra campaña. Consulte: recado campaigns list`,
      ),
    );
  }
  if (figures === undefined) return found;
  for (const { language, status } of figures.leftOut ?? []) {
    found.push(
      warning(
        "language-left-out",
        `The template in ${cleanLine(language)} is ${cleanLine(status)}: those people get ${spec.fallbackLanguage ?? ""}.`,
        `La plantilla en ${cleanLine(language)} está en ${cleanLine(status)}: esas personas la reciben en ${spec.fallbackLanguage ?? ""}.`,
      ),
    );
  }
  if ((figures.headerBytes ?? 0) > largeHeader) {
    const megabytes = ((figures.headerBytes ?? 0) / 1024 / 1024).toFixed(1);
    found.push(
      warning(
        "large-header",
        `The header's file has ${megabytes} MB: everybody downloads it, many with mobile data.`,
        `El archivo del encabezado pesa ${megabytes} MB: todos lo descargan, muchos con datos móviles.`,
      ),
    );
  }
  if (figures.tidied > 0) {
    found.push(
      warning(
        "tidied-values",
        `In ${figures.tidied} values line breaks or long spaces became one space: Meta takes none.`,
        `En ${figures.tidied} valores, saltos de línea o espacios largos pasaron a ser un espacio: Meta no los acepta.`,
      ),
    );
  }
  return found;
}
