import { seededDigits, seededWord } from "./ids.ts";

/** What a program needs to talk to the simulator, the same for the same seed. */
export interface Credentials {
  /** Begins with `EAASIM`, so that nobody takes it for a real token. */
  readonly accessToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly appId: string;
  readonly businessId: string;
  readonly wabaId: string;
  readonly phoneNumberId: string;
  /** As Meta shows it: `+1 555-010-0200`. */
  readonly displayPhoneNumber: string;
  readonly catalogId: string;
}

export const defaultSeed = "recado";

export function createCredentials(seed: string): Credentials {
  return {
    accessToken: `EAASIM${seededWord(seed, "access token", 48)}`,
    appSecret: `simulated-${seededWord(seed, "app secret", 32).toLowerCase()}`,
    verifyToken: `simulated-${seededWord(seed, "verify token", 16).toLowerCase()}`,
    appId: seededDigits(seed, "app", 15),
    businessId: seededDigits(seed, "business", 15),
    wabaId: seededDigits(seed, "waba", 15),
    phoneNumberId: seededDigits(seed, "phone number", 15),
    displayPhoneNumber: "+1 555-010-0200",
    catalogId: seededDigits(seed, "catalog", 15),
  };
}

/**
 * What `simulator start --json` prints and the control calls answer: everything that a program needs to begin. Of a world
 * with more members only these.
 */
export function credentialsBody(world: Credentials & { readonly url: string }): Record<string, string> {
  const { url } = world;
  const addresses = { url, graphUrl: url, pageUrl: `${url}/_simulator/` };
  return { ...addresses, ...Object.fromEntries(credentialNames.map((name) => [name, world[name]])) };
}

const credentialNames = [
  "accessToken",
  "appSecret",
  "verifyToken",
  "appId",
  "businessId",
  "wabaId",
  "phoneNumberId",
  "displayPhoneNumber",
  "catalogId",
] as const satisfies readonly (keyof Credentials)[];
