import type { Json } from "../check.ts";

/** The part of a template that a comparison needs. */
export interface ComparedTemplate {
  readonly id?: string;
  readonly language: string;
  readonly category: string;
  readonly components: readonly { readonly type: string }[];
}

function contentOf({ components }: ComparedTemplate): string {
  const text = (type: string): string => {
    const component = components.find((candidate) => candidate.type === type) as Json | undefined;
    return typeof component?.["text"] === "string" ? component["text"].trim() : "";
  };
  return `${text("BODY")}\n${text("FOOTER")}`;
}

/**
 * Whether another template in the same language has the same body and footer, for which Meta's review rejects a template.
 * One-time-password templates all have Meta's own words, and are never duplicates.
 */
export function sameContent(template: ComparedTemplate, others: readonly ComparedTemplate[]): boolean {
  if (template.category === "AUTHENTICATION") return false;
  const content = contentOf(template);
  return others.some(
    (other) =>
      (other.id === undefined || other.id !== template.id) &&
      other.category !== "AUTHENTICATION" &&
      other.language === template.language &&
      contentOf(other) === content,
  );
}
