import { writeConfig } from "../../cli/config.ts";
import type { Context } from "../../cli/context.ts";
import { line, view, type View } from "../../cli/view.ts";
import { findProfile, readProfiles } from "./known.ts";

/** `{"current","dryRun"}` */
export async function run(input: { name: string; dryRun: boolean }, context: Context): Promise<View> {
  const known = readProfiles(context);
  findProfile(known, input.name);
  if (!input.dryRun) await writeConfig(known.paths, { ...known.config, current: input.name });
  const winner = context.host.env["RECADO_PROFILE"];
  if (winner && winner !== input.name) {
    context.warn({
      en: `RECADO_PROFILE is set to "${winner}" and comes before this choice.`,
      es: `RECADO_PROFILE vale "${winner}" y tiene prioridad sobre esta elección.`,
    });
  }
  return view({
    data: { current: input.name, dryRun: input.dryRun },
    blocks: [
      input.dryRun
        ? line({
            en: `The next commands would use the profile "${input.name}".`,
            es: `Los próximos comandos usarían el perfil "${input.name}".`,
          })
        : line(
            {
              en: `The next commands use the profile "${input.name}".`,
              es: `Los próximos comandos usan el perfil "${input.name}".`,
            },
            "good",
          ),
    ],
  });
}
