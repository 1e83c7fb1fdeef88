import { seededRandom } from "../ids.ts";

/** Disorder in the deliveries, as real webhooks have it; always the same for the same seed. */
export interface WebhookChaos {
  /** The share of deliveries that come twice, from 0 to 1; `true` is all of them. */
  readonly duplicate?: number | boolean | undefined;
  /** The share of deliveries held back by up to a second, so that later ones overtake them. */
  readonly reorder?: number | boolean | undefined;
  /** Up to so many milliseconds of the virtual clock before each delivery. */
  readonly delay?: number | undefined;
  /** Up to so many updates in one delivery, as Meta does under load; 1,000 at most. */
  readonly batch?: number | undefined;
  readonly seed?: string | number | undefined;
}

const share = (value: number | boolean | undefined): number =>
  typeof value === "boolean" ? Number(value) : (value ?? 0);

/** For each delivery, how long to hold each of its copies. */
export function createChaos(chaos: WebhookChaos | undefined): () => number[] {
  if (chaos === undefined) return () => [0];
  const random = seededRandom(`chaos/${chaos.seed ?? ""}`);
  const chance = (): number => random() / 0x1_0000_0000;
  const hold = (): number =>
    Math.round(chance() * (chaos.delay ?? 0)) + (chance() < share(chaos.reorder) ? Math.ceil(chance() * 1_000) : 0);
  return () => {
    const first = hold();
    return chance() < share(chaos.duplicate) ? [first, hold()] : [first];
  };
}
