/** One at a time, in order of arrival. */
export interface Queue {
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createQueue(): Queue {
  let busy = false;
  const waiting: (() => void)[] = [];
  return {
    run: async (work) => {
      // The place is handed over, not set free, so that a newcomer cannot overtake those who wait.
      if (busy) await new Promise<void>((resolve) => waiting.push(resolve));
      busy = true;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else busy = false;
      }
    },
  };
}
