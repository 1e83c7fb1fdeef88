import type { Text } from "../../core/text.ts";

/** One thing in a message that Meta would refuse. */
export interface SendProblem {
  /** Where: `interactive.action.buttons[1].reply.title`; empty for the message as a whole. */
  readonly path: string;
  /** Completes the path: "has 21 characters; at most 20 are allowed". Never quotes what the message says. */
  readonly text: Text;
}

/** What a check knows beside the message. */
export interface CheckOptions {
  /** Where the message goes. Without it, both endpoints' members are allowed. */
  readonly endpoint?: "messages" | "marketing_messages" | undefined;
  /** With it, an order's expiry is compared with the present. */
  readonly now?: Date | undefined;
}

// Hostile input may have a fault in every one of a million members: the first ones say enough.
const most = 50;

/** Collects what is wrong while the rules walk through a message. */
export class Findings {
  readonly problems: SendProblem[] = [];
  readonly options: CheckOptions;

  constructor(options: CheckOptions = {}) {
    this.options = options;
  }

  get full(): boolean {
    return this.problems.length >= most;
  }

  add(path: string, text: Text): void {
    if (!this.full) this.problems.push({ path, text });
  }
}
