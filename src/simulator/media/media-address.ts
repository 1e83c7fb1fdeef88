import { seededWord } from "../ids.ts";
import type { World } from "../world.ts";

/** The path of downloads; at Meta they have a host of their own. */
export const downloadPath = "/whatsapp_business/attachments/";
const addressLife = 5 * 60_000;

const hashOf = (world: World, id: string, expiry: string): string =>
  seededWord(world.settings.seed, `media ${id} ${expiry}`, 24);

/** An address under which a file can be fetched for five minutes, with the access token. */
export function mediaAddress(world: World, id: string): string {
  const expiry = String(world.clock.now() + addressLife);
  const query = new URLSearchParams({ mid: id, ext: expiry, hash: hashOf(world, id, expiry) });
  return `${world.url}${downloadPath}?${query.toString()}`;
}

/** The file that an address names; undefined when it is not one of ours or its time has run out. */
export function mediaOfAddress(world: World, query: URLSearchParams): string | undefined {
  const id = query.get("mid") ?? "";
  const expiry = query.get("ext") ?? "";
  return query.get("hash") === hashOf(world, id, expiry) && Number(expiry) > world.clock.now() ? id : undefined;
}
