import { NetworkError } from "../core/errors.ts";
import { simulatorCommand } from "../core/simulator-command.ts";
import type { Text } from "../core/text.ts";
import type { Scrub } from "./scrub.ts";

interface Reason {
  readonly code: string;
  readonly text: (host: string) => Text;
  readonly hint: (host: string) => Text;
  /** True where trying again cannot help. */
  readonly permanent?: true;
}

const checkNetwork: Text = {
  en: "Check the internet connection and try again.",
  es: "Revise la conexión a internet e inténtelo de nuevo.",
};

const refused: Reason = {
  code: "network.refused",
  text: (host) => ({ en: `Nothing answers at ${host}.`, es: `Nadie responde en ${host}.` }),
  hint: (host) =>
    /^(localhost|127\.|\[::1\])/.test(host)
      ? {
          en: `Start the simulator with: ${simulatorCommand(host)}`,
          es: `Inicie el simulador con: ${simulatorCommand(host)}`,
        }
      : checkNetwork,
};
const notFound: Reason = {
  code: "network.not_found",
  text: (host) => ({ en: `The name ${host} was not found.`, es: `No se encontró el nombre ${host}.` }),
  hint: () => checkNetwork,
};
const unreachable: Reason = {
  code: "network.unreachable",
  text: (host) => ({ en: `${host} cannot be reached.`, es: `No se puede llegar a ${host}.` }),
  hint: () => checkNetwork,
};
const connectTimeout: Reason = {
  code: "network.connect_timeout",
  text: (host) => ({ en: `Connecting to ${host} took too long.`, es: `La conexión con ${host} tardó demasiado.` }),
  hint: () => checkNetwork,
};
const tls: Reason = {
  code: "network.tls",
  text: (host) => ({
    en: `No secure connection to ${host} could be made.`,
    es: `No se pudo establecer una conexión segura con ${host}.`,
  }),
  hint: () => ({
    en: "Check this computer's date, the address (http or https), and any program that inspects the traffic.",
    es: "Revise la fecha del equipo, la dirección (http o https) y cualquier programa que inspeccione el tráfico.",
  }),
  permanent: true,
};
const proxy: Reason = {
  code: "network.proxy",
  text: (host) => ({
    en: `The proxy did not let the request through to ${host}.`,
    es: `El proxy no dejó pasar la solicitud a ${host}.`,
  }),
  hint: () => ({
    en: "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and the proxy's user and password.",
    es: "Revise HTTPS_PROXY, HTTP_PROXY y NO_PROXY, y el usuario y la contraseña del proxy.",
  }),
  permanent: true,
};
const neverLeft: Reason = {
  code: "network.not_sent",
  text: (host) => ({
    en: `The request to ${host} could not be sent.`,
    es: `No se pudo enviar la solicitud a ${host}.`,
  }),
  hint: () => checkNetwork,
};

const lookAtIt: Text = {
  en: "Meta may have processed the request. Check before you repeat it.",
  es: "Es posible que Meta haya procesado la solicitud. Compruébelo antes de repetirla.",
};
const timeout: Reason = {
  code: "network.timeout",
  text: (host) => ({ en: `${host} did not answer in time.`, es: `${host} no respondió a tiempo.` }),
  hint: () => lookAtIt,
};
const reset: Reason = {
  code: "network.reset",
  text: (host) => ({
    en: `The connection to ${host} broke before its answer was complete.`,
    es: `La conexión con ${host} se cortó antes de recibir la respuesta completa.`,
  }),
  hint: () => lookAtIt,
};

const badAnswer: Reason = {
  code: "network.bad_answer",
  text: (host) => ({
    en: `The answer from ${host} could not be understood.`,
    es: `No se entendió la respuesta de ${host}.`,
  }),
  hint: () => lookAtIt,
};

