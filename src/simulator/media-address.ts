import { seededWord } from "./ids.ts";
import type { World } from "./world.ts";

/** The path of downloads; at Meta they have a host of their own. */
const downloadPath = "/whatsapp_business/attachments/";
const addressLife = 5 * 60_000;

/** An address under which a file can be fetched for five minutes, with the access token. */
export function mediaAddress(world: World, id: string): string {
  const expiry = String(world.clock.now() + addressLife);
  const hash = seededWord(world.settings.seed, `media ${id} ${expiry}`, 24);
  return `${world.url}${downloadPath}?${new URLSearchParams({ mid: id, ext: expiry, hash }).toString()}`;
}
