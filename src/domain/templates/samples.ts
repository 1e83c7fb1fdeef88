import { bindValues, type TemplateValues } from "./values.ts";
import type { TemplateContent } from "./variables.ts";

const exampleCode = "123456";

/**
 * The values that were given, and for the others the samples that the template was approved with: how a message would look.
 * What has neither stays as it is written in the template.
 */
export function withSamples(template: TemplateContent, given: TemplateValues): TemplateValues {
  const { missing } = bindValues(template, given);
  const samples = missing.flatMap(({ key, kind, example }) => {
    const sample = kind === "code" ? exampleCode : example;
    return sample === undefined ? [] : [[key, sample] as const];
  });
  return { ...given, named: { ...Object.fromEntries(samples), ...given.named } };
}
