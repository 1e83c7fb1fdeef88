import type { Context } from "../../cli/context.ts";
import { requireSetting, type Settings } from "../../cli/settings.ts";
import { line, view, type Block, type View } from "../../cli/view.ts";
import { ConfigError } from "../../core/errors.ts";
import { same, type Text } from "../../core/text.ts";
import type { CallOptions } from "../../graph/request.ts";
import { inspectToken } from "../init/token.ts";
import {
  accountChecks,
  attempt,
  checkLabels,
  failure,
  notChecked,
  pass,
  type AccountCheck,
  type Check,
} from "./check.ts";
import { checkClock } from "./clock-check.ts";
import { checkBudget, checkTimezone } from "./cost-checks.ts";
import { checkAppSecret, checkConfig, checkDatabase, checkFolders, checkNode } from "./local.ts";
import { checkLimit, checkQuality, checkStatus, checkThroughput } from "./number-checks.ts";
import { checkExpiry, checkScopes } from "./token-checks.ts";
import { checkSubscription } from "./webhook-check.ts";

const marks = { pass: ["✓", "good"], warn: ["!", "warn"], fail: ["✗", "bad"], notChecked: ["–", "dim"] } as const;

/**
 * `{"checks":[{check,status,checked,text,next}],"ok"}`; `text` and `next` are in the language of the run. `checked` is false
 * for what an earlier failure kept from being looked at, which counts as failed for `ok`, but not as a failure of its own.
 */
export async function run(_input: object, context: Context): Promise<View> {
  const node = checkNode(process.versions.node);
  const config = await attempt("config", () => checkConfig(context));
  const folders = await attempt("folders", () => checkFolders(context));
  let settings: Settings;
  try {
    settings = await context.settings();
  } catch (error) {
    const rest = accountChecks.map((check) => notChecked(check, "config", error));
    return describe([node, failure("config", error), folders, ...rest], context);
  }
  return describe([node, config, folders, ...(await checkAccount(context, settings))], context);
}

async function checkAccount(context: Context, settings: Settings): Promise<Check[]> {
  // A person is waiting: one more try for each call is enough.
  const call: CallOptions = { signal: context.signal, maxAttempts: 2 };
  const timezone = await attempt("timezone", async () => checkTimezone(context));
  const [token, number, webhook, database, clock] = await Promise.all([
    group(["token", "token-scopes", "token-expiry"], context, () => checkToken(context, settings, call)),
    group(["number", "quality", "messaging-limit", "throughput"], context, () => checkNumber(context, settings, call)),
    group(["webhook"], context, () => checkWebhook(context, settings, call)),
    group(["database", "budget"], context, async () => [
      await checkDatabase(context),
      timezone.status === "fail"
        ? notChecked("budget", "timezone", timezone.text)
        : await attempt("budget", async () => checkBudget(context)),
    ]),
    group(["clock"], context, async () => [await checkClock(context, settings)]),
  ]);
  return [...token, ...number, ...webhook, checkAppSecret(settings), timezone, ...database, ...clock];
}

/** Checks that one call answers: when it fails, so do they all. Ctrl-C is not a finding. */
async function group(
  names: readonly [AccountCheck, ...AccountCheck[]],
  context: Context,
  look: () => Promise<Check[]>,
): Promise<Check[]> {
  try {
    return await look();
  } catch (error) {
    context.signal.throwIfAborted();
    const [first, ...others] = names;
    return [failure(first, error), ...others.map((check) => notChecked(check, first, error))];
  }
}

async function checkToken(context: Context, settings: Settings, call: CallOptions): Promise<Check[]> {
  const accessToken = requireSetting(settings, "accessToken");
  const info = await inspectToken(await context.graph(), accessToken, call);
  return [
    pass("token", { en: "Meta accepts the token", es: "Meta acepta el token" }),
    checkScopes(info),
    checkExpiry(info, context.clock.now()),
  ];
}

async function checkNumber(context: Context, settings: Settings, call: CallOptions): Promise<Check[]> {
  const graph = await context.graph();
  const number = await graph.phoneNumbers.get(requireSetting(settings, "phoneNumberId"), call);
  return [checkStatus(number), checkQuality(number), checkLimit(number), checkThroughput(number)];
}

async function checkWebhook(context: Context, settings: Settings, call: CallOptions): Promise<Check[]> {
  const graph = await context.graph();
  const apps = await graph.wabas.subscribedApps(requireSetting(settings, "wabaId"), call);
  return [checkSubscription(apps)];
}

function describe(checks: readonly Check[], context: Context): View {
  const say = (text: Text): string => context.say(text);
  const rows = checks.map(({ check, status, checked, text, next }) => ({
    check,
    status,
    checked,
    text: say(text),
    next: next === undefined ? null : say(next),
  }));
  const failed = checks.filter(({ status, checked }) => status === "fail" && checked).length;
  const notDone = checks.filter(({ checked }) => !checked).length;
  const blocks = checks.flatMap(({ check, status, checked, text, next }): Block[] => {
    const [mark, tone] = marks[checked ? status : "notChecked"];
    return [
      line(`${mark} ${say(checkLabels[check]).padEnd(width)}  ${say(text)}`, tone),
      // What was not looked at has the remedy of the failure that it names.
      ...(next === undefined || !checked ? [] : [line(`  ${" ".repeat(width)}  → ${say(next)}`, "dim")]),
    ];
  });
  return view({
    data: { checks: rows, ok: failed === 0 },
    rows,
    blocks,
    problem: failed === 0 ? undefined : problemOf(failed, notDone),
  });
}

const width = Math.max(...Object.values(checkLabels).flatMap(({ en, es }) => [en.length, es.length]));

function problemOf(failed: number, notDone: number): ConfigError {
  const rest: Text = notDone === 0 ? same("") : { en: ` Not done: ${notDone}.`, es: ` Sin hacer: ${notDone}.` };
  return new ConfigError({
    code: "doctor.failed",
    text: { en: `Failed checks: ${failed}.${rest.en}`, es: `Comprobaciones fallidas: ${failed}.${rest.es}` },
    hint: { en: "Follow the lines marked → above.", es: "Siga las líneas marcadas con →." },
    data: { failed, notDone },
  });
}
