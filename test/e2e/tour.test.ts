import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answerOf, freshHome, recado, until } from "../helpers/processes.ts";
import { orderShipped, startListenerProcess, startSimulatorProcess } from "../helpers/simulator-process.ts";

const decimal = expect.stringMatching(/^\d+\.\d{2,6}$/) as string;
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;
const text = expect.any(String) as string;

const list = [
  "Nombre;Teléfono;Consentimiento;Fecha;Origen",
  "Ana Prueba;+1 202 555 0101;sí;2026-09-01;formulario web",
  "Rui Prueba;0012025550102;sí;2026-09-01;formulario web",
  "Eva Prueba;+12025550103;;;",
  "Sin Número;123;sí;2026-09-01;formulario web",
].join("\r\n");

test("the tour: from an empty home to delivered messages and what they cost", async () => {
  const home = freshHome();
  const simulator = await startSimulatorProcess();
  expect(Object.keys(JSON.parse(simulator.process.stdout().split("\n", 1)[0] ?? "") as object)).toEqual([
    "url",
    "graphUrl",
    "pageUrl",
    "accessToken",
    "appSecret",
    "verifyToken",
    "appId",
    "businessId",
    "wabaId",
    "phoneNumberId",
    "displayPhoneNumber",
    "catalogId",
  ]);

  const init = await recado(["init", "--simulator", simulator.url, "--json"], { home });
  expect(init).toMatchObject({ code: 0, stderr: "" });
  await startListenerProcess(simulator, { home, env: noAccount(simulator.env) });

  writeFileSync(join(home, "plantilla.json"), JSON.stringify(orderShipped));
  const created = await recado(["templates", "create", "plantilla.json", "--json"], { home });
  expect(created).toMatchObject({ code: 0, stderr: "" });
  await until("the template is approved", async () => {
    const shown = await recado(["templates", "list", "--json"], { home });
    return (answerOf(shown) as { templates: { name: string; status: string }[] }).templates.some(
      ({ name, status }) => name === orderShipped.name && status === "APPROVED",
    );
  });

  writeFileSync(join(home, "clientes.csv"), list);
  const imported = await recado(["contacts", "import", "clientes.csv", "--json"], { home });
  expect(imported.code).toBe(6);
  expect(answerOf(imported)).toMatchObject({
    import: text,
    rows: 4,
    created: 3,
    updated: 0,
    unchanged: 0,
    rejected: 1,
    withoutConsent: 1,
    rejects: [{ row: 5, column: "Teléfono", code: text, value: "123" }],
  });

  const to = ["+12025550101", "+12025550102"];
  const send = [
    "send",
    orderShipped.name,
    ...to.flatMap((one) => ["--to", one]),
    "-p",
    "nombre=Ana",
    "-p",
    "pedido=PX-1",
  ];
  const sent = await recado([...send, "--idempotency-key", "PX-1", "--wait", "delivered", "--json"], { home });
  expect(sent).toMatchObject({ code: 0, stderr: "" });
  const answer = answerOf(sent) as { messages: { wamid: string; state: string }[]; counts: Record<string, number> };
  expect(answer).toMatchObject({
    messages: to.map((one) => ({
      id: expect.stringMatching(/^msg_/) as string,
      to: one,
      state: expect.stringMatching(/^(delivered|read)$/) as string,
      wamid: expect.stringMatching(/^wamid\./) as string,
      template: orderShipped.name,
      language: "es",
      estimate: { amount: decimal, currency: "USD" },
      reason: null,
    })),
  });
  expect(Object.values(answer.counts).reduce((sum, count) => sum + count, 0)).toBe(2);
  const atMeta = await simulator.messages();
  expect(atMeta.map(({ id }) => id).toSorted()).toEqual(answer.messages.map(({ wamid }) => wamid).toSorted());
  expect(atMeta[0]?.text).toBe("Hola Ana, su pedido PX-1 va en camino.");

  // The same command with the same key: the stored answer, and nothing goes out.
  const again = await recado([...send, "--idempotency-key", "PX-1", "--json"], { home });
  expect(again.code).toBe(0);
  expect((answerOf(again) as typeof answer).messages.map(({ wamid }) => wamid)).toEqual(
    answer.messages.map(({ wamid }) => wamid),
  );
  expect(await simulator.count()).toBe(2);

  // Nobody without consent is written to.
  const refused = await recado(["send", "hello_world", "--to", "+12025550103", "--json"], { home });
  expect(refused.code).toBe(4);
  expect(answerOf(refused)).toMatchObject({ messages: [{ state: "skipped", reason: "policy.no_consent" }] });

  const listed = await recado(["messages", "list", "--json"], { home });
  const { messages } = answerOf(listed) as { messages: Record<string, unknown>[] };
  expect(messages).toHaveLength(3);
  for (const message of messages) {
    expect(message).toMatchObject({
      id: text,
      direction: "out",
      to: expect.stringMatching(/^\+1202555010\d$/) as string,
      from: simulator.phoneNumberId,
      type: "template",
      template: text,
      state: text,
      states: expect.arrayContaining([{ state: text, at: instant }]) as unknown,
    });
    expect(Object.keys(message)).toEqual(expect.arrayContaining(["wamid", "cost", "error"]));
  }
  const settled = messages.filter(({ wamid }) => wamid !== null);
  expect(settled).toMatchObject(
    to.map(() => ({ cost: { amount: decimal, currency: "USD", kind: "settled" }, error: null })),
  );
  const states = settled.map(({ states: all }) => (all as { state: string }[]).map(({ state }) => state));
  for (const all of states) {
    expect(all.slice(0, 5)).toEqual(["queued", "sending", "accepted", "sent", "delivered"]);
  }

  const report = await recado(["costs", "report", "--by", "template", "--json"], { home });
  expect(report).toMatchObject({ code: 0, stderr: "" });
  const costs = answerOf(report) as { total: string; rows: { amount: string }[] };
  expect(costs).toMatchObject({
    from: instant,
    to: instant,
    currency: "USD",
    total: decimal,
    rows: [{ key: { template: orderShipped.name }, messages: 2, charged: 2, free: 0, amount: decimal }],
  });
  expect(costs.rows[0]?.amount).toBe(costs.total);

  simulator.process.kill("SIGTERM");
  expect(await simulator.process.ended).toMatchObject({ code: 0, signal: null });
});

/** The listener takes everything from the profile. */
function noAccount(env: Readonly<Record<string, string>>): Record<string, undefined> {
  return Object.fromEntries(Object.keys(env).map((name) => [name, undefined]));
}