const beforeBytes: readonly [RegExp, Reason][] = [
  [/^ECONNREFUSED$/, refused],
  [/^(ENOTFOUND|EAI_\w+)$/, notFound],
  [/^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/, connectTimeout],
  [/^UND_ERR_(PROXY|ABORTED|PRX_TLS)$/, proxy],
  [/^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/, unreachable],
  [/^(ERR_TLS_\w+|ERR_SSL_\w+|EPROTO|\w*CERT\w*|UNABLE_TO_\w+|\w+_IN_CERT_CHAIN|CRL_\w+|HOSTNAME_MISMATCH)$/, tls],
];

const afterBytes: readonly [RegExp, Reason][] = [[/^(UND_ERR_(HEADERS|BODY)_TIMEOUT|ETIMEDOUT)$/, timeout]];

/** The system's or undici's word for what happened; an error of several addresses carries it in its parts. */
function reasonCode(error: unknown): string {
  if (error instanceof AggregateError && !("code" in error && error.code)) return reasonCode(error.errors[0]);
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** What may be kept of a foreign error: its name, code and cleaned words, without what it holds. */
function safeCause(error: unknown, scrub: Scrub): Error {
  const cause = new Error(scrub(error instanceof Error ? error.message : "unknown"));
  if (error instanceof Error) cause.name = error.name;
  return Object.assign(cause, { code: reasonCode(error) });
}

export interface NetworkFailure {
  readonly error: unknown;
  /** Whether a byte of the request may have left this computer. */
  readonly started: boolean;
  /** Host and port, never a path or a query. */
  readonly host: string;
  readonly scrub: Scrub;
}

/** Says what a failed exchange means: with `started` false it cannot have reached the server. */
export function classifyFailure({ error, started, host, scrub }: NetworkFailure): NetworkError {
  const code = reasonCode(error);
  const found = (started ? afterBytes : beforeBytes).find(([pattern]) => pattern.test(code))?.[1];
  const reason = found ?? (started ? reset : neverLeft);
  return new NetworkError({
    code: reason.code,
    sent: started ? "maybe" : "no",
    text: reason.text(host),
    hint: reason.hint(host),
    data: { host, reason: code, ...(reason.permanent === true ? { permanent: true } : {}) },
    cause: safeCause(error, scrub),
  });
}

/** The caller gave up after bytes of a request that must not be repeated had left. */
export function abortedAfterStart(host: string): NetworkError {
  return new NetworkError({
    code: "network.aborted",
    sent: "maybe",
    text: {
      en: `Stopped while waiting for the answer of ${host}.`,
      es: `Se interrumpió la espera de la respuesta de ${host}.`,
    },
    hint: lookAtIt,
    data: { host, permanent: true },
  });
}

/** A good status with a body that is not what the endpoint answers. */
export function unusableAnswer(host: string, status: number): NetworkError {
  return new NetworkError({
    code: badAnswer.code,
    sent: "maybe",
    text: badAnswer.text(host),
    hint: badAnswer.hint(host),
    data: { host, httpStatus: status, permanent: true },
  });
}

/**
 * A bad status without Graph's error in it: something between (a proxy, a gateway, another server) answered. A 4xx was
 * refused; a 5xx or a redirect may hide an accepted request.
 */
export function notGraph(host: string, status: number, retryAfterMs?: number): NetworkError {
  const refusedThere = status >= 400 && status < 500 && status !== 408 && status !== 499;
  return new NetworkError({
    code: "network.http_error",
    sent: refusedThere ? "no" : "maybe",
    text: {
      en: `${host} answered with HTTP ${status}, and not as the Graph API does.`,
      es: `${host} respondió con HTTP ${status}, y no como lo hace la API Graph.`,
    },
    hint: refusedThere
      ? {
          en: "Check the address of the Graph API (RECADO_GRAPH_URL) and any proxy in between.",
          es: "Revise la dirección de la API Graph (RECADO_GRAPH_URL) y cualquier proxy intermedio.",
        }
      : lookAtIt,
    data: {
      host,
      httpStatus: status,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(status < 500 && status !== 408 && status !== 429 ? { permanent: true } : {}),
    },
  });
}
