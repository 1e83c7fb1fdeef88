import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { findVersions } from "../../../../src/domain/campaigns/params/versions.ts";
import { planLanguages } from "../../../../src/domain/campaigns/params/language.ts";
import type { ListedRecipient } from "../../../../src/domain/campaigns/list/recipient.ts";
import type { RecipientList } from "../../../../src/domain/campaigns/list/recipient-list.ts";
import { draftCampaign, type Draft, type PlanRequest } from "../../../../src/domain/campaigns/plan/draft.ts";
import { readSpec } from "../../../../src/domain/campaigns/spec.ts";
import { openContactList } from "../../../../src/domain/campaigns/list/contact-list.ts";
import type { Database } from "../../../../src/storage/database.ts";
import { findCampaignByName, listCampaigns } from "../../../../src/storage/repos/campaigns.ts";
import { addContacts } from "../../../../src/storage/repos/contacts.ts";
import { listExclusions } from "../../../../src/storage/repos/exclusions.ts";
import { listMessages, messagesOfCampaign } from "../../../../src/storage/repos/messages.ts";
import { offer } from "../../../commands/campaigns/offer.ts";
import { describeEachDatabase } from "../../../helpers/databases.ts";
import { graphWorld } from "../../../helpers/graph-world.ts";
import { contactRow, noon } from "../../../helpers/rows.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "recado-test-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

interface World {
  readonly db: Database;
  readonly spools: string;
  readonly draft: (changes?: Partial<PlanRequest>) => Promise<Draft>;
}

/** Five contacts: three agreed to marketing, one of whom has no name; one did not; one opted out. */
async function world(db: Database): Promise<World> {
  const { simulator, client } = await graphWorld();
  simulator.template({ ...offer, status: "APPROVED" });
  const graph = client();
  await addContacts(db, [
    contactRow(1, { consent: "gg--", name: "Ana\u2028Pérez" }),
    contactRow(2, { consent: "w---" }),
    contactRow(3, { consent: "gg--", name: null }),
    contactRow(4, { consent: "-g--" }),
    contactRow(5, { consent: "gg--", name: "Eva Gray" }),
  ]);
  const { wabaId, phoneNumberId } = simulator;
  const versions = await findVersions(graph.templates, { wabaId, name: "oferta" });
  const filter = {};
  const list = await openContactList({ kind: "contacts", filter }, { db });
  const spools = folder();
  const languages = planLanguages("oferta", versions, {});
  return {
    db,
    spools,
    draft: async (changes = {}) =>
      draftCampaign(
        {
          name: "mayo",
          wabaId,
          phoneNumberId,
          currency: "USD",
          variants: [{ name: "A", languages, params: { nombre: "{{first_name}}" }, defaults: {} }],
          seed: "mayo",
          list,
          known: { columns: [], fields: [] },
          source: { kind: "contacts", filter },
          timeZone: "UTC",
          maxFailures: 0.2,
          marketingLimit: undefined,
          now: noon,
          actor: "ana",
          askedHash: "h",
          ...changes,
        },
        { db, graph, folder: spools },
      ),
  };
}

describeEachDatabase("a campaign that is planned", (open) => {
  it("is in the database as a whole once it is stored, and its file is gone", async () => {
    const { db, spools, draft } = await world(await open());
    const made = await draft();
    expect(await listCampaigns(db, { phoneNumberId: made.spec.phoneNumberId })).toEqual([]);
    expect(await listMessages(db, { limit: 9 })).toEqual([]);
    const id = await made.store();
    await made.discard();
    expect(readdirSync(spools)).toEqual([]);

    const campaign = await findCampaignByName(db, made.spec.phoneNumberId, "mayo");
    expect(campaign).toMatchObject({ id, state: "planned", content_hash: "h", runner: null, created_at: noon });
    const spec = readSpec(campaign?.spec ?? "");
    expect(spec.counts).toEqual({
      recipients: 2,
      excluded: { "missing-parameter": 1, "no-consent": 1, "opted-out": 1 },
    });
    expect(spec.templates.map(({ content }) => content.components)).toEqual([
      expect.arrayContaining([offer.components[1]]),
    ]);
    const messages = await messagesOfCampaign(db, id);
    expect(messages).toMatchObject([
      {
        position: 0,
        state: "queued",
        customer_phone: "+12025550001",
        contact_id: 1,
        template: "oferta",
        language: "es",
        category: "marketing",
        variant: null,
        consent: "gg--",
        due_at: 0,
        market: "North America",
        currency: "USD",
        estimate_micros: 25_000,
      },
      { position: 4, contact_id: 5 },
    ]);
    expect(JSON.parse(messages[0]?.content ?? "")).toEqual({
      type: "template",
      template: {
        name: "oferta",
        language: { code: "es" },
        components: [{ type: "body", parameters: [{ type: "text", parameter_name: "nombre", text: "Ana" }] }],
      },
    });
    expect((await listExclusions(db, { campaignId: id, limit: 9 })).map((row) => [row.position, row.reason])).toEqual([
      [1, "opted-out"],
      [2, "missing-parameter"],
      [3, "no-consent"],
    ]);
  });

  it("of a name that is taken is refused, and leaves nothing behind", async () => {
    const { db, draft } = await world(await open());
    const [first, second] = [await draft(), await draft()];
    const id = await first.store();
    await expect(second.store()).rejects.toMatchObject({ code: "campaigns.name_taken", exit: 2 });
    await Promise.all([first.discard(), second.discard()]);
    expect((await messagesOfCampaign(db, id)).length).toBe(2);
    expect((await listMessages(db, { limit: 9 })).length).toBe(2);
  });

  it("leaves no file when there is nobody left or the list cannot be read to its end", async () => {
    const { db, spools, draft } = await world(await open());
    const empty: RecipientList = { columns: [], count: 0, hash: undefined, async *pages() {} };
    await expect(draft({ list: empty })).rejects.toMatchObject({ code: "campaigns.nobody_left", exit: 4 });
    const broken: RecipientList = {
      columns: [],
      count: 2,
      hash: undefined,
      async *pages() {
        yield [] as ListedRecipient[];
        throw new Error("the file is gone");
      },
    };
    await expect(draft({ list: broken })).rejects.toThrow("the file is gone");
    expect(readdirSync(spools)).toEqual([]);
    expect(await listMessages(db, { limit: 9 })).toEqual([]);
  });

  it("refuses a ceiling that cannot be kept, since a rate is not known", async () => {
    const { draft } = await world(await open());
    await expect(draft({ currency: "CLP", maxCost: { micros: 1, currency: "CLP" } })).rejects.toMatchObject({
      code: "campaigns.unknown_rate",
      exit: 4,
    });
    const made = await draft({ currency: "CLP" });
    expect(made.frozen.forecast.total().micros).toBeNull();
    await made.discard();
  });
});
