import { GraphFault } from "../errors.ts";

/** Refusals of template creation: code 100 with the number of the rule as subcode, and words for a person. */
export function templateFault(subcode: number, userTitle: string, userMessage: string): GraphFault {
  return new GraphFault(100, { message: "Invalid parameter", subcode, userTitle, userMessage });
}

export const rules = {
  beingDeleted: 2388023,
  exists: 2388024,
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
