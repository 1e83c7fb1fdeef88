import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../core/errors.ts";
import { writePrivateJson, type SecretStoreName } from "./config.ts";
import type { Paths } from "./paths.ts";

/** What must never be shown. */
export interface Secrets {
  readonly accessToken?: string | undefined;
  readonly appSecret?: string | undefined;
  readonly verifyToken?: string | undefined;
}

const service = "recado";

function readFile(paths: Paths): Record<string, Secrets> {
  const file = join(paths.config, "secrets.json");
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Record<string, Secrets>;
  } catch (cause) {
    throw new ConfigError({
      code: "config.unreadable",
      text: { en: `${file} cannot be read.`, es: `No se puede leer ${file}.` },
      hint: { en: "Remove it and run recado init again.", es: "Bórrelo y ejecute recado init de nuevo." },
      cause,
    });
  }
}

/** One profile's place in the machine's keychain. Every call may fail. */
export interface KeychainEntry {
  getPassword(): string | null;
  setPassword(password: string): void;
  deletePassword(): unknown;
}
export type OpenKeychain = (profile: string) => Promise<KeychainEntry>;

const systemKeychain: OpenKeychain = async (profile) => {
  const { Entry } = await import("@napi-rs/keyring");
  return new Entry(service, profile);
};

/** The keychain may be missing, closed or another user's: which of these shows only when it is used. */
async function withKeychain<Result>(
  open: OpenKeychain,
  profile: string,
  use: (entry: KeychainEntry) => Result,
): Promise<Result> {
  try {
    return use(await open(profile));
  } catch (cause) {
    throw new ConfigError({
      code: "config.no_keychain",
      text: {
        en: "This machine's keychain cannot be reached.",
        es: "No se puede acceder al llavero de este equipo.",
      },
      hint: {
        en: "Store the token in a file that only you can read: recado init --secret-store file",
        es: "Guarde el token en un archivo que solo usted pueda leer: recado init --secret-store file",
      },
      cause,
    });
  }
}

export async function readSecrets(
  paths: Paths,
  profile: string,
  store: SecretStoreName,
  keychain: OpenKeychain = systemKeychain,
): Promise<Secrets> {
  if (store === "file") return readFile(paths)[profile] ?? {};
  const text = await withKeychain(keychain, profile, (entry) => entry.getPassword());
  return text === null ? {} : (JSON.parse(text) as Secrets);
}

export async function writeSecrets(
  paths: Paths,
  profile: string,
  store: SecretStoreName,
  secrets: Secrets,
  keychain: OpenKeychain = systemKeychain,
): Promise<void> {
  if (store === "file") await writePrivateJson(paths, "secrets", { ...readFile(paths), [profile]: secrets });
  else await withKeychain(keychain, profile, (entry) => entry.setPassword(JSON.stringify(secrets)));
}

export async function removeSecrets(
  paths: Paths,
  profile: string,
  store: SecretStoreName,
  keychain: OpenKeychain = systemKeychain,
): Promise<void> {
  if (store === "keychain") {
    await withKeychain(keychain, profile, (entry) => entry.deletePassword());
    return;
  }
  const { [profile]: _removed, ...rest } = readFile(paths);
  await writePrivateJson(paths, "secrets", rest);
}

/**
 * Where a new profile's secrets go. The keychains of macOS and Windows outlive a restart; a Linux server mostly has
 * none, or one that forgets at logout, so there the file with mode 0600 is the default.
 */
export function defaultSecretStore(platform: NodeJS.Platform, home: string | undefined): SecretStoreName {
  return home === undefined && (platform === "darwin" || platform === "win32") ? "keychain" : "file";
}
