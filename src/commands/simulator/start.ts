import { resolve } from "node:path";
import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { verbatim, view, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { credentialsBody } from "../../simulator/credentials.ts";
import { simulatorEnvironment } from "../../simulator/environment.ts";
import type { SimulatorOptions } from "../../simulator/options.ts";
import { startSimulator, type Simulator } from "../../simulator/simulator.ts";
import { initInput } from "../init/index.ts";
import { cannotListen, isListenFailure, type ListenPlace } from "../listen-error.ts";
import { untilAborted } from "../until-aborted.ts";
import type { startInput } from "./start-spec.ts";

/** A word, or the path of a file: what looks like a path is never taken for a word. */
function seedOf(seed: string | undefined, folder: string): Pick<SimulatorOptions, "seed" | "world"> {
  if (seed === undefined) return {};
  return /[/\\]|\.json$/i.test(seed) ? { world: resolve(folder, seed) } : { seed };
}

/** An address that cannot be listened on is for the person to change, and no fault of ours. */
async function startOn(options: SimulatorOptions & ListenPlace): Promise<Simulator> {
  try {
    // Profiles and databases outlive it: its second start must not give the message ids of the first again.
    return await startSimulator({ ...options, freshMessageIds: true });
  } catch (error) {
    throw isListenFailure(error) ? cannotListen(error, options) : error;
  }
}

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
  await using simulator = await startOn({
    host: input.host ?? "127.0.0.1",
    port: input.port ?? 4010,
    ...(input.state === undefined
      ? {}
      : { state: resolve(context.host.cwd, input.state), onStateError: (error) => context.warn(error.text) }),
    ...seedOf(input.seed, context.host.cwd),
    ...(input.webhook === undefined ? {} : { webhook: { url: input.webhook } }),
  });
  const { url, pageUrl } = simulator;
  const answer = credentialsBody(simulator);
  if (context.format === "json") context.host.stdout.write(`${JSON.stringify(answer)}\n`);
  else {
    const lines = Object.entries(simulatorEnvironment(simulator)).map(([name, value]) => `export ${name}=${value}`);
    context.show(view({ data: answer, rows: [answer], blocks: [verbatim(lines.join("\n"))] }));
    context.note({
      en: `Simulator at ${url}. Press Ctrl-C to stop.\nIts page: ${pageUrl}`,
      es: `Simulador en marcha: ${url}. Pulse Ctrl-C para detenerlo.\nSu página: ${pageUrl}`,
    });
    if (input.state !== undefined) {
      context.note({ en: `Its state is kept in ${input.state}.`, es: `Su estado se conserva en ${input.state}.` });
    }
    const join = `recado init --simulator${url === initInput.simulator.optionalValue ? "" : ` ${url}`}`;
    context.note({ en: `In another terminal: ${join}`, es: `En otra terminal: ${join}` });
  }
  await untilAborted(context.signal);
  return view({ data: undefined, rows: [], blocks: [] });
}
