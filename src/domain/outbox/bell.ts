/** Wakes those who wait for something to change. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring. */
  heard(): Promise<void>;
  /**
   * Resolves after `ms` of the machine's time, or at a ring after which `enough` holds. For sharing a commit: this is a matter of the
   * disk and not of anybody's clock.
   */
  linger(ms: number, enough: () => boolean): Promise<void>;
}

export function createBell(): Bell {
  let waiting: (() => void)[] = [];
  const heard = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
    });
  return {
    heard,
    ring: () => {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    linger: async (ms, enough) => {
      let timer: NodeJS.Timeout | undefined;
      let over = false;
      const elapsed = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          over = true;
          resolve();
        }, ms);
      });
      while (!over && !enough()) await Promise.race([elapsed, heard()]);
      clearTimeout(timer);
    },
  };
}
