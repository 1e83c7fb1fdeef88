import type { AppError } from "../core/errors.ts";
import type { WebhookChaos } from "./webhooks/chaos.ts";
import type { SeedWorld } from "./saved/seed-world.ts";

/** How long messages take to arrive and to be read. */
export interface StatusDelays {
  /** Milliseconds of the virtual clock between accepting a message and its status; defaults 20, 60 and 200. */
  readonly sent?: number;
  readonly delivered?: number;
  readonly read?: number;
}

/** Where the app is told what happens. */
export interface WebhookOptions {
  readonly url: string;
  readonly verifyToken?: string;
  /** Signs the deliveries; the simulator's own app secret when left out. */
  readonly appSecret?: string;
  /** The fields subscribed to; all of them when left out. */
  readonly fields?: string[];
  /** The version that the app subscribed with; before v24.0 statuses carry `conversation`. Default v25.0. */
  readonly version?: string;
  readonly chaos?: WebhookChaos;
}

/** How a simulator begins. All of it has defaults. */
export interface SimulatorOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** The default is loopback. Elsewhere the control calls ask for the access token. */
  readonly host?: string;
  /** Everything that looks random follows from it: the same seed gives the same ids and tokens. */
  readonly seed?: string;
  /**
   * Message ids that no start and no reset gives a second time, for clients whose database outlives the simulator.
   * Without it they follow from the seed as everything else does.
   */
  readonly freshMessageIds?: boolean;
  /**
   * What the world begins with and a reset goes back to: an object, or the path of a JSON file with one. Options given
   * beside it have priority.
   */
  readonly world?: SeedWorld | string;
  /**
   * A file that keeps the world: read at the start if it is there, written every few seconds and at the end. It holds the
   * messages, people, templates and clock, the secrets of webhooks, and files up to 32 MiB in all.
   */
  readonly state?: string;
  /** Told when the state could not be written in between; it is tried again, and the last time `close` rejects. */
  readonly onStateError?: (error: AppError) => void;
  /** Where the virtual clock begins; the real time when left out. */
  readonly now?: Date | string | number;
  /** `manual`: the clock stands still unless it is moved, so that a test runs the same way every time. */
  readonly clock?: "running" | "manual";
  /** Not verified at the start, as the listener may not be up yet. */
  readonly webhook?: WebhookOptions;
  readonly delays?: StatusDelays;
  /** Milliseconds from creating a template to its approval, or `manual` to leave it PENDING; default 1,000. */
  readonly templateReview?: "manual" | number;
  readonly keep?: KeepOptions;
}

/** How much is remembered, so that the memory stays bounded: beyond it the oldest are forgotten. */
export interface KeepOptions {
  /** Messages for `messages` and `wait`, and as many that wait for somebody's phone. Default 100,000. */
  readonly messages?: number | undefined;
  /**
   * Webhook deliveries in the log that are over. Default 10,000. Those that wait are in it too: none is given up before it has been
   * tried, and none that was refused before 300,000 others were refused as well, or a week has passed.
   */
  readonly deliveries?: number | undefined;
  /** What customers wrote, for read receipts and answers. Default 20,000. */
  readonly received?: number | undefined;
  /** Customers who wrote or were changed; those with an open window go last. Default 50,000. */
  readonly people?: number | undefined;
  /** Uploaded and received files. Default 20,000. */
  readonly mediaFiles?: number | undefined;
  /** Their bytes in all. Default 512 MiB. */
  readonly mediaBytes?: number | undefined;
}

export type Keep = { readonly [Name in keyof KeepOptions]-?: number };

export const defaultKeep: Keep = {
  messages: 100_000,
  deliveries: 10_000,
  received: 20_000,
  people: 50_000,
  mediaFiles: 20_000,
  mediaBytes: 512 * 1_024 * 1_024,
};

/** The options with every default filled in. */
export interface Settings {
  readonly seed: string;
  /** See `freshMessageIds`: another word for each start and reset, or always the same. */
  readonly epoch: () => string;
  readonly world: SeedWorld;
  /** Where the world was read from. */
  readonly worldFile: string | undefined;
  readonly start: number | undefined;
  readonly manualClock: boolean;
  readonly webhook: WebhookOptions | undefined;
  readonly delays: Required<StatusDelays>;
  readonly templateReview: "manual" | number;
  readonly keep: Keep;
}
