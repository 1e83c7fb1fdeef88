import { expect, it } from "vitest";
import { runRecado, temporaryFolder } from "../helpers/run.ts";

it.each([
  [["contacts", "list"], "contacts"],
  [["messages", "list"], "messages"],
])("recado %j --all lists everything", async (command, key) => {
  const home = temporaryFolder();
  await runRecado(["contacts", "add", "--phone", "+12025550101"], { home });
  const result = await runRecado([...command, "--all", "--json"], { home });
  expect(result).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(result.stdout)).toMatchObject({
    more: false,
    [key]: key === "contacts" ? [{ phone: "+12025550101" }] : [],
  });
});
