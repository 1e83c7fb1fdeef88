import { describe, expect, test } from "vitest";
import { describeEvent } from "../../../src/domain/webhooks/describe.ts";
import { parseWebhook } from "../../../src/domain/webhooks/parse.ts";
import { account, change, envelope, rui } from "./bodies.ts";
import { fieldCases } from "./fields.ts";

describe("every field that Meta documents", () => {
  test.each(fieldCases)("$name is an event", ({ body, event }) => {
    const events = parseWebhook(body);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject(event);
  });

  test.each(fieldCases)("$name is a line in both languages", ({ body, en, es }) => {
    expect(parseWebhook(body).map(describeEvent)).toEqual([{ en, es }]);
  });

  test.each(fieldCases)("$name survives a way through JSON", ({ body }) => {
    const events = parseWebhook(body);
    expect(JSON.parse(JSON.stringify(events))).toMatchObject([{ kind: events[0]?.kind }]);
  });
});

describe("old messages", () => {
  const message = (id: string | undefined, more: object): object => ({
    ...(id === undefined ? {} : { id }),
    timestamp: "1795000000",
    type: "text",
    text: { body: id ?? "?" },
    ...more,
  });
  const history = (thread: object): object => envelope(change("history", { history: [{ threads: [thread] }] }));

  test("are told apart by who wrote them", () => {
    const messages = [
      message("A", { from: rui.waId }),
      message("B", { from: "12025550100", to: rui.waId }),
      message("C", { from: "12025550100" }),
    ];
    const [event] = parseWebhook(history({ id: rui.waId, messages }));
    expect(event).toMatchObject({
      kind: "history",
      threads: [
        {
          customer: { waId: rui.waId },
          messages: [{ direction: "in" }, { direction: "out" }, { direction: "out" }],
        },
      ],
    });
  });

  test("of somebody without a number are under the user id", () => {
    const [event] = parseWebhook(history({ id: rui.userId, messages: [] }));
    expect(event).toMatchObject({ threads: [{ customer: { waId: undefined, userId: rui.userId } }] });
  });

  test("without an id are unknown, and the others are read", () => {
    const messages = [message(undefined, { from: rui.waId }), message("B", { from: rui.waId })];
    expect(parseWebhook(history({ id: rui.waId, messages }))).toMatchObject([
      { kind: "history", threads: [{ messages: [{ wamid: "B" }] }] },
      { kind: "unknown", what: "an old message without an id" },
    ]);
  });
});

describe("what happens to the account", () => {
  test.each<[string, object, object]>([
    ["ACCOUNT_DELETED", {}, {}],
    ["ACCOUNT_OFFBOARDED", {}, {}],
    ["ACCOUNT_RECONNECTED", {}, {}],
    ["AD_ACCOUNT_LINKED", {}, {}],
    ["MM_LITE_TERMS_SIGNED", {}, {}],
    ["ACCOUNT_VIOLATION", { violation_info: { violation_type: "ADULT" } }, { violation: "ADULT" }],
    [
      "ACCOUNT_RESTRICTION",
      { restriction_info: [{ restriction_type: "RESTRICTED_UTILITY_TEMPLATES", expiration: "1795700000" }, 7] },
      { violation: undefined, restrictions: [{ type: "RESTRICTED_UTILITY_TEMPLATES", until: 1_795_700_000_000 }] },
    ],
    [
      "DISABLED_UPDATE",
      { ban_info: { waba_ban_state: "SCHEDULE_FOR_DISABLE", waba_ban_date: "November 30, 2026" } },
      { state: "SCHEDULE_FOR_DISABLE", date: "November 30, 2026" },
    ],
    [
      "PARTNER_ADDED",
      { waba_info: { waba_id: "1", owner_business_id: "2", solution_partner_business_ids: ["3", 4] } },
      { wabaId: "1", ownerBusinessId: "2", solutionPartnerIds: ["3"], disconnection: undefined },
    ],
    [
      "PARTNER_REMOVED",
      { waba_info: { waba_id: "1" }, disconnection_info: { reason: "CHANGE_NUMBER", initiated_by: "USER" } },
      { wabaId: "1", disconnection: { reason: "CHANGE_NUMBER", initiated_by: "USER" } },
    ],
    ["PARTNER_APP_INSTALLED", { waba_info: { partner_app_id: "9" } }, { appId: "9" }],
    ["PARTNER_APP_UNINSTALLED", { waba_info: { solution_id: "8" } }, { solutionId: "8" }],
    [
      "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE",
      { partner_client_certification_info: { client_business_id: "5", status: "FAILED", rejection_reasons: ["LOGO"] } },
      { clientBusinessId: "5", status: "FAILED", rejectionReasons: ["LOGO"] },
    ],
    [
      "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE",
      {
        auth_international_rate_eligibility: {
          start_time: 1_795_000_000,
          exception_countries: [{ country_code: "IN", start_time: "1795000100" }],
        },
      },
      { startsAt: 1_795_000_000_000, exceptions: [{ country: "IN", startsAt: 1_795_000_100_000 }] },
    ],
    ["BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE", { country: "MX" }, { country: "MX" }],
    [
      "VOLUME_BASED_PRICING_TIER_UPDATE",
      {
        volume_tier_info: {
          tier_update_time: 1_795_000_000,
          pricing_category: "UTILITY",
          tier: "25000001:50000000",
          effective_month: "2026-11",
          region: "Mexico",
        },
      },
      {
        category: "UTILITY",
        tier: "25000001:50000000",
        month: "2026-11",
        region: "Mexico",
        reachedAt: 1_795_000_000_000,
      },
    ],
  ])("%s", (event, members, update) => {
    expect(parseWebhook(account("account_update", { event, ...members }))).toMatchObject([
      { kind: "account-update", event, update: { event, ...update } },
    ]);
  });

  test("a new word is kept, and is other", () => {
    expect(parseWebhook(account("account_update", { event: "ACCOUNT_PAINTED" }))).toMatchObject([
      { kind: "account-update", event: "ACCOUNT_PAINTED", update: { event: "other" } },
    ]);
  });
});
