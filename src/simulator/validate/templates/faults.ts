import { GraphFault } from "../../errors.ts";

/** Refusals of template creation: code 100, the number of the rule as subcode where Meta has one, and words for a person. */
export function templateFault(subcode: number | undefined, userTitle: string, userMessage: string): GraphFault {
  return new GraphFault(100, { message: "Invalid parameter", subcode, userTitle, userMessage });
}

/** @see https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes */
export const rules = {
  tooMany: 2388019,
  beingDeleted: 2388023,
  exists: 2388024,
  notEditable: 2388039,
  tooLong: 2388040,
  fieldMissing: 2388043,
  headerFormat: 2388047,
  bodyFormat: 2388072,
  footerFormat: 2388073,
  tooManyVariables: 2388293,
  variableAtEdge: 2388299,
} as const;

export const tooLong = (what: string, max: number): GraphFault =>
  templateFault(rules.tooLong, "Too many characters", `${what} has more than ${max} characters.`);
export const fieldMissing = (what: string): GraphFault =>
  templateFault(rules.fieldMissing, "A field is missing", `${what} is missing.`);
export const headerFault = (message: string): GraphFault =>
  templateFault(rules.headerFormat, "Header format is incorrect", message);
export const bodyFault = (message: string): GraphFault =>
  templateFault(rules.bodyFormat, "Body format is incorrect", message);
export const footerFault = (message: string): GraphFault =>
  templateFault(rules.footerFormat, "Footer format is incorrect", message);
/** The rules on buttons and on which components go together have no number that is known. */
export const buttonFault = (message: string): GraphFault => templateFault(undefined, "Buttons are incorrect", message);
export const componentFault = (message: string): GraphFault =>
  templateFault(undefined, "Components do not fit together", message);
