import { expect, it } from "vitest";
import { planWorld } from "./plan-world.ts";

const people = ["Ana Pérez,+12025550101", "Luis,+12025550102", "Eva,+447700900123"];

it("plans", async () => {
  const { run } = await planWorld(people);
  const made = await run(["campaigns", "create", "primavera", "--template", "oferta", "--all", "--param", "nombre={{first_name}}"]);
  console.log(made.stdout, made.stderr);
  expect(made.code).toBe(0);
  const json = await run(["campaigns", "plan", "primavera", "--json"]);
  console.log(json.stdout, json.stderr);
});
