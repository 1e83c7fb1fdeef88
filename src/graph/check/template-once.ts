import type { Findings } from "./problem.ts";
import { typeOf } from "./template-create-buttons.ts";

const types: ReadonlySet<string> = new Set(
  "HEADER BODY FOOTER BUTTONS CAROUSEL LIMITED_TIME_OFFER CALL_PERMISSION_REQUEST".split(" "),
);

/** Each type of component comes once. */
export function onceEach(components: readonly unknown[], path: string, findings: Findings): void {
  const seen = new Set<string>();
  for (const [index, component] of components.entries()) {
    const type = typeOf(component);
    // What is no type at all has been told already.
    if (seen.has(type) && types.has(type))
      findings.add(`${path}[${index}]`, { en: `is a second ${type}`, es: `es un segundo ${type}` });
    seen.add(type);
  }
}
