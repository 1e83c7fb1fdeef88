import { writeConfig } from "../../cli/config.ts";
import type { Context } from "../../cli/context.ts";
import { removeSecrets } from "../../cli/secrets.ts";
import { line, view, type View } from "../../cli/view.ts";
import { findProfile, readProfiles, shownDatabase } from "./known.ts";

/** `{"removed","database","dryRun"}`: the database stays, and `database` says where. */
export async function run(input: { name: string; dryRun: boolean }, context: Context): Promise<View> {
  const known = readProfiles(context);
  const profile = findProfile(known, input.name);
  const database = shownDatabase(known.paths, input.name, profile);
  const { [input.name]: _removed, ...profiles } = known.config.profiles;
  if (!input.dryRun) {
    await removeSecrets(known.paths, input.name, profile.secretStore);
    const { current, ...rest } = known.config;
    await writeConfig(known.paths, { ...rest, ...(current === input.name ? {} : { current }), profiles });
  }
  const others = Object.keys(profiles);
  return view({
    data: { removed: input.name, database, dryRun: input.dryRun },
    blocks: [
      input.dryRun
        ? line({
            en: `The profile "${input.name}" and its secrets would be forgotten.`,
            es: `Se olvidarían el perfil "${input.name}" y sus secretos.`,
          })
        : line(
            {
              en: `The profile "${input.name}" and its secrets are forgotten.`,
              es: `Se olvidaron el perfil "${input.name}" y sus secretos.`,
            },
            "good",
          ),
      line({
        en: `Its contacts and messages stay in ${database}`,
        es: `Sus contactos y mensajes se conservan en ${database}`,
      }),
      ...(input.name === known.current && others.length > 0
        ? [
            line({
              en: `Choose another one with: recado profiles use ${others[0]}`,
              es: `Elija otro con: recado profiles use ${others[0]}`,
            }),
          ]
        : []),
    ],
  });
}
