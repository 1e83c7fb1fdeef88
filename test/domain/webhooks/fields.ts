import { accountCases } from "./cases-account.ts";
import { callCases } from "./cases-calls.ts";
import { coexistenceCases } from "./cases-coexistence.ts";
import { groupCases } from "./cases-groups.ts";
import { numberCases } from "./cases-numbers.ts";
import { peopleCases } from "./cases-people.ts";
import { templateCases } from "./cases-templates.ts";
import type { FieldCase } from "./field-case.ts";

/** One delivery of every field that Meta documents. */
export const fieldCases: readonly FieldCase[] = [
  ...templateCases,
  ...numberCases,
  ...accountCases,
  ...groupCases,
  ...coexistenceCases,
  ...callCases,
  ...peopleCases,
];
