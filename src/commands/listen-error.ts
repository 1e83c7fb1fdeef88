import { ConfigError } from "../core/errors.ts";

/** Where a server was to listen. */
export interface ListenPlace {
  readonly host: string;
  /** 0 stands for a free one. */
  readonly port: number;
}

/** True for what the system says when a server may not listen, or when there is no such host to listen on. */
export function isListenFailure(error: unknown): error is NodeJS.ErrnoException {
  return (
    error instanceof Error &&
    "syscall" in error &&
    (error.syscall === "listen" || error.syscall === "bind" || error.syscall === "getaddrinfo")
  );
}

/** Says why a server cannot listen, in words that lead to another place (exit 3). */
export function cannotListen(cause: NodeJS.ErrnoException, { host, port }: ListenPlace): ConfigError {
  const taken = cause.code === "EADDRINUSE";
  const reason = cause.code ?? "unknown";
  const samePort = ["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"].includes(reason);
  return new ConfigError({
    code: taken ? "listen.port_taken" : "listen.refused",
    text: taken
      ? { en: `Port ${port} on ${host} is taken.`, es: `El puerto ${port} en ${host} está ocupado.` }
      : {
          en: `recado may not listen on ${host}, port ${port} (${reason}).`,
          es: `recado no puede escuchar en ${host}, puerto ${port} (${cause.code ?? "desconocido"}).`,
        },
    hint: samePort
      ? {
          en: "Choose an address of this computer with --host.",
          es: "Elija con --host una dirección de este equipo.",
        }
      : { en: "Choose another with --port, or --port 0.", es: "Elija otro con --port, o use --port 0." },
    data: { host, port },
    cause,
  });
}
