import { homedir } from "node:os";
import { isatty } from "node:tty";
import { systemClock } from "../core/clock.ts";
import { InterruptedError } from "../core/errors.ts";
import type { Host, Output } from "./host.ts";

/**
 * A stream whose reader may leave: `recado … | head` ends without a word, and what was under way is finished. A full disk
 * behind it is told at the end, for the same reason.
 */
function outputOf(stream: NodeJS.WriteStream & { readonly fd: number }): Output {
  let gone = false;
  let failure: string | undefined;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "EOF") failure ??= error.code ?? error.message;
    gone = true;
  });
  return {
    write: (text) => {
      if (!gone && text !== "") stream.write(text);
    },
    drained: async () => {
      if (!gone && stream.writableNeedDrain) {
        await new Promise<void>((resolve) => stream.once("drain", resolve).once("error", () => resolve()));
      }
      return !gone;
    },
    ended: async () => {
      if (!gone && stream.writableLength > 0) await new Promise<void>((resolve) => stream.write("", () => resolve()));
      // An error is reported a moment after the write that met it.
      await new Promise<void>((resolve) => setImmediate(resolve));
      return failure;
    },
    get isTTY() {
      return isatty(stream.fd);
    },
    get columns() {
      return stream.columns ?? 80;
    },
  };
}

/** The real world. The first Ctrl-C asks the command to finish what is in flight; the second ends the process. */
export function nodeHost(): Host {
  const controller = new AbortController();
  let asked = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (asked) {
      // Without our handler the signal does what it does by default, and the shell sees it.
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
    asked = true;
    controller.abort(new InterruptedError({ code: "interrupted", text: { en: "Interrupted.", es: "Interrumpido." } }));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  // The terminal's window was closed: the same as being asked to stop.
  process.on("SIGHUP", stop);
  return {
    env: process.env,
    cwd: process.cwd(),
    home: homedir(),
    platform: process.platform,
    get stdin() {
      // Made when it is read: most commands never do, and making it takes milliseconds.
      return process.stdin;
    },
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    clock: systemClock,
    signal: controller.signal,
  };
}
