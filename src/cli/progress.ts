import type { Output } from "./host.ts";

/** One line on stderr that replaces itself; nothing at all where nobody watches. */
export interface Progress {
  update(text: string): void;
  clear(): void;
}

const silent: Progress = { update: () => {}, clear: () => {} };

export function progressLine(output: Output, wanted: boolean): Progress {
  if (!wanted || !output.isTTY) return silent;
  let shown = false;
  return {
    update: (text) => {
      output.write(`\r\u001b[2K${text.slice(0, Math.max(20, output.columns - 1))}`);
      shown = true;
    },
    clear: () => {
      if (!shown) return;
      output.write("\r\u001b[2K");
      shown = false;
    },
  };
}
