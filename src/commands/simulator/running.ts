import type { Context } from "../../cli/context.ts";
import { ConfigError, NetworkError, UsageError, type AppError } from "../../core/errors.ts";
import { simulatorCommand } from "../../core/simulator-command.ts";
import { same, type Text } from "../../core/text.ts";

const usualUrl = "http://127.0.0.1:4010";
/** Tokens of simulators begin so; no other token may ever be sent to an address that somebody typed. */
const simulatedToken = /^EAASIM/;

/** A simulator that is running somewhere, as the control commands talk to it. */
export interface RunningSimulator {
  readonly url: URL;
  /**
   * One control call; answers its JSON, undefined for an empty answer.
   *
   * @throws NetworkError (exit 5) when nothing answers or time ran out; UsageError (exit 2) when it was asked wrongly
   */
  call(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<unknown>;
}

function addressOf(url: string): URL {
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return new URL(url);
  throw new UsageError({
    code: "usage.bad_value",
    text: { en: `--url "${url}" is not an address.`, es: `--url "${url}" no es una dirección.` },
    hint: { en: `Write it like ${usualUrl}`, es: `Escríbala así: ${usualUrl}` },
    data: { option: "--url", value: url },
  });
}

/** The simulator of `--url`, or the one that the profile uses, or the usual address. */
export async function runningSimulator(given: string | undefined, context: Context): Promise<RunningSimulator> {
  const settings = await context.settings();
  const { accessToken, graphUrl } = settings;
  const isSimulated = accessToken !== undefined && simulatedToken.test(accessToken);
  const url = addressOf(given ?? (isSimulated ? graphUrl : undefined) ?? usualUrl);
  // The token says which of its worlds is meant; another simulator would not know it.
  const known =
    isSimulated && (given === undefined || (graphUrl !== undefined && new URL(graphUrl).origin === url.origin));
  const headers = known ? { Authorization: `Bearer ${accessToken}` } : {};
  return {
    url,
    call: async (method, path, body) => {
      const target = new URL(`/_simulator/${path}`, url);
      let response: Response;
      try {
        response = await fetch(target, {
          method,
          headers: { "Content-Type": "application/json", ...headers },
          signal: context.signal,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
      } catch (cause) {
        context.signal.throwIfAborted();
        throw notRunning(url, cause);
      }
      const text = await response.text();
      const answer = parse(text);
      if (response.ok && (text === "" || answer !== undefined)) return answer;
      throw refusal(url, response.status, answer);
    },
  };
}

function parse(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notRunning(url: URL, cause: unknown): NetworkError {
  const start = simulatorCommand(url.host);
  return new NetworkError({
    code: "network.no_simulator",
    sent: "no",
    text: { en: `No simulator answers at ${url.origin}.`, es: `Ningún simulador responde en ${url.origin}.` },
    hint: {
      en: `Start it in another terminal with: ${start}. One elsewhere is named with --url`,
      es: `Inícielo en otra terminal con: ${start}. Si está en otra dirección, indíquela con --url`,
    },
    data: { url: url.origin },
    cause,
  });
}

/** The simulator's own words, which come in both languages. */
function refusal(url: URL, status: number, answer: unknown): AppError {
  const error = member(answer, "error");
  const code = member(error, "code");
  const text = member(error, "text");
  const [en, es] = [member(text, "en"), member(text, "es")];
  if (typeof code !== "string" || !code.startsWith("simulator.")) {
    return new ConfigError({
      code: "config.not_a_simulator",
      text: {
        en: `What answers at ${url.origin} is not recado's simulator.`,
        es: `Lo que responde en ${url.origin} no es el simulador de recado.`,
      },
      hint: { en: "Check the address in --url.", es: "Revise la dirección de --url." },
      data: { url: url.origin, httpStatus: status },
    });
  }
  const words: Text =
    typeof en === "string" && typeof es === "string" ? { en, es } : same(String(member(error, "message")));
  if (status === 408) return new NetworkError({ code, sent: "no", text: words });
  if (status === 403) return new ConfigError({ code, text: words });
  return new UsageError({ code, text: words });
}

/** A member of a parsed JSON value; undefined where there is none. */
export function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

/** The items of a `{data: […]}` answer. */
export function dataOf(answer: unknown): readonly Record<string, unknown>[] {
  const data = member(answer, "data");
  return Array.isArray(data)
    ? data.filter((item): item is Record<string, unknown> => typeof item === "object" && item !== null)
    : [];
}
