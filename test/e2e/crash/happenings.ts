import { diskFull, locked } from "../../../src/storage/failures.ts";
import type { Happening } from "./journal-world.ts";

const place = "the database";
const hour = 3_600_000;

/** Everything that may happen while a campaign is sent. */
export const happenings: Readonly<Record<string, Happening["happen"]>> = {
  "kill -9": (world, runner) => world.kill(runner, "here"),
  "the power of another machine": (world, runner) => world.kill(runner, "elsewhere"),
  SIGTERM: (_, runner) => runner.askToStop(),
  "disk full": (_, runner) => runner.refuse(diskFull({ place }), Number.POSITIVE_INFINITY),
  "disk full for a moment": (_, runner) => runner.refuse(diskFull({ place }), 2),
  "database locked": (_, runner) => runner.refuse(locked({ place }), Number.POSITIVE_INFINITY),
  "database locked for a moment": (_, runner) => runner.refuse(locked({ place }), 2),
  "lost response": ({ simulator }) =>
    void simulator.fault({ on: "messages", kind: "reset-after-accept", times: 2, every: 2 }),
  "broken connection": ({ simulator }) => void simulator.fault({ on: "messages", kind: "reset-before", times: 2 }),
  "time-out": ({ simulator }) => void simulator.fault({ on: "messages", kind: "timeout", times: 1 }),
  "500": ({ simulator }) => void simulator.fault({ on: "messages", kind: "http", status: 500, times: 2 }),
  "Meta's own fault": ({ simulator }) =>
    void simulator.fault({ on: "messages", kind: "graph-error", code: 131_000, status: 500, times: 2 }),
  "429": ({ simulator }) =>
    void simulator.fault({ on: "messages", kind: "graph-error", code: 130_429, status: 429, times: 2 }),
  "webhook in between": async (world) => world.takeWebhooks(1),
  "duplicate webhook": async (world) => world.takeWebhooks(3),
  "webhook before the response": (world) => world.webhooksFirst(),
  "a second process": async (world) => void (await world.start()),
  "clock an hour ahead": ({ clock }) => clock.jump(hour),
  "clock an hour back": ({ clock }) => clock.jump(-hour),
  "clock an hour ahead and a second process": async (world) => {
    world.clock.jump(hour);
    await world.start();
  },
};
