import type { Context } from "../../cli/context.ts";
import { requireSetting, type Settings } from "../../cli/settings.ts";
import { line, view, type Block, type View } from "../../cli/view.ts";
import { AppError, ConfigError } from "../../core/errors.ts";
import { plural, type Text } from "../../core/text.ts";
import { inspectToken } from "../init/token.ts";
import { attempt, fail, failure, notChecked, pass, type Check, type CheckName } from "./check.ts";
import { checkClock } from "./clock-check.ts";
import { checkAppSecret, checkConfig, checkDatabase, checkFolders, checkNode } from "./local.ts";
import { checkLimit, checkQuality, checkStatus, checkThroughput } from "./number-checks.ts";
import { checkExpiry, checkScopes } from "./token-checks.ts";

/** `{"checks":[{check,status,text,next}],"ok"}` */
export async function run(_input: object, context: Context): Promise<View> {
  const checks = [
    checkNode(process.versions.node),
    await attempt("config", () => checkConfig(context)),
    await attempt("folders", () => checkFolders(context)),
    ...(await checkSettings(context)),
  ];
  return describe(checks, context);
}

/** Everything that needs to know the account. */
async function checkSettings(context: Context): Promise<Check[]> {
  let settings: Settings;
  try {
    settings = await context.settings();
  } catch (error) {
    return [failure("token", error)];
  }
  const [token, number, webhook, database, clock] = await Promise.all([
    checkToken(context, settings),
    checkNumber(context, settings),
    checkWebhook(context, settings),
    attempt("database", () => checkDatabase(context)),
    attempt("clock", () => checkClock(context, settings)),
  ]);
  return [...token, ...number, webhook, checkAppSecret(settings), database, clock];
}

async function checkToken(context: Context, settings: Settings): Promise<Check[]> {
  try {
    const accessToken = requireSetting(settings, "accessToken");
    const info = await inspectToken(await context.graph(), accessToken, context);
    return [
      pass("token", { en: "Meta accepts the token", es: "Meta acepta el token" }),
      checkScopes(info),
      checkExpiry(info, context.clock.now()),
    ];
  } catch (error) {
    context.signal.throwIfAborted();
    return [failure("token", error), notChecked("token-scopes", error), notChecked("token-expiry", error)];
  }
}

const numberChecks = ["number", "quality", "messaging-limit", "throughput"] as const satisfies readonly CheckName[];

async function checkNumber(context: Context, settings: Settings): Promise<Check[]> {
  try {
    const id = requireSetting(settings, "phoneNumberId");
    const graph = await context.graph();
    const number = await graph.phoneNumbers.get(id, { signal: context.signal });
    return [checkStatus(number), checkQuality(number), checkLimit(number), checkThroughput(number)];
  } catch (error) {
    context.signal.throwIfAborted();
    return numberChecks.map((check) => failure(check, error));
  }
}

async function checkWebhook(context: Context, settings: Settings): Promise<Check> {
  return attempt("webhook", async () => {
    const wabaId = requireSetting(settings, "wabaId");
    const graph = await context.graph();
    const apps = await graph.wabas.subscribedApps(wabaId, { signal: context.signal });
    if (apps.length > 0) {
      return pass("webhook", {
        en: `The account's webhooks go to ${plural(apps.length, { en: "app", es: "" }, { en: "apps", es: "" }).en}`,
        es:
          apps.length === 1
            ? "Una aplicación recibe los webhooks de la cuenta"
            : `${apps.length} aplicaciones reciben los webhooks de la cuenta`,
      });
    }
    return fail(
      "webhook",
      {
        en: "No app is subscribed to the account's webhooks: states, answers and opt-outs do not arrive",
        es: "Ninguna aplicación está suscrita a los webhooks de la cuenta: no llegan estados, respuestas ni bajas",
      },
      {
        en: "At Meta, open the app > WhatsApp > Configuration, set the webhook's address and subscribe the account.",
        es: "En Meta, abra la aplicación > WhatsApp > Configuración, indique la dirección del webhook y suscriba la cuenta.",
      },
    );
  });
}
