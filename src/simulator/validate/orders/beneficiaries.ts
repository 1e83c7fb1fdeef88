import { filledArray, type Json, keys, objectAt, optionalWords, requiredText } from "../check.ts";

const needed = {
  name: 200,
  address_line1: 100,
  city: Infinity,
  state: Infinity,
  country: Infinity,
  postal_code: Infinity,
};
const beneficiaryKeys = keys(...Object.keys(needed), "address_line2");
const longestLine = 100;

/** The people that an order is for, where goods are sent to them. */
export function checkBeneficiaries(details: Json, path: string): void {
  if (details["beneficiaries"] === undefined) return;
  const people = filledArray(details, "beneficiaries", path, "Beneficiaries");
  for (const [index, value] of people.entries()) {
    const personPath = `${path}['beneficiaries'][${index}]`;
    const person = objectAt(value, personPath, beneficiaryKeys);
    for (const [key, most] of Object.entries(needed)) requiredText(person, key, personPath, most);
    optionalWords(person, "address_line2", personPath, longestLine);
  }
}
