import { readConfig } from "../../cli/config.ts";
import type { Context } from "../../cli/context.ts";
import { environmentIsComplete, variables } from "../../cli/settings.ts";
import type { AccountTerms } from "../../domain/webhooks/terms.ts";
import { zoneOf } from "../tariff.ts";

/**
 * The zone and currency that the profile has whenever it is asked: who listens does so for months, and `profiles edit` need not restart
 * it. What the environment says stays.
 *
 * @throws UsageError `usage.unknown_zone`
 */
export async function accountNow(context: Context): Promise<() => Promise<AccountTerms>> {
  const settings = await context.settings();
  const { env } = context.host;
  const isNamed = Boolean(context.profile || env["RECADO_PROFILE"]);
  const hasProfile = isNamed || !environmentIsComplete(env);
  let typed = settings.timezone;
  let { zone } = await zoneOf(context);
  return async () => {
    const { profiles } = hasProfile ? readConfig(settings.paths) : { profiles: {} };
    // One that was removed meanwhile holds as it was.
    const profile = Object.hasOwn(profiles, settings.profile) ? profiles[settings.profile] : settings;
    const timezone = env[variables.timezone] || profile?.timezone;
    if (timezone !== typed) {
      ({ zone } = await zoneOf(context, timezone ?? ""));
      typed = timezone;
    }
    return { zone, currency: profile?.currency ?? "USD" };
  };
}
