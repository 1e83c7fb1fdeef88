/** Which components go together in a template that is not for authentication. */
import type { Text } from "../../core/text.ts";
import type { Findings } from "./problem.ts";
import { capitals, lengthOf, own, ownList } from "./rules.ts";
import { typeOf } from "./template-create-buttons.ts";
import type { TemplateKind } from "./template-parts.ts";
import { tooLong } from "./words.ts";

const longestOfferCode = 15;

interface Placed {
  readonly component: unknown;
  readonly path: string;
}

const buttonsOf = (placed: Placed | undefined): readonly unknown[] =>
  ownList(placed?.component, "buttons").slice(0, 10);

/** An offer leads to an address; its code, if there is one, stands before it. */
function checkOfferButtons(placed: Placed | undefined, findings: Findings): void {
  const path = placed === undefined ? "components" : `${placed.path}.buttons`;
  const buttons = buttonsOf(placed);
  const types = buttons.map(typeOf);
  const [code, address] = [types.indexOf("COPY_CODE"), types.indexOf("URL")];
  if (address < 0) {
    findings.add(path, {
      en: "has no button of type URL, which a limited-time offer needs",
      es: "no tiene ningún botón de tipo URL, y una oferta por tiempo limitado lo necesita",
    });
  }
  if (code < 0) return;
  if (code !== 0 || (address >= 0 && address !== 1)) {
    findings.add(path, {
      en: "must begin with the code to copy and then the link, in a limited-time offer",
      es: "debe empezar con el código para copiar y luego el enlace, en una oferta por tiempo limitado",
    });
  }
  const example = own(buttons[code], "example");
  const sample: unknown = Array.isArray(example) ? (example as unknown[])[0] : example;
  const length = typeof sample === "string" && sample.length <= 40 ? lengthOf(sample) : 0;
  // What is too long for any code has been told already.
  if (length > longestOfferCode && length <= 20)
    findings.add(`${path}[${code}].example`, tooLong(length, longestOfferCode));
}

const marketingOnly: Text = { en: "goes with MARKETING only", es: "solo va con MARKETING" };

/** The rules that need more than one component. */
export function checkTogether(components: readonly unknown[], kind: TemplateKind, findings: Findings): void {
  const placed = new Map(
    components.map((component, index) => [typeOf(component), { component, path: `components[${index}]` }]),
  );
  for (const type of ["CAROUSEL", "LIMITED_TIME_OFFER"]) {
    const path = placed.get(type)?.path;
    if (path !== undefined && kind.category !== undefined && kind.category !== "MARKETING")
      findings.add(path, marketingOnly);
  }
  if (placed.has("CAROUSEL")) {
    for (const [type, { path }] of placed) {
      if (type === "CAROUSEL" || type === "BODY") continue;
      findings.add(path, {
        en: "cannot be there: beside a carousel there is only a body",
        es: "no puede estar ahí: junto a un carrusel solo va un cuerpo",
      });
    }
  }
  checkProduct(placed, findings);
  if (!placed.has("LIMITED_TIME_OFFER")) return;
  const header = placed.get("HEADER");
  if (header !== undefined && !["IMAGE", "VIDEO"].includes(capitals(own(header.component, "format"))))
    findings.add(`${header.path}.format`, { en: "must be IMAGE or VIDEO here", es: "aquí debe ser IMAGE o VIDEO" });
  const footer = placed.get("FOOTER");
  if (footer !== undefined) {
    findings.add(footer.path, {
      en: "does not go with a limited-time offer",
      es: "no va con una oferta por tiempo limitado",
    });
  }
  checkOfferButtons(placed.get("BUTTONS"), findings);
}

/** A header of one product and the button that shows it belong to each other. */
function checkProduct(placed: ReadonlyMap<string, Placed>, findings: Findings): void {
  const header = placed.get("HEADER");
  const buttons = placed.get("BUTTONS");
  const shows = capitals(own(header?.component, "format")) === "PRODUCT";
  const single = isSingle(buttons?.component);
  if (shows && !single && header !== undefined) {
    findings.add(`${header.path}.format`, {
      en: "needs a button of type SPM where it is PRODUCT",
      es: "necesita un botón de tipo SPM si es PRODUCT",
    });
  }
  if (single && !shows && buttons !== undefined) {
    findings.add(`${buttons.path}.buttons`, {
      en: "has a button of type SPM, which needs a header of format PRODUCT",
      es: "tiene un botón de tipo SPM, que necesita un encabezado de formato PRODUCT",
    });
  }
}

/** Whether one product is shown, so that the body is short. */
export const isSingle = (buttons: unknown): boolean =>
  ownList(buttons, "buttons")
    .slice(0, 10)
    .some((button) => typeOf(button) === "SPM");
