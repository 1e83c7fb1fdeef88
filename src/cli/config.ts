import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../core/errors.ts";
import type { Language } from "../core/text.ts";
import type { Paths } from "./paths.ts";

/** One account and number under one name. Secrets are kept apart (`secrets.ts`). */
export interface Profile {
  readonly wabaId: string;
  readonly phoneNumberId: string;
  readonly displayPhoneNumber?: string | undefined;
  readonly verifiedName?: string | undefined;
  readonly appId?: string | undefined;
  readonly catalogId?: string | undefined;
  /** Without the version; absent means Meta's own host. */
  readonly graphUrl?: string | undefined;
  readonly databaseUrl?: string | undefined;
  /** ISO 4217: what Meta bills the account in. */
  readonly currency?: string | undefined;
  /** IANA name: the account's zone, by which Meta reckons days and months of costs. */
  readonly timezone?: string | undefined;
  /** Whether and where authentication templates cost the international rate, as Meta said of the account. */
  readonly authInternational?: AuthInternational | undefined;
  /** ISO 3166-1 alpha-2: how numbers without a prefix are read. */
  readonly country?: string | undefined;
  /** At most so much marketing to one person: `2/7d`. Absent: no limit. */
  readonly marketingLimit?: string | undefined;
  readonly secretStore: SecretStoreName;
  readonly simulator?: boolean | undefined;
}

/** What the account's node said; instants in milliseconds, countries ISO 3166-1 alpha-2. */
export interface AuthInternational {
  readonly location?: string | undefined;
  readonly from: number;
  /** Countries for which another instant holds. */
  readonly exceptions: Readonly<Record<string, number>>;
}

export type SecretStoreName = "file" | "keychain";

export interface ConfigFile {
  readonly current?: string | undefined;
  readonly language?: Language | undefined;
  readonly profiles: Readonly<Record<string, Profile>>;
}

const empty: ConfigFile = { profiles: {} };
const fileName = "config.json";

/**
 * Reads the profiles without loading conf: every command reads, few write.
 * A missing file is an empty one; a broken file is an error that names it.
 */
export function readConfig(paths: Paths): ConfigFile {
  const file = join(paths.config, fileName);
  if (!existsSync(file)) return empty;
  try {
    const value = JSON.parse(readFileSync(file, "utf8")) as Partial<ConfigFile> | null;
    return { ...value, profiles: value?.profiles ?? {} };
  } catch (cause) {
    throw new ConfigError({
      code: "config.unreadable",
      text: { en: `${file} cannot be read.`, es: `No se puede leer ${file}.` },
      hint: {
        en: "Fix the file, or move it away and run recado init again.",
        es: "Corrija el archivo, o muévalo a otro lugar y ejecute recado init de nuevo.",
      },
      cause,
    });
  }
}

/** Replaces the file in one step (conf writes to a neighbour and renames); only its owner may read it. */
export async function writeConfig(paths: Paths, value: ConfigFile): Promise<void> {
  await writePrivateJson(paths, "config", value);
}

/** Writes one of recado's own JSON files with mode 0600, in a folder with mode 0700. */
export async function writePrivateJson(paths: Paths, name: string, value: object): Promise<void> {
  try {
    mkdirSync(paths.config, { recursive: true, mode: 0o700 });
    const { default: Conf } = await import("conf");
    const store = new Conf<Record<string, unknown>>({
      cwd: paths.config,
      configName: name,
      configFileMode: 0o600,
      clearInvalidConfig: false,
    });
    // JSON has no undefined, and conf refuses it.
    store.store = JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
    chmodSync(store.path, 0o600);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError({
      code: "config.unwritable",
      text: {
        en: `${join(paths.config, `${name}.json`)} cannot be written: ${reason}`,
        es: `No se puede escribir ${join(paths.config, `${name}.json`)}: ${reason}`,
      },
      hint: {
        en: "Check the disk space and who owns the folder, or set RECADO_HOME to a folder of yours.",
        es: "Revise el espacio en disco y de quién es la carpeta, o indique una carpeta propia en RECADO_HOME.",
      },
      cause,
    });
  }
}
