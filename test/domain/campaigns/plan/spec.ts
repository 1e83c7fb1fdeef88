import type { CampaignSpec } from "../../../../src/domain/campaigns/spec.ts";

/** A campaign to three people, with nothing special about it. */
export function planSpec(changes: Partial<CampaignSpec> = {}): CampaignSpec {
  return {
    version: 1,
    wabaId: "5",
    phoneNumberId: "100200300",
    variants: [{ name: "A", template: "oferta", params: {} }],
    seed: "s",
    language: "es",
    templates: [],
    source: { kind: "contacts", filter: {} },
    timeZone: "UTC",
    maxFailures: 0.2,
    plannedAt: 0,
    actor: "ana",
    ledgerSeq: 0,
    counts: { recipients: 3, excluded: {} },
    limits: { used: 0, perSecond: 80 },
    ...changes,
  };
}
