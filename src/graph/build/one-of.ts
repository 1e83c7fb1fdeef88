import { refusal } from "../check/send.ts";
import { isMembers } from "../check/rules.ts";
import { words } from "../check/words.ts";

/** One of these members, without the others. */
export type OneOf<Members> = {
  [Name in keyof Members]: Readonly<Pick<Members, Name>> & {
    readonly [Other in Exclude<keyof Members, Name>]?: never;
  };
}[keyof Members];

/** `image, video or document` */
const listed = (names: readonly string[], last: string): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`;

/**
 * Makes sure that a value has one of these members and no second one, of which a builder would drop one unseen.
 * @param path where it goes in the message, in Meta's spelling
 * @throws InputError `message.invalid`
 */
export function onlyOne(value: unknown, names: readonly string[], path: string): void {
  if (!isMembers(value)) throw refusal([{ path, text: words.notObject }]);
  const given = names.filter((name) => value[name] !== undefined);
  if (given.length === 1) return;
  const text =
    given.length === 0
      ? { en: `needs ${listed(names, "or")}`, es: `necesita ${listed(names, "o")}` }
      : {
          en: `has ${listed(given, "and")}; only one of them may be there`,
          es: `tiene ${listed(given, "y")}; solo puede llevar uno de ellos`,
        };
  throw refusal([{ path, text }]);
}

/**
 * Makes sure that these members, which mean nothing beside another, are not there.
 * @throws InputError `message.invalid`
 */
export function noneOf(value: object, names: readonly string[], beside: string, path: string): void {
  const name = names.find((member) => (value as Readonly<Record<string, unknown>>)[member] !== undefined);
  if (name === undefined) return;
  throw refusal([
    {
      path,
      text: { en: `has ${name}, which does not go with ${beside}`, es: `tiene ${name}, que no va con ${beside}` },
    },
  ]);
}
