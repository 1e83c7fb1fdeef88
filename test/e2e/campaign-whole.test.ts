import { expect, test } from "vitest";
import { campaignWorld } from "../helpers/campaign-world.ts";
import { answerOf, until } from "../helpers/processes.ts";
import { isLongForm } from "./crash/long-form.ts";

const people = isLongForm ? 10_000 : 1_000;

test(
  `a consultant imports ${people} contacts, plans, starts, pulls the plug, starts again: the report adds up`,
  { timeout: 600_000 },
  async () => {
    const world = await campaignWorld({ people, rate: "500/s" });
    await world.simulator.control("POST", "limits", { mps: 1_000 });
    await world.listen();

    const running = await world.begin("start", "--yes");
    await until("a third of it is sent", async () => (await world.simulator.count()) > people / 3, 120_000);
    running.kill("SIGKILL");
    expect(await running.ended).toMatchObject({ signal: "SIGKILL" });
    expect(await world.simulator.count()).toBeLessThan(people);

    const again = await world.run("start", "--yes");
    expect(await world.wrongs()).toEqual([]);
    // 7: of what was under way, nobody knows until the webhooks tell, or a person does.
    expect([0, 7]).toContain(again.code);
    await world.webhooksSettle();
    const received = await world.received();
    const uncertain = await world.recipients("uncertain");
    expect(uncertain.map(({ to }) => to)).toEqual(world.to.filter((phone) => !received.has(phone)));
    expect(answerOf(await world.run("resolve", "--retry"))).toMatchObject({ resolved: uncertain.length });
    await world.finish();
    await world.webhooksSettle();
    expect(await world.received()).toEqual(new Map(world.to.map((phone) => [phone, 1])));
    await world.expectReportAddsUp();
  },
);
