import { ConfigError, NetworkError, UsageError } from "../../core/errors.ts";
import { simulatorCommand } from "../../core/simulator-command.ts";
import type { Text } from "../../core/text.ts";

/** What a running simulator says about itself. */
export interface SimulatorCredentials {
  readonly graphUrl: string;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly appId: string;
  readonly wabaId: string;
  readonly phoneNumberId: string;
  readonly catalogId: string;
}

function startIt(address: URL): Text {
  const command = simulatorCommand(address.host);
  return { en: `Start it in another terminal with: ${command}`, es: `Inícielo en otra terminal con: ${command}` };
}

function notASimulator(url: string, status: number | undefined): ConfigError {
  return new ConfigError({
    code: "config.not_a_simulator",
    text: {
      en: `What answers at ${url} is not recado's simulator.`,
      es: `Lo que responde en ${url} no es el simulador de recado.`,
    },
    hint: {
      en: "Check the address that recado simulator start printed, and give it: recado init --simulator URL",
      es: "Revise la dirección que mostró recado simulator start e indíquela: recado init --simulator URL",
    },
    data: { url, httpStatus: status },
  });
}

function readAddress(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed !== undefined && /^https?:$/.test(parsed.protocol)) return parsed;
  throw new UsageError({
    code: "usage.bad_value",
    text: { en: `--simulator "${url}" is not an address.`, es: `--simulator "${url}" no es una dirección.` },
    hint: {
      en: "Write it like http://127.0.0.1:4010",
      es: "Escríbala así: http://127.0.0.1:4010",
    },
    data: { option: "--simulator", value: url },
  });
}

/**
 * Asks a running simulator for its token and ids.
 *
 * @throws NetworkError (exit 5) when nothing answers there, ConfigError when something else does
 */
export async function readSimulator(url: string, signal: AbortSignal): Promise<SimulatorCredentials> {
  const address = new URL("/_simulator/credentials", readAddress(url));
  let response: Response;
  try {
    response = await fetch(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) });
  } catch (cause) {
    signal.throwIfAborted();
    throw new NetworkError({
      code: "network.no_simulator",
      sent: "no",
      text: {
        en: `No simulator answers at ${address.origin}.`,
        es: `Ningún simulador responde en ${address.origin}.`,
      },
      hint: startIt(address),
      data: { url: address.origin },
      cause,
    });
  }
  const body: unknown = await response.json().catch(() => undefined);
  const found = typeof body === "object" && body !== null ? new Map(Object.entries(body)) : new Map<string, unknown>();
  const read = (name: keyof SimulatorCredentials): string => {
    const value: unknown = found.get(name);
    if (typeof value !== "string" || value === "") throw notASimulator(address.origin, response.status);
    return value;
  };
  return {
    graphUrl: read("graphUrl"),
    accessToken: read("accessToken"),
    appSecret: read("appSecret"),
    verifyToken: read("verifyToken"),
    appId: read("appId"),
    wabaId: read("wabaId"),
    phoneNumberId: read("phoneNumberId"),
    catalogId: read("catalogId"),
  };
}
