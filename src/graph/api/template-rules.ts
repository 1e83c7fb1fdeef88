/** What is checked of templates before a call. A program that only sends never loads it. */
export const templateRules = () => import("../check/template-calls.ts");
