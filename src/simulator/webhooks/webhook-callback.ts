import { GraphFault, invalidParameter } from "../errors.ts";
import type { Json } from "../validate/check.ts";
import type { World } from "../world.ts";

export interface Callback {
  readonly url: string;
  readonly verifyToken: string;
}

/** Reads an address with its token and does Meta's handshake with it: nothing is subscribed that has not answered. */
export async function checkCallback(world: World, given: Json, name: string): Promise<Callback> {
  const url = given[name];
  const verifyToken = given["verify_token"];
  if (typeof url !== "string" || url.length > 200 || !/^https?:/.test(url) || !URL.canParse(url))
    throw invalidParameter(`Param ${name} must be a valid address of at most 200 characters.`);
  if (typeof verifyToken !== "string" || verifyToken === "")
    throw new GraphFault(100, { message: "(#100) The parameter verify_token is required." });
  const reason = await world.deliverer.client.verify(url, verifyToken, world.ids.object());
  if (reason === undefined) return { url, verifyToken };
  throw new GraphFault(2200, {
    message: `(#2200) Callback verification failed with the following errors: ${reason}`,
  });
}
