import { join } from "node:path";
import { ConfigError, UsageError } from "../core/errors.ts";
import type { CountryCode } from "../core/phone.ts";
import type { Text } from "../core/text.ts";
import { readConfig, type AuthInternational, type ConfigFile, type Profile } from "./config.ts";
import type { Host } from "./host.ts";
import { pathsOf, type Paths } from "./paths.ts";
import { readSecrets, type Secrets } from "./secrets.ts";

/** What a command may need to know; each has an environment variable and a place in the profile. */
export interface Settings {
  readonly profile: string;
  readonly accessToken: string | undefined;
  readonly appSecret: string | undefined;
  readonly verifyToken: string | undefined;
  readonly appId: string | undefined;
  readonly wabaId: string | undefined;
  readonly phoneNumberId: string | undefined;
  readonly catalogId: string | undefined;
  readonly graphUrl: string | undefined;
  readonly databaseUrl: string;
  readonly currency: string | undefined;
  /** The account's zone as it was written: read it with `zoneOf` of the commands. */
  readonly timezone: string | undefined;
  readonly authInternational: AuthInternational | undefined;
  /** Checked by `recado init` when it was stored. */
  readonly country: CountryCode | undefined;
  /** As it was written: `2/7d`, `none`. */
  readonly marketingLimit: string | undefined;
  readonly paths: Paths;
}
export type SettingName = keyof typeof variables;

/** The environment variable of each setting: also the text of `recado help environment`. */
export const variables = {
  accessToken: "RECADO_ACCESS_TOKEN",
  appSecret: "RECADO_APP_SECRET",
  verifyToken: "RECADO_VERIFY_TOKEN",
  appId: "RECADO_APP_ID",
  wabaId: "RECADO_WABA_ID",
  phoneNumberId: "RECADO_PHONE_NUMBER_ID",
  catalogId: "RECADO_CATALOG_ID",
  graphUrl: "RECADO_GRAPH_URL",
  databaseUrl: "RECADO_DATABASE_URL",
  marketingLimit: "RECADO_MARKETING_LIMIT",
  timezone: "RECADO_TIMEZONE",
} as const;

/** True when the environment alone says whom to call and as whom: then no config file is read. */
export function environmentIsComplete(env: Host["env"]): boolean {
  return Boolean(env["RECADO_ACCESS_TOKEN"] && env["RECADO_WABA_ID"] && env["RECADO_PHONE_NUMBER_ID"]);
}

/** The profile's name: flag, environment, the one chosen with `profiles use`, else `default`. */
export function profileName(flag: string | undefined, env: Host["env"], config: ConfigFile): string {
  return flag || env["RECADO_PROFILE"] || config.current || "default";
}

/** Where a profile's data is when nothing else was said: a file of its own. */
export function defaultDatabase(paths: Paths, profile: string): string {
  return join(paths.data, `${profile}.db`);
}

/** Flag > environment > profile > default. The database of a profile is a file of its own. */
export async function readSettings(host: Host, flags: { profile?: string | undefined }): Promise<Settings> {
  const { env } = host;
  const paths = pathsOf(host);
  const named = flags.profile || env["RECADO_PROFILE"] || undefined;
  const config: ConfigFile = named === undefined && environmentIsComplete(env) ? { profiles: {} } : readConfig(paths);
  const name = profileName(flags.profile, env, config);
  const profile: Profile | undefined = Object.hasOwn(config.profiles, name) ? config.profiles[name] : undefined;
  if (named !== undefined && profile === undefined) throw unknownProfile(named, Object.keys(config.profiles));
  const secretsAreGiven = [variables.accessToken, variables.appSecret, variables.verifyToken].every((one) => env[one]);
  const secrets: Secrets =
    profile === undefined || secretsAreGiven ? {} : await readSecrets(paths, name, profile.secretStore);
  const from = (variable: string, stored: string | undefined): string | undefined => env[variable] || stored;
  return {
    profile: name,
    accessToken: from(variables.accessToken, secrets.accessToken),
    appSecret: from(variables.appSecret, secrets.appSecret),
    verifyToken: from(variables.verifyToken, secrets.verifyToken),
    appId: from(variables.appId, profile?.appId),
    wabaId: from(variables.wabaId, profile?.wabaId),
    phoneNumberId: from(variables.phoneNumberId, profile?.phoneNumberId),
    catalogId: from(variables.catalogId, profile?.catalogId),
    graphUrl: from(variables.graphUrl, profile?.graphUrl),
    databaseUrl: from(variables.databaseUrl, profile?.databaseUrl) ?? defaultDatabase(paths, name),
    currency: profile?.currency,
    timezone: from(variables.timezone, profile?.timezone),
    authInternational: profile?.authInternational,
    country: profile?.country as CountryCode | undefined,
    marketingLimit: from(variables.marketingLimit, profile?.marketingLimit),
    paths,
  };
}

export function unknownProfile(name: string, known: readonly string[]): UsageError {
  const list = known.length === 0 ? undefined : known.join(", ");
  return new UsageError({
    code: "config.unknown_profile",
    text: {
      en: `There is no profile "${name}".${list === undefined ? "" : ` There are: ${list}.`}`,
      es: `No existe el perfil "${name}".${list === undefined ? "" : ` Existen: ${list}.`}`,
    },
    hint: {
      en: `Make it with: recado init --profile ${name}`,
      es: `Créelo con: recado init --profile ${name}`,
    },
  });
}

const names: Partial<Record<SettingName, Text>> = {
  accessToken: { en: "access token", es: "token de acceso" },
  appSecret: { en: "app secret", es: "secreto de la aplicación" },
  verifyToken: { en: "verify token", es: "token de verificación" },
  wabaId: { en: "WhatsApp Business account", es: "cuenta de WhatsApp Business" },
  phoneNumberId: { en: "phone number id", es: "identificador del número" },
};

/** Settings that the questions of `recado init` leave out: the option that gives them. */
const options: Partial<Record<SettingName, string>> = {
  appSecret: "--app-secret",
  verifyToken: "--verify-token",
};

/** The setting, or a ConfigError (exit 3) that names the variable and the command that sets it. */
export function requireSetting(settings: Settings, name: SettingName): string {
  const value = settings[name];
  if (value !== undefined && value !== "") return value;
  const words = names[name] ?? { en: name, es: name };
  const variable = variables[name];
  const option = options[name];
  const command = option === undefined ? "recado init" : `recado init ${option} …`;
  throw new ConfigError({
    code: "config.missing",
    text: { en: `Not set yet: ${words.en}.`, es: `Falta configurar: ${words.es}.` },
    hint: {
      en: `Run ${command}, or set ${variable}. To try recado without an account: recado demo`,
      es: `Ejecute ${command}, o defina ${variable}. Para probar recado sin una cuenta: recado demo`,
    },
    data: { variable },
  });
}
