import { expect, it } from "vitest";
import { simulatorCommand } from "../../src/core/simulator-command.ts";

it.each([
  ["127.0.0.1:4010", "recado simulator start"],
  ["127.0.0.1:4011", "recado simulator start --port 4011"],
  ["[::1]:5000", "recado simulator start --port 5000"],
  ["localhost", "recado simulator start --port 80"],
])("what starts the one that should answer at %s", (host, command) => {
  expect(simulatorCommand(host)).toBe(command);
});
