import type { Context } from "../../cli/context.ts";
import { UsageError } from "../../core/errors.ts";
import { parsePhone, type CountryCode, type ParsedPhone } from "../../core/phone.ts";
import { maskPhone } from "../../core/redact.ts";
import type { Text } from "../../core/text.ts";
import type { Person } from "../../domain/contacts/add.ts";
import type { Details } from "../../domain/contacts/details.ts";
import { readCountry } from "../../domain/import/cells/countries.ts";
import { readUserId, readUsername } from "../../domain/import/cells/identifiers.ts";
import { readLanguage } from "../../domain/import/cells/languages.ts";
import { tidyCell } from "../../domain/import/cells/tidy.ts";
import { readTimeZone } from "../../domain/import/cells/time-zones.ts";
import { readMarketingLimit } from "../marketing-limit.ts";
import { badValue, readAssignment, readLabel } from "./values.ts";

interface PersonInput {
  readonly phone: string | undefined;
  readonly name: string | undefined;
  readonly language: string | undefined;
  readonly timeZone: string | undefined;
  readonly field: readonly string[];
  readonly userId: string | undefined;
  readonly username: string | undefined;
  readonly country: string | undefined;
  readonly marketingLimit: string | undefined;
  readonly label?: readonly string[];
  readonly noField?: readonly string[];
}

const longestName = 200;

const forExample = (option: string, value: string): Text => ({
  en: `For example: ${option} ${value}`,
  es: `Por ejemplo: ${option} ${value}`,
});

/** A value of the command line: null where it takes the old one away. @throws UsageError naming the option */
function read(
  option: string,
  given: string | undefined,
  reader: (text: string) => string | undefined,
  expected: Text,
  example: string,
): string | null | undefined {
  if (given === undefined) return undefined;
  if (given.trim() === "") return null;
  const value = reader(given);
  if (value === undefined) throw badValue(option, given, expected, forExample(option, example));
  return value;
}

function readName(text: string): string | undefined {
  const name = tidyCell(text);
  return name !== "" && Array.from(name).length <= longestName ? name : undefined;
}

/** The country of the line, or else the profile's. */
export async function countryFor(given: string | undefined, context: Context): Promise<CountryCode | undefined> {
  if (given === undefined || given.trim() === "") return (await context.settings()).country;
  const country = readCountry(given);
  if (country !== undefined) return country;
  const expected: Text = { en: "a country such as PE or Peru", es: "un país, como PE o Perú" };
  throw badValue("--country", given, expected, forExample("--country", "PE"));
}

export type GivenPhone = ParsedPhone & { readonly given: string };

/** @throws UsageError `phone.…`, without the number */
function readGivenPhone(given: string, country: CountryCode | undefined): GivenPhone {
  const parsed = parsePhone(given, { country });
  if (parsed.ok) return { ...parsed, given: given.trim() };
  const shown = maskPhone(given);
  throw new UsageError({
    code: parsed.code,
    text: { en: `--phone "${shown}": ${parsed.text.en}`, es: `--phone "${shown}": ${parsed.text.es}` },
    hint: { en: "Write it as +<country code><number>.", es: "Escríbalo así: +<código de país><número>." },
    data: { option: "--phone" },
  });
}

function readDetails(input: PersonInput, country: CountryCode | undefined): Details {
  return {
    name: read(
      "--name",
      input.name,
      readName,
      {
        en: `a name: at most ${longestName} characters`,
        es: `un nombre: como máximo ${longestName} caracteres`,
      },
      '"Ana Quispe"',
    ),
    language: read(
      "--language",
      input.language,
      readLanguage,
      {
        en: "a language such as es or pt_BR",
        es: "un idioma, como es o pt_BR",
      },
      "es",
    ),
    timeZone: read(
      "--time-zone",
      input.timeZone,
      readTimeZone,
      {
        en: "a time zone such as America/Lima or UTC-5",
        es: "una zona horaria, como America/Lima o UTC-5",
      },
      "America/Lima",
    ),
    username: read(
      "--username",
      input.username,
      readUsername,
      {
        en: "a WhatsApp username: 3 to 35 small letters, digits, _ and full stops",
        es: "un nombre de usuario de WhatsApp: de 3 a 35 letras minúsculas, cifras, _ y puntos",
      },
      "ana.quispe",
    ),
    country: input.country === undefined ? undefined : (country ?? null),
    labels: input.label?.map((label) => readLabel("--label", label)),
    fields: input.field.map((text) => readAssignment("--field", text)),
    withoutFields: input.noField,
    marketingLimit: input.marketingLimit?.trim() === "" ? null : optionalLimit(input.marketingLimit),
  };
}

const optionalLimit = (given: string | undefined): string | undefined =>
  given === undefined ? undefined : readMarketingLimit(given);

/** What the options say of a person. */
export async function readPerson(
  input: PersonInput,
  context: Context,
): Promise<Pick<Person, "userId" | "details"> & { readonly phone: GivenPhone | undefined }> {
  const country = await countryFor(input.country, context);
  const userId = read(
    "--user-id",
    input.userId,
    readUserId,
    {
      en: "a user id such as US.13491208655302741918",
      es: "un id de usuario, como US.13491208655302741918",
    },
    "US.13491208655302741918",
  );
  return {
    phone: input.phone === undefined ? undefined : readGivenPhone(input.phone, country),
    userId: userId ?? undefined,
    details: readDetails(input, country),
  };
}
