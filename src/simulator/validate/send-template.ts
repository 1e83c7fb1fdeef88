import { GraphFault } from "../errors.ts";
import type { TemplateState } from "../templates/store.ts";
import type { Recipient } from "./send-recipient.ts";

const groupHeaders: readonly unknown[] = [undefined, "TEXT", "IMAGE", "VIDEO", "DOCUMENT"];
const groupComponents: readonly unknown[] = ["HEADER", "BODY", "FOOTER", "BUTTONS"];

/** Refuses a template that this kind of recipient cannot get. */
export function refuseTemplate(template: TemplateState, recipient: Recipient): void {
  if (recipient.kind === "person") {
    if (recipient.by === "user_id" && template.category === "AUTHENTICATION")
      throw new GraphFault(131062, { details: "Authentication templates can only be sent to a phone number." });
    return;
  }
  const plain = template.components.every(
    ({ type, format }: { readonly type: string; readonly format?: string }) =>
      groupComponents.includes(type.toUpperCase()) && groupHeaders.includes(format?.toUpperCase()),
  );
  if (template.category === "AUTHENTICATION" || !plain)
    throw new GraphFault(131051, { details: "Only templates with text and media can be sent to groups." });
}
