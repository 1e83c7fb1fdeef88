/** Wakes those who wait for something to change. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring. */
  heard(): Promise<void>;
  /**
   * Resolves after `ms` of the machine's time, or at a ring after which `enough` holds; one at a time. For sharing a commit: this is a matter of the
   * disk and not of anybody's clock.
   */
  linger(ms: number, enough: () => boolean): Promise<void>;
}

export function createBell(): Bell {
  let waiting: (() => void)[] = [];
  let lingering: (() => void) | undefined;
  return {
    heard: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
    ring: () => {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
      lingering?.();
    },
    linger: (ms, enough) =>
      new Promise((resolve) => {
        const end = (): void => {
          lingering = undefined;
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(end, ms);
        lingering = () => {
          if (enough()) end();
        };
        lingering();
      }),
  };
}
