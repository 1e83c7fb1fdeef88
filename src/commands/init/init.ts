import { readConfig } from "../../cli/config.ts";
import { connectGraph } from "../../cli/connect.ts";
import type { Context } from "../../cli/context.ts";
import { pathsOf } from "../../cli/paths.ts";
import { defaultSecretStore } from "../../cli/secrets.ts";
import { profileName, variables } from "../../cli/settings.ts";
import { cleanLine } from "../../core/terminal.ts";
import type { View } from "../../cli/view.ts";
import { zoneOfAccount } from "../../domain/costs/account-zone.ts";
import { eligibilityOf } from "../../domain/costs/auth-international.ts";
import type { GraphClient } from "../../graph/client.ts";
import type { WireWaba } from "../../graph/wire/wabas.ts";
import type { WireTokenInfo } from "../../graph/wire/tokens.ts";
import { chooseAccount, chooseNumber } from "./account.ts";
import { gatherAnswers, gatherSimulatorAnswers, type Answers, type InitInput } from "./answers.ts";
import { askCountry, askToken, startConversation, type Conversation } from "./conversation.ts";
import { describeProfile } from "./describe.ts";
import { checkName, guardRealAccount } from "./profile-rules.ts";
import { storeProfile, withProfile, type NewProfile } from "./store.ts";
import { accountsOf, blamesToken, inspectToken, missingScopes } from "./token.ts";

/** Asks for what is missing, checks it against Graph, and stores a profile. */
export async function run(input: InitInput, context: Context): Promise<View> {
  const { host } = context;
  const paths = pathsOf(host);
  const config = readConfig(paths);
  const name = checkName(profileName(context.profile, host.env, config));
  const existing = Object.hasOwn(config.profiles, name) ? config.profiles[name] : undefined;
  const simulated = input.simulator !== undefined;
  // A simulator's token and ids say nothing about a real account, and the other way round.
  const profile = (existing?.simulator === true) === simulated ? existing : undefined;
  const talk = await startConversation(input, config.language, context);
  const gather = simulated ? gatherSimulatorAnswers : gatherAnswers;
  const answers = await gather(input, context, { paths, name, profile });
  if (simulated) {
    guardRealAccount(name, existing, answers.graphUrl ?? "");
    warnOfEnvironment(context, talk);
  }

  const account = await openAccount(answers, talk, context);
  try {
    const { graph, info, accessToken } = account;
    warnOfScopes(info, talk);
    const asking = { graph, prompt: talk.prompt, signal: context.signal };
    const wabaId = await chooseAccount(answers.wabaId, accountsOf(info), asking);
    const waba = await graph.wabas.get(wabaId, { signal: context.signal });
    const number = await chooseNumber(answers.number, wabaId, asking);
    const country = answers.country ?? existing?.country ?? (await askCountry(number.display_phone_number, talk));
    const made: NewProfile = {
      name,
      language: talk.chosen,
      secrets: { accessToken, appSecret: answers.appSecret, verifyToken: answers.verifyToken },
      profile: {
        wabaId,
        phoneNumberId: number.id,
        displayPhoneNumber: number.display_phone_number,
        verifiedName: number.verified_name,
        appId: info?.app_id ?? profile?.appId,
        catalogId: answers.catalogId,
        graphUrl: answers.graphUrl,
        databaseUrl: answers.databaseUrl,
        currency: waba.currency ?? profile?.currency,
        timezone: answers.timezone ?? accountZone(waba, talk),
        authInternational: eligibilityOf(waba),
        country,
        marketingLimit: existing?.marketingLimit,
        secretStore: answers.secretStore ?? defaultSecretStore(host.platform, host.env["RECADO_HOME"]),
        simulator: simulated ? true : undefined,
      },
    };
    const after = input.dryRun ? withProfile(config, made) : await storeProfile(paths, made);
    return describeProfile({
      ...made,
      paths,
      accountName: waba.name,
      current: profileName(undefined, host.env, after),
      dryRun: input.dryRun,
      speak: talk.speak,
    });
  } finally {
    await account.graph.close();
  }
}

/** The zone by which Meta reckons; of a number that recado has no name for, a person has to say it. */
function accountZone({ timezone_id: id }: WireWaba, talk: Conversation): string | undefined {
  const zone = zoneOfAccount(id);
  if (zone !== undefined || id === undefined || id === "0") return zone;
  const shown = cleanLine(id);
  talk.warn({
    en: `Meta gives the account's time zone as number ${shown}, which recado has no name for. Say it with: recado profiles edit --timezone America/Lima`,
    es: `Meta indica la zona horaria de la cuenta con el número ${shown}, que recado no conoce. Indíquela con: recado profiles edit --timezone America/Lima`,
  });
  return undefined;
}

interface Account {
  readonly graph: GraphClient;
  readonly accessToken: string;
  readonly info: WireTokenInfo | undefined;
}

/** Finds a token that Meta accepts: a person who mistyped or whose old one has expired is asked again. */
async function openAccount(answers: Answers, talk: Conversation, context: Context): Promise<Account> {
  const { appSecret, graphUrl } = answers;
  let known = answers.accessToken;
  for (;;) {
    const accessToken = known ?? (await askToken(talk));
    try {
      const graph = await connectGraph(context.host, { accessToken, appSecret, graphUrl });
      try {
        return { graph, accessToken, info: await inspectToken(graph, accessToken, { signal: context.signal }) };
      } catch (error) {
        await graph.close();
        throw error;
      }
    } catch (error) {
      if (!talk.asks || !blamesToken(error)) throw error;
      talk.warn(error.text);
      known = undefined;
    }
  }
}

function warnOfScopes(info: WireTokenInfo | undefined, talk: Conversation): void {
  const missing = missingScopes(info);
  if (missing.length === 0) return;
  const list = missing.join(", ");
  talk.warn({
    en: `The token lacks a permission: ${list}. Until it has it, some commands will be refused.`,
    es: `Al token le falta un permiso: ${list}. Hasta que lo tenga, algunos comandos serán rechazados.`,
  });
}

/** What is set in the environment comes before the profile: a command meant for the simulator could reach Meta. */
function warnOfEnvironment({ host }: Context, talk: Conversation): void {
  const set = Object.values(variables).filter((variable) => host.env[variable]);
  if (set.length === 0) return;
  talk.warn({
    en: `Set in the environment and used before this profile: ${set.join(", ")}. Unset them to use the simulator.`,
    es: `Definido en el entorno y usado antes que este perfil: ${set.join(", ")}. Quítelo para usar el simulador.`,
  });
}
