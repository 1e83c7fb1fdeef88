import { readConfig, writeConfig, type ConfigFile, type Profile } from "../../cli/config.ts";
import type { Paths } from "../../cli/paths.ts";
import { removeSecrets, writeSecrets, type Secrets } from "../../cli/secrets.ts";
import { profileName } from "../../cli/settings.ts";
import type { Language } from "../../core/text.ts";

export interface NewProfile {
  readonly name: string;
  readonly profile: Profile;
  readonly secrets: Secrets;
  /** Undefined leaves the language as it was. */
  readonly language: Language | undefined;
}

/** The config with the profile in it. A profile is put in use when the one in use does not exist. */
export function withProfile(config: ConfigFile, { name, profile, language }: NewProfile): ConfigFile {
  const inUse = profileName(undefined, {}, config);
  return {
    ...config,
    current: Object.hasOwn(config.profiles, inUse) ? inUse : name,
    ...(language === undefined ? {} : { language }),
    profiles: { ...config.profiles, [name]: profile },
  };
}

/** Stores the secrets, then the profile that points at them, so that no profile is ever without its token. */
export async function storeProfile(paths: Paths, made: NewProfile): Promise<ConfigFile> {
  const config = readConfig(paths);
  const before = Object.hasOwn(config.profiles, made.name) ? config.profiles[made.name] : undefined;
  const { secretStore } = made.profile;
  await writeSecrets(paths, made.name, secretStore, made.secrets);
  const next = withProfile(config, made);
  await writeConfig(paths, next);
  if (before !== undefined && before.secretStore !== secretStore) {
    await removeSecrets(paths, made.name, before.secretStore);
  }
  return next;
}
