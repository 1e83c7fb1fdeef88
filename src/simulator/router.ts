import { unknownObject } from "./errors.ts";
import { NotSimulated } from "./not-simulated.ts";
import type { Json } from "./validate/check.ts";
import type { World } from "./world.ts";

/** A Graph call, read and authorised. */
export interface Call {
  readonly world: World;
  /** The object in the path; empty for routes without one. */
  readonly id: string;
  readonly query: URLSearchParams;
  /** The JSON or form body, without what belongs to the protocol. Empty for GET. */
  readonly body: Json;
  /** Set for multipart bodies. */
  readonly form?: FormData;
}

export type ObjectKind =
  | "phone_number_id"
  | "waba_id"
  | "template_id"
  | "media_id"
  | "app_id"
  | "business_id"
  | "catalog_id";

export interface Route {
  /** How people and the fidelity list name it: `POST /{phone_number_id}/messages`. */
  readonly name: string;
  /** The name of its file in `handlers/`; faults match on it. */
  readonly handler: string;
  readonly scope: "whatsapp_business_messaging" | "whatsapp_business_management" | undefined;
  readonly run: (call: Call) => unknown;
}

/** A route with the object of its path, or why there is none. */
export type Found =
  | { readonly route: Route; readonly id: string }
  | { readonly route: undefined; readonly refusal: Error };

function kindOf(world: World, id: string): ObjectKind | undefined {
  const { state, credentials } = world;
  if (state.numbers.has(id)) return "phone_number_id";
  if (id === credentials.wabaId) return "waba_id";
  if (state.templates.get(id) !== undefined) return "template_id";
  if (state.media.has(id)) return "media_id";
  if (id === credentials.appId) return "app_id";
  if (id === credentials.businessId) return "business_id";
  return id === credentials.catalogId ? "catalog_id" : undefined;
}

const fileOfKind: Readonly<Record<ObjectKind, string>> = {
  phone_number_id: "phone-numbers",
  waba_id: "wabas",
  template_id: "templates",
  media_id: "media",
  app_id: "apps",
  business_id: "businesses",
  catalog_id: "catalogs",
};

/** Finds the route of a method and a path. */
export class Router {
  readonly #routes = new Map<string, Route>();
  readonly #edges = new Set<string>();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      this.#routes.set(route.name, route);
      const edge = route.name.split("/")[2];
      if (edge !== undefined) this.#edges.add(edge);
    }
  }

  names(): string[] {
    return [...this.#routes.keys()];
  }

  /** @param segments the path without the version */
  find(world: World, method: string, segments: readonly string[]): Found {
    const [id = "", edge] = segments;
    if (edge === undefined) {
      const route = this.#routes.get(`${method} /${id}`);
      if (route !== undefined) return { route, id: "" };
    }
    const kind = kindOf(world, id);
    const route = this.#routes.get(`${method} /{${kind}}${edge === undefined ? "" : `/${edge}`}`);
    if (route !== undefined && segments.length <= 2) return { route, id };
    return { route: undefined, refusal: this.#refuse(method, segments, kind) };
  }

  #refuse(method: string, segments: readonly string[], kind: ObjectKind | undefined): Error {
    const [id = "", edge] = segments;
    const known = edge === undefined ? kind === undefined && /^\d+$/.test(id) : this.#edges.has(edge);
    if (known && segments.length <= 2) return unknownObject(method, id);
    const place = kind === undefined ? segments.slice(-1).join("") : fileOfKind[kind];
    const shown = [kind === undefined ? id : `{${kind}}`, ...segments.slice(1)].join("/");
    return new NotSimulated(
      `${method} /${shown}`,
      `src/simulator/handlers/${place.replaceAll(/[^a-z-]+/gi, "-") || "root"}.ts`,
    );
  }
}
