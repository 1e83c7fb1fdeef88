import type { IncomingHttpHeaders } from "node:http";
import { unknownObject } from "../errors.ts";
import { isGroupId } from "../groups/groups.ts";
import { NotSimulated } from "../not-simulated.ts";
import type { Json } from "../validate/check.ts";
import type { World } from "../world.ts";

/** A Graph call, read and authorised. */
export interface Call {
  readonly world: World;
  /** The version that answers, as in `v25.0`. */
  readonly version: string;
  /** The object in the path; empty for routes without one. */
  readonly id: string;
  readonly query: URLSearchParams;
  /** The JSON or form body, without what belongs to the protocol. Empty for GET. */
  readonly body: Json;
  /** Set for multipart bodies. */
  readonly form?: FormData;
  /** The raw bytes of an upload, as far as they came. */
  readonly bytes?: Buffer;
  readonly headers: IncomingHttpHeaders;
}

export type ObjectKind =
  | "phone_number_id"
  | "waba_id"
  | "template_id"
  | "media_id"
  | "app_id"
  | "business_id"
  | "catalog_id"
  | "group_id"
  | "upload_id";

export interface Route {
  /** How people and the fidelity list name it: `POST /{phone_number_id}/messages`. */
  readonly name: string;
  /** The name of its file in `handlers/`; faults match on it. */
  readonly handler: string;
  readonly scope: "whatsapp_business_messaging" | "whatsapp_business_management" | undefined;
  readonly run: (call: Call) => unknown;
}

/** What every answer without a status of its own has: 200. A handler that answers otherwise wraps its body in this. */
export class Reply {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    this.status = status;
    this.body = body;
  }
}

/** A route with the object of its path, or why there is none. */
export type Found =
  | { readonly route: Route; readonly id: string; readonly refusal?: undefined }
  | { readonly route: undefined; readonly id: string; readonly refusal: Error };

const kinds: Readonly<Record<ObjectKind, (world: World, id: string) => boolean>> = {
  phone_number_id: ({ state }, id) => state.numbers.has(id),
  waba_id: ({ credentials }, id) => id === credentials.wabaId,
  template_id: ({ state }, id) => state.templates.get(id) !== undefined,
  media_id: ({ state }, id) => state.media.has(id),
  // Unknown ones too: the handler has an error of its own for them.
  group_id: (_, id) => isGroupId(id),
  upload_id: ({ state }, id) => state.uploads.has(id),
  app_id: ({ credentials }, id) => id === credentials.appId,
  business_id: ({ credentials }, id) => id === credentials.businessId,
  catalog_id: ({ credentials }, id) => id === credentials.catalogId,
};
const kindNames = Object.keys(kinds) as ObjectKind[];

function kindOf(world: World, id: string): ObjectKind | undefined {
  return kindNames.find((kind) => kinds[kind](world, id));
}

const fileOfKind: Readonly<Record<ObjectKind, string>> = {
  phone_number_id: "phone-numbers",
  waba_id: "wabas",
  template_id: "templates",
  media_id: "media",
  app_id: "apps",
  business_id: "businesses",
  catalog_id: "catalogs",
  group_id: "groups",
  upload_id: "uploads",
};

/** Finds the route of a method and a path. */
export class Router {
  readonly #routes = new Map<string, Route>();
  readonly #edges = new Set<string>();
  /** How the paths begin that name no object. */
  readonly #literals = new Set<string>();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      this.#routes.set(route.name, route);
      const [, first = "", ...edge] = route.name.split("/");
      if (edge.length > 0) this.#edges.add(edge.join("/"));
      if (!first.startsWith("{")) this.#literals.add(first);
    }
  }

  names(): string[] {
    return [...this.#routes.keys()];
  }

  /** @param segments the path without the version */
  find(world: World, method: string, segments: readonly string[]): Found {
    const [id = "", ...rest] = segments;
    const edge = rest.join("/");
    const literal = this.#literals.has(id) ? this.#routes.get(`${method} /${segments.join("/")}`) : undefined;
    if (literal !== undefined) return { route: literal, id: "" };
    const kind = kindOf(world, id);
    const route = this.#routes.get(`${method} /{${kind}}${edge === "" ? "" : `/${edge}`}`);
    if (route !== undefined) return { route, id };
    return { route: undefined, id, refusal: this.#refuse(method, segments, kind) };
  }

  #refuse(method: string, segments: readonly string[], kind: ObjectKind | undefined): Error {
    const [id = "", ...rest] = segments;
    const edge = rest.join("/");
    const isObject = /^\d+$/.test(id) || id.startsWith("upload:");
    const known = edge === "" ? kind === undefined && isObject : this.#edges.has(edge);
    if (known) return unknownObject(method, id);
    const place = kind === undefined ? segments.slice(-1).join("") : fileOfKind[kind];
    const shown = [kind === undefined ? id : `{${kind}}`, ...rest].join("/");
    return new NotSimulated(
      `${method} /${shown}`,
      `src/simulator/handlers/${place.replaceAll(/[^a-z-]+/gi, "-") || "root"}.ts`,
    );
  }
}
