/** A PostgreSQL address, taken apart by hand: the ones of Unix sockets are no URLs that `URL` accepts. */
export interface PostgresAddress {
  /** For the driver. */
  readonly connectionString: string;
  /** For people: no password. */
  readonly location: string;
  /** The schema that `?schema=` asks for, instead of `public`. */
  readonly schema: string | undefined;
}

const secretParameters = /([?&](?:password|sslpassword)=)[^&]*/gi;

export function readPostgresAddress(url: string): PostgresAddress {
  const [address = "", search = ""] = url.split(/\?(.*)/s);
  const parameters = search.split("&").filter((parameter) => parameter !== "");
  const others = parameters.filter((parameter) => !parameter.startsWith("schema="));
  const schema = parameters.find((parameter) => parameter.startsWith("schema="))?.slice("schema=".length);
  const connectionString = others.length === 0 ? address : `${address}?${others.join("&")}`;
  const shown = parameters.length === 0 ? address : `${address}?${parameters.join("&")}`;
  return {
    connectionString,
    // Up to the last @: a password that was not encoded may hold one.
    location: shown.replace(/^(\w+:\/\/[^:/?#@]*):[^?]*@/, "$1@").replace(secretParameters, "$1••••"),
    schema: schema === undefined || schema === "" ? undefined : decodeURIComponent(schema),
  };
}
