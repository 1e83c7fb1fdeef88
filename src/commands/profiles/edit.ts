import { writeConfig, type Profile } from "../../cli/config.ts";
import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { variables } from "../../cli/settings.ts";
import { line, view, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import { requireZone } from "../../domain/campaigns/when/zones.ts";
import { readMarketingLimit } from "../marketing-limit.ts";
import type { editInput } from "./index.ts";
import { findProfile, readProfiles } from "./known.ts";

type EditInput = InputOf<typeof editInput> & { readonly dryRun: boolean };

function nothingToChange(name: string): UsageError {
  return new UsageError({
    code: "usage.missing_option",
    text: { en: "There is nothing to change.", es: "No hay nada que cambiar." },
    hint: {
      en: `For example: recado profiles edit ${name} --marketing-limit 2/7d, or --timezone America/Lima`,
      es: `Por ejemplo: recado profiles edit ${name} --marketing-limit 2/7d, o --timezone America/Lima`,
    },
    data: { options: ["--marketing-limit", "--timezone"] },
  });
}

/** One thing that is changed: undefined takes it away. */
interface Change {
  readonly key: "marketingLimit" | "timezone";
  readonly value: string | undefined;
}

function changesOf({ marketingLimit, timezone }: EditInput): readonly Change[] {
  const limit = marketingLimit === undefined ? undefined : readMarketingLimit(marketingLimit);
  const zone = timezone === undefined || timezone === "none" ? timezone : requireZone(timezone);
  const change = (key: Change["key"], value: string | undefined): Change[] =>
    value === undefined ? [] : [{ key, value: value === "none" ? undefined : value }];
  return [...change("marketingLimit", limit), ...change("timezone", zone)];
}

/** `{"profile","dryRun"}`, and of `marketingLimit` and `timezone` those that were changed. */
export async function run(input: EditInput, context: Context): Promise<View> {
  const { dryRun } = input;
  const known = readProfiles(context);
  const name = input.name ?? known.current;
  const profile = findProfile(known, name);
  const changes = changesOf(input);
  if (changes.length === 0) throw nothingToChange(name);
  const changed: Profile = { ...profile, ...Object.fromEntries(changes.map(({ key, value }) => [key, value])) };
  if (!dryRun) {
    await writeConfig(known.paths, { ...known.config, profiles: { ...known.config.profiles, [name]: changed } });
  }
  for (const { key } of changes) {
    if (!context.host.env[variables[key]]) continue;
    context.warn({
      en: `${variables[key]} is set in the environment and comes before this.`,
      es: `${variables[key]} está definido en el entorno y tiene prioridad.`,
    });
  }
  return view({
    data: { profile: name, ...Object.fromEntries(changes.map(({ key, value }) => [key, value ?? null])), dryRun },
    blocks: changes.map((change) => line(toldOf(change, name, dryRun), dryRun ? undefined : "good")),
  });
}

function toldOf({ key, value }: Change, name: string, dryRun: boolean): Text {
  if (key === "timezone") {
    const zone = value ?? "UTC";
    return {
      en: `The profile "${name}" ${dryRun ? "would reckon" : "reckons"} costs in the days and months of ${zone}.`,
      es: `El perfil "${name}" ${dryRun ? "contaría" : "cuenta"} los costos por los días y meses de ${zone}.`,
    };
  }
  if (value === undefined) {
    return {
      en: `The profile "${name}" ${dryRun ? "would have" : "has"} no limit for marketing.`,
      es: `El perfil "${name}" ${dryRun ? "quedaría" : "quedó"} sin límite de publicidad.`,
    };
  }
  return {
    en: `The profile "${name}" ${dryRun ? "would allow" : "allows"} each person at most ${value} of marketing.`,
    es: `El perfil "${name}" ${dryRun ? "permitiría" : "permite"} a cada persona ${value} de publicidad como máximo.`,
  };
}
