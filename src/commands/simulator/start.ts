import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { verbatim, view, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { simulatorEnvironment } from "../../simulator/environment.ts";
import { startSimulator } from "../../simulator/simulator.ts";
import { untilAborted } from "../until-aborted.ts";
import type { startInput } from "./index.ts";

export async function run(input: InputOf<typeof startInput>, context: Context): Promise<View> {
  if (input.webhook !== undefined && !URL.canParse(input.webhook)) {
    throw new UsageError({
      code: "usage.bad_value",
      text: {
        en: `--webhook "${input.webhook}" is not an address.`,
        es: `--webhook "${input.webhook}" no es una dirección.`,
      },
      hint: {
        en: "For example: --webhook http://127.0.0.1:4020/webhook",
        es: "Por ejemplo: --webhook http://127.0.0.1:4020/webhook",
      },
    });
  }
  await using simulator = await startSimulator({
    port: input.port ?? 4010,
    ...(input.host === undefined ? {} : { host: input.host }),
    ...(input.seed === undefined ? {} : { seed: input.seed }),
    ...(input.webhook === undefined ? {} : { webhook: { url: input.webhook } }),
  });
  const { url, graphUrl, pageUrl, accessToken, appSecret, verifyToken, appId, businessId } = simulator;
  const { wabaId, phoneNumberId, displayPhoneNumber, catalogId } = simulator;
  const answer = {
    url,
    graphUrl,
    pageUrl,
    accessToken,
    appSecret,
    verifyToken,
    appId,
    businessId,
    wabaId,
    phoneNumberId,
    displayPhoneNumber,
    catalogId,
  };
  if (context.format === "json") context.host.stdout.write(`${JSON.stringify(answer)}\n`);
  else {
    const lines = Object.entries(simulatorEnvironment(simulator)).map(([name, value]) => `export ${name}=${value}`);
    context.show(view({ data: answer, rows: [answer], blocks: [verbatim(lines.join("\n"))] }));
    context.note({
      en: `Simulator at ${url}, its page at ${pageUrl}. Ctrl-C ends it.`,
      es: `Simulador en ${url}; su página, en ${pageUrl}. Ctrl-C lo termina.`,
    });
    context.note({
      en: "In another terminal: recado init --simulator",
      es: "En otra terminal: recado init --simulator",
    });
  }
  await untilAborted(context.signal);
  return view({ data: undefined, rows: [], blocks: [] });
}
