import type { AppError } from "../core/errors.ts";
import type { WebhookChaos } from "./webhooks/chaos.ts";
import type { SeedWorld } from "./saved/seed-world.ts";

export interface StatusDelays {
  /** Milliseconds of the virtual clock between accepting a message and its status; defaults 20, 60 and 200. */
  readonly sent?: number;
  readonly delivered?: number;
  readonly read?: number;
}

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
  /** Messages kept for `messages` and `wait`; the oldest go first. Default 100,000. */
  readonly maxMessages?: number;
  /** Webhook deliveries kept in the log; the oldest go first. Default 10,000. */
  readonly maxDeliveries?: number;
}

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
  readonly maxMessages: number;
  readonly maxDeliveries: number;
}
