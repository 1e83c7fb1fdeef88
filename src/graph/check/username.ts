/**
 * The username of a business number.
 * @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids
 */
import type { Text } from "../../core/text.ts";
import { Findings } from "./problem.ts";
import { refused } from "./refused.ts";
import { need, oneOf, shape, type Rule } from "./rules.ts";
import { words } from "./words.ts";

const shortest = 3;
const longest = 35;

/** What each rule looks for, and what it says; case means nothing in a username. */
const rules: readonly (readonly [RegExp, Text])[] = [
  [
    /[^a-z0-9._]/i,
    { en: "may only have letters a–z, digits, . and _", es: "solo puede llevar letras a–z, cifras, . y _" },
  ],
  [/^[^a-z]*$/i, { en: "must have at least one letter", es: "debe llevar al menos una letra" }],
  [
    /^\.|\.$|\.\./,
    {
      en: "must not begin or end with a full stop, nor have two in a row",
      es: "no debe empezar ni terminar con punto, ni llevar dos seguidos",
    },
  ],
  [/^www/i, { en: "must not begin with www", es: "no debe empezar con www" }],
  [
    // Meta does not list the endings: these are domains beyond doubt.
    /\.(?:com|net|org|info|biz)$/i,
    { en: "must not end like a web domain", es: "no debe terminar como un dominio web" },
  ],
];

const username: Rule = (value, path, findings) => {
  if (typeof value !== "string") return findings.add(path, words.notText);
  if (value.length < shortest || value.length > longest) {
    return findings.add(path, {
      en: `must have ${shortest} to ${longest} characters`,
      es: `debe tener de ${shortest} a ${longest} caracteres`,
    });
  }
  const broken = rules.find(([pattern]) => pattern.test(value));
  if (broken !== undefined) findings.add(path, broken[1]);
};

const body = shape({ username: need(username), transfer_action: oneOf("none", "force_transfer") });

/** @throws InputError `username.invalid` */
export function assertUsername(given: unknown): void {
  const findings = new Findings();
  body(given, "", findings);
  if (findings.problems.length === 0) return;
  throw refused(
    {
      code: "username.invalid",
      thing: { en: "the request", es: "el pedido" },
      text: { en: "Meta would not accept this username", es: "Meta no aceptaría este nombre de usuario" },
      page: "whatsapp/business-scoped-user-ids",
    },
    findings.problems,
  );
}
