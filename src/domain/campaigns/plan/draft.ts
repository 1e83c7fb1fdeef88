import type { Money } from "../../../core/money.ts";
import type { GraphClient } from "../../../graph/client.ts";
import type { Database } from "../../../storage/database.ts";
import { ledgerEnd } from "../../../storage/repos/ledger-reading.ts";
import type { Purpose } from "../../../storage/rows.ts";
import type { Frequency } from "../../consent/frequency.ts";
import type { AuthEligibility } from "../../costs/auth-international.ts";
import type { Tariff } from "../../costs/tariff.ts";
import { compileParams } from "../params/compile.ts";
import { completeParams } from "../params/complete.ts";
import type { KnownNames } from "../params/fields.ts";
import type { LanguagePlan } from "../params/language.ts";
import { halves } from "../params/variants.ts";
import type { RecipientList } from "../list/recipient-list.ts";
import type { CampaignSpec, HeaderMedia, QuietHours, RecipientSource, VariantName } from "../spec.ts";
import { specOf } from "./build-spec.ts";
import { freeze, type Frozen } from "./freeze.ts";
import { readLimits, type NumberLimits } from "./limits.ts";
import { reachedPhones } from "./reached.ts";
import { nobodyLeft, unknownCost } from "./refusals.ts";
import { openRowSpool, type RowSpool } from "./row-spool.ts";
import { storeCampaign } from "./store.ts";
import { categoryOf, givenHeader, type PreparedVariant } from "./variants.ts";

/** One of the texts that a campaign is to send, as it was asked for. */
export interface AskedVariant {
  readonly name: VariantName;
  readonly languages: LanguagePlan;
  /** Expressions by variable of the template. */
  readonly params: Readonly<Record<string, string>>;
  readonly defaults: Readonly<Record<string, string>>;
  readonly header?: HeaderMedia | undefined;
}

/** What a campaign is to be; instants in milliseconds. */
export interface PlanRequest {
  readonly name: string;
  readonly wabaId: string;
  readonly phoneNumberId: string;
  /** ISO 4217: what Meta bills the account in. */
  readonly currency: string;
  /** What prices depend on beside the messages; the shipped cards, in UTC, when left out. */
  readonly tariff?: Tariff | undefined;
  readonly eligibility?: AuthEligibility | undefined;
  readonly variants: readonly AskedVariant[];
  readonly seed: string;
  readonly list: RecipientList;
  /** What the expressions can be made of. */
  readonly known: KnownNames;
  readonly source: RecipientSource;
  readonly startsAt?: number | undefined;
  readonly startsTwice?: boolean | undefined;
  readonly timeZone: string;
  readonly quietHours?: QuietHours | undefined;
  readonly rate?: number | "max" | undefined;
  readonly maxCost?: Money | undefined;
  readonly maxFailures: number;
  readonly limit?: number | undefined;
  readonly testTo?: string | undefined;
  readonly headerBytes?: number | undefined;
  readonly marketingLimit: Frequency | undefined;
  readonly now: number;
  readonly actor: string;
  /** Equal for two commands that ask for the same campaign. */
  readonly askedHash: string;
}

export interface PlanTools {
  readonly db: Database;
  readonly graph: Pick<GraphClient, "phoneNumbers">;
  /** Where the plan is kept while it is made. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
}

/** A campaign that is ready to be kept: nothing of it is in the database yet. */
export interface Draft {
  readonly spec: CampaignSpec;
  readonly limits: NumberLimits;
  readonly frozen: Frozen;
  /** @throws InputError `campaigns.name_taken` */
  store(): Promise<number>;
  discard(): Promise<void>;
}

/**
 * Plans a campaign: everybody of its list is looked up, and everything that it will send is made. Only reads.
 *
 * @throws PolicyError `campaigns.nobody_left`, `campaigns.unknown_rate`; UsageError and InputError about the values; what reading
 *   the list throws
 */
export async function draftCampaign(request: PlanRequest, tools: PlanTools): Promise<Draft> {
  const { db, graph, signal } = tools;
  const { wabaId, phoneNumberId, now } = request;
  const variants = request.variants.map((asked) => prepare(asked, request.known));
  const limits = await readLimits(graph, db, { wabaId, phoneNumberId, now, signal });
  const ledgerSeq = await ledgerEnd(db);
  const reached = await reachedPhones(db, limits, now);
  const rows = await openRowSpool(tools.folder);
  try {
    const frozen = await freeze(request.list, rows, {
      ...request,
      db,
      variants,
      phoneNumberIds: limits.numbers,
      reached,
      halfOf: variants.length > 1 ? halves(request.seed) : () => "A",
      categories: categoriesOf(variants),
      startsAt: request.startsAt,
      quietHours: request.quietHours,
      limit: request.limit,
      onProgress: (done) => tools.onProgress?.(done, request.list.count),
    });
    if (frozen.recipients === 0) throw nobodyLeft(request.list.count, frozen.excluded, categoriesOf(variants));
    refuseUnknownCost(frozen, request);
    const spec = specOf(request, { variants, limits, frozen, ledgerSeq });
    return draftOf(request, { db, rows, spec, limits, frozen });
  } catch (error) {
    await rows.discard();
    throw error;
  }
}

function draftOf(
  { name, askedHash, currency }: PlanRequest,
  parts: Pick<Draft, "spec" | "limits" | "frozen"> & { readonly db: Database; readonly rows: RowSpool },
): Draft {
  const { db, rows, spec, limits, frozen } = parts;
  return {
    spec,
    limits,
    frozen,
    store: async () => storeCampaign(db, { name, askedHash, currency, spec }, rows),
    discard: async () => rows.discard(),
  };
}

function prepare({ name, languages, params, defaults, header }: AskedVariant, known: KnownNames): PreparedVariant {
  const asked = { params, defaults, header: givenHeader(header) };
  const complete = completeParams(languages.versions, asked, known);
  const [first] = languages.versions;
  const template = first?.name ?? "";
  return {
    spec: { name, template, params: complete, ...(header === undefined ? {} : { header }) },
    languages,
    read: compileParams(complete, known, defaults),
  };
}

function categoriesOf(variants: readonly PreparedVariant[]): readonly Purpose[] {
  return [...new Set(variants.flatMap(({ languages }) => languages.versions.map(categoryOf)))];
}

function refuseUnknownCost({ forecast }: Frozen, { maxCost }: PlanRequest): void {
  if (maxCost === undefined) return;
  const { micros, unknown } = forecast.total();
  if (micros === null) throw unknownCost(maxCost, unknown);
}
