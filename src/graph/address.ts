import { ConfigError } from "../core/errors.ts";

/** Where a request goes, taken apart once for all calls that go there. */
export interface HttpAddress {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Host and port, for errors. */
  readonly host: string;
  /** Path and query. */
  readonly path: string;
}

/** Takes an address apart. */
export function addressOf(url: URL): HttpAddress {
  return { origin: url.origin, host: url.host, path: url.pathname + url.search };
}

/**
 * Checks the address of a Graph API.
 * @throws ConfigError `graph.bad_url`
 */
export function parseBaseUrl(baseUrl: string, mayHaveVersion = false): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const versioned = !mayHaveVersion && url !== undefined && /\/v\d+(\.\d+)?\/?$/.test(url.pathname);
  if (url !== undefined && /^https?:$/.test(url.protocol) && !versioned && url.search === "" && url.hash === "")
    return url;
  throw new ConfigError({
    code: "graph.bad_url",
    text: {
      en: "The address of the Graph API is not valid: it starts with http:// or https:// and has no version and no query.",
      es: "La dirección de la API Graph no es válida: empieza con http:// o https:// y no lleva versión ni parámetros.",
    },
    hint: {
      en: "Set RECADO_GRAPH_URL to something like https://graph.facebook.com",
      es: "Ponga en RECADO_GRAPH_URL algo como https://graph.facebook.com",
    },
  });
}

export interface AddressOptions {
  readonly baseUrl: URL;
  /** Where unversioned calls go; undefined sends them to `baseUrl` with the version, as all others. */
  readonly apiUrl: URL | undefined;
  readonly version: string;
  /** Goes into every address as `appsecret_proof`. */
  readonly proof: string | undefined;
}

/** What of a call decides where it goes. */
export interface Destination {
  /** Without the version, from a path builder of `wire/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>> | undefined;
  readonly unversioned?: boolean | undefined;
}

/** So many paths are remembered: a campaign calls one, a listing many. */
const remembered = 100;

/** Makes the addresses of calls; that of a path that is called again and again is made once. */
export function createAddresses({
  baseUrl,
  apiUrl,
  version,
  proof,
}: AddressOptions): (call: Destination) => HttpAddress {
  const known = new Map<string, HttpAddress>();

  const make = ({ path, query, unversioned }: Destination): HttpAddress => {
    const elsewhere = unversioned === true ? apiUrl : undefined;
    const url = new URL(elsewhere ?? baseUrl);
    const versioned = elsewhere === undefined ? `/${version}` : "";
    url.pathname = `${url.pathname.replace(/\/+$/, "")}${versioned}${path}`;
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    if (proof !== undefined) url.searchParams.set("appsecret_proof", proof);
    return addressOf(url);
  };

  return (call) => {
    if (call.query !== undefined || call.unversioned === true) return make(call);
    const before = known.get(call.path);
    if (before !== undefined) return before;
    if (known.size >= remembered) known.clear();
    const made = make(call);
    known.set(call.path, made);
    return made;
  };
}
