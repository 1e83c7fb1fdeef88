import { readConfig, type ConfigFile, type Profile } from "../../cli/config.ts";
import type { Context } from "../../cli/context.ts";
import { pathsOf, type Paths } from "../../cli/paths.ts";
import { defaultDatabase, profileName, unknownProfile } from "../../cli/settings.ts";
import { readPostgresAddress } from "../../storage/postgres-address.ts";

/** The profiles of this machine and the name of the one that commands use now. */
export interface KnownProfiles {
  readonly paths: Paths;
  readonly config: ConfigFile;
  readonly current: string;
}

export function readProfiles(context: Context): KnownProfiles {
  const paths = pathsOf(context.host);
  const config = readConfig(paths);
  return { paths, config, current: profileName(context.profile, context.host.env, config) };
}

/** The profile with this name; a UsageError that lists the others where there is none. */
export function findProfile({ config }: KnownProfiles, name: string): Profile {
  const profile = Object.hasOwn(config.profiles, name) ? config.profiles[name] : undefined;
  if (profile === undefined) throw unknownProfile(name, Object.keys(config.profiles));
  return profile;
}

/** Where a profile's data is, fit to be shown: a server's password is taken out. */
export function shownDatabase(paths: Paths, name: string, profile: Pick<Profile, "databaseUrl">): string {
  const address = profile.databaseUrl ?? defaultDatabase(paths, name);
  return /^postgres(?:ql)?:/i.test(address) ? readPostgresAddress(address).location : address;
}

/** A profile in a list: the keys that scripts rely on. */
export function profileRow(
  name: string,
  profile: Profile,
  current: string,
): Readonly<Record<string, string | boolean | null>> {
  return {
    name,
    current: name === current,
    wabaId: profile.wabaId,
    phoneNumberId: profile.phoneNumberId,
    displayPhoneNumber: profile.displayPhoneNumber ?? null,
    timezone: profile.timezone ?? null,
    simulator: profile.simulator === true,
  };
}
