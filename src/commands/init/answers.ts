import { resolve } from "node:path";
import type { Profile, SecretStoreName } from "../../cli/config.ts";
import type { Context } from "../../cli/context.ts";
import { readStdin } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import type { Paths } from "../../cli/paths.ts";
import { readSecrets, type Secrets } from "../../cli/secrets.ts";
import { defaultDatabase, variables, type SettingName } from "../../cli/settings.ts";
import { UsageError } from "../../core/errors.ts";
import { isCountryCode } from "../../core/phone.ts";
import type { Text } from "../../core/text.ts";
import type { initInput } from "./index.ts";
import { readSimulator } from "./simulator.ts";
import { requireZone } from "../../domain/campaigns/when/zones.ts";
import { unknownScheme } from "../../storage/failures.ts";

export type InitInput = InputOf<typeof initInput> & { readonly dryRun: boolean };

/** What is known before anybody is asked: option, then environment, then the profile as it was. */
export interface Answers {
  readonly accessToken: string | undefined;
  readonly appSecret: string | undefined;
  readonly verifyToken: string | undefined;
  readonly wabaId: string | undefined;
  readonly number: string | undefined;
  readonly catalogId: string | undefined;
  readonly country: string | undefined;
  /** IANA name; undefined where nobody said it, so that Meta's word counts. */
  readonly timezone: string | undefined;
  readonly graphUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly secretStore: SecretStoreName | undefined;
}

const notACountry: Text = {
  en: "This is not the two-letter code of a country, such as PE, MX or US.",
  es: "No es el código de dos letras de un país, como PE, MX o US.",
};

/** Says what is wrong with a country code; undefined for a good one, in upper or lower case. */
export function refuseCountry(code: string): Text | undefined {
  return isCountryCode(code.toUpperCase()) ? undefined : notACountry;
}

function readCountry(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  if (refuseCountry(code) === undefined) return code.toUpperCase();
  throw new UsageError({
    code: "usage.bad_value",
    text: {
      en: `--country "${code}" is not the two-letter code of a country.`,
      es: `--country "${code}" no es el código de dos letras de un país.`,
    },
    hint: { en: "Write it like PE, MX or US.", es: "Escríbalo así: PE, MX o US." },
    data: { option: "--country", value: code },
  });
}

function readTimezone(given: string | undefined, host: Context["host"]): string | undefined {
  if (given !== undefined) return requireZone(given);
  const set = host.env[variables.timezone];
  return set ? requireZone(set, variables.timezone) : undefined;
}

/** A file is meant from where the command was typed, and must be found from anywhere. */
function readDatabase(url: string | undefined, cwd: string): string | undefined {
  if (url === undefined || url === ":memory:" || /^postgres(?:ql)?:/i.test(url)) return url;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1];
  if (scheme !== undefined && scheme.toLowerCase() !== "sqlite") throw unknownScheme(scheme);
  return resolve(cwd, url.replace(/^sqlite:(?:\/\/(?=\/))?/i, ""));
}

async function readToken(input: InitInput, context: Context): Promise<string | undefined> {
  if (!input.tokenStdin) return input.token?.trim();
  if (input.token !== undefined) {
    throw new UsageError({
      code: "usage.contradiction",
      text: {
        en: "--token and --token-stdin exclude each other.",
        es: "--token y --token-stdin se excluyen entre sí.",
      },
      hint: { en: "Use --token-stdin.", es: "Use --token-stdin." },
    });
  }
  const token = (await readStdin(context.host))
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .trim();
  if (token !== "") return token;
  throw new UsageError({
    code: "usage.no_token_on_stdin",
    text: { en: "There is no token on standard input.", es: "No hay ningún token en la entrada estándar." },
    hint: {
      en: "For example: recado init --token-stdin < token.txt",
      es: "Por ejemplo: recado init --token-stdin < token.txt",
    },
  });
}

/** Where the answers are kept, and the profile as it was. */
export interface Place {
  readonly paths: Paths;
  readonly name: string;
  /** Undefined where there is none, or none whose values can be kept. */
  readonly profile: Profile | undefined;
}

export async function gatherAnswers(input: InitInput, context: Context, place: Place): Promise<Answers> {
  const { profile } = place;
  const { env, cwd } = context.host;
  const country = readCountry(input.country);
  const timezone = readTimezone(input.timezone, context.host);
  const given = await readToken(input, context);
  const secrets: Secrets = profile === undefined ? {} : await readSecrets(place.paths, place.name, profile.secretStore);
  const from = (name: SettingName): string | undefined => env[variables[name]] || undefined;
  const wabaId = input.waba ?? from("wabaId");
  const sameAccount = wabaId === undefined || wabaId === profile?.wabaId;
  return {
    accessToken: given ?? from("accessToken") ?? secrets.accessToken,
    appSecret: input.appSecret ?? from("appSecret") ?? secrets.appSecret,
    verifyToken: input.verifyToken ?? from("verifyToken") ?? secrets.verifyToken,
    wabaId: wabaId ?? profile?.wabaId,
    // Another account has other numbers and another catalog.
    number: input.number ?? from("phoneNumberId") ?? (sameAccount ? profile?.phoneNumberId : undefined),
    catalogId: from("catalogId") ?? (sameAccount ? profile?.catalogId : undefined),
    country: country ?? profile?.country,
    timezone: timezone ?? (sameAccount ? profile?.timezone : undefined),
    graphUrl: input.graphUrl ?? from("graphUrl") ?? profile?.graphUrl,
    databaseUrl: readDatabase(input.database, cwd) ?? profile?.databaseUrl,
    secretStore: input.secretStore ?? profile?.secretStore,
  };
}

/** The same for a running simulator, which knows all of it: nobody is asked, and no real token is used. */
export async function gatherSimulatorAnswers(input: InitInput, context: Context, place: Place): Promise<Answers> {
  const { profile, paths, name } = place;
  const country = readCountry(input.country);
  const found = await readSimulator(input.simulator ?? "", context.signal);
  return {
    accessToken: found.accessToken,
    appSecret: input.appSecret ?? found.appSecret,
    verifyToken: input.verifyToken ?? found.verifyToken,
    wabaId: input.waba ?? found.wabaId,
    number: input.number ?? found.phoneNumberId,
    catalogId: found.catalogId,
    country: country ?? profile?.country,
    timezone: readTimezone(input.timezone, context.host) ?? profile?.timezone,
    graphUrl: input.graphUrl ?? found.graphUrl,
    // What was played with must not be found among a real account's contacts and costs.
    databaseUrl:
      readDatabase(input.database, context.host.cwd) ??
      profile?.databaseUrl ??
      defaultDatabase(paths, `${name}-simulator`),
    secretStore: "file",
  };
}
