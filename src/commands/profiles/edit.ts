import { writeConfig, type Profile } from "../../cli/config.ts";
import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { variables } from "../../cli/settings.ts";
import { line, view, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { readMarketingLimit } from "../marketing-limit.ts";
import type { editInput } from "./index.ts";
import { findProfile, readProfiles } from "./known.ts";

function nothingToChange(name: string): UsageError {
  return new UsageError({
    code: "usage.missing_option",
    text: { en: "There is nothing to change.", es: "No hay nada que cambiar." },
    hint: {
      en: `For example: recado profiles edit ${name} --marketing-limit 2/7d`,
      es: `Por ejemplo: recado profiles edit ${name} --marketing-limit 2/7d`,
    },
    data: { option: "--marketing-limit" },
  });
}

/** `{"profile","marketingLimit","dryRun"}` */
export async function run(
  input: InputOf<typeof editInput> & { readonly dryRun: boolean },
  context: Context,
): Promise<View> {
  const { dryRun } = input;
  const known = readProfiles(context);
  const name = input.name ?? known.current;
  const profile = findProfile(known, name);
  if (input.marketingLimit === undefined) throw nothingToChange(name);
  const limit = readMarketingLimit(input.marketingLimit);
  const { marketingLimit: _before, ...rest } = profile;
  const changed: Profile = limit === "none" ? rest : { ...rest, marketingLimit: limit };
  if (!dryRun) {
    await writeConfig(known.paths, { ...known.config, profiles: { ...known.config.profiles, [name]: changed } });
  }
  if (context.host.env[variables.marketingLimit]) {
    context.warn({
      en: `${variables.marketingLimit} is set in the environment and comes before this.`,
      es: `${variables.marketingLimit} está definido en el entorno y tiene prioridad.`,
    });
  }
  const none = limit === "none";
  return view({
    data: { profile: name, marketingLimit: none ? null : limit, dryRun },
    blocks: [
      line(
        none
          ? {
              en: `The profile "${name}" ${dryRun ? "would have" : "has"} no limit for marketing.`,
              es: `El perfil "${name}" ${dryRun ? "quedaría" : "quedó"} sin límite de publicidad.`,
            }
          : {
              en: `The profile "${name}" ${dryRun ? "would allow" : "allows"} each person at most ${limit} of marketing.`,
              es: `El perfil "${name}" ${dryRun ? "permitiría" : "permite"} a cada persona ${limit} de publicidad como máximo.`,
            },
        dryRun ? undefined : "good",
      ),
    ],
  });
}
