import { keptLabels } from "../../../storage/untouched.ts";
import { newId } from "../../../core/ids.ts";
import type { Queryable } from "../../../storage/database.ts";
import type { Purpose } from "../../../storage/rows.ts";
import type { Frequency } from "../../consent/frequency.ts";
import type { AuthEligibility } from "../../costs/auth-international.ts";
import { createForecast, type Forecast } from "../../costs/forecast.ts";
import { marketOf } from "../../costs/market.ts";
import { readMonthCounts } from "../../costs/month-counts.ts";
import type { Tariff } from "../../costs/tariff.ts";
import type { ExclusionCounts, ExclusionReason } from "../exclusions.ts";
import { timeZoneOf, type ListedRecipient } from "../list/recipient.ts";
import type { RecipientList } from "../list/recipient-list.ts";
import type { QuietHours, VariantName } from "../spec.ts";
import { mayGoAt } from "../when/next-loud.ts";
import { zonesOf } from "../when/zone-of.ts";
import { writeDetail } from "./detail.ts";
import { countFigures, type Figures } from "./figures.ts";
import { createJudge, phoneOf, type Exclusion, type JudgedPage } from "./judge.ts";
import type { FrozenEntry, FrozenExclusion, FrozenMessage, RowSpool } from "./row-spool.ts";
import { composeFor, type Composed, type PreparedVariant } from "./variants.ts";

export interface FreezeOptions {
  readonly db: Queryable;
  readonly phoneNumberId: string;
  /** All numbers of the account: Meta counts volume over them together. */
  readonly phoneNumberIds: readonly string[];
  /** ISO 4217 */
  readonly currency: string;
  /** `shippedTariff` when left out. */
  readonly tariff?: Tariff | undefined;
  readonly eligibility?: AuthEligibility | undefined;
  /** One, or two of which each person gets one. */
  readonly variants: readonly PreparedVariant[];
  /** Which of two somebody gets, by their place among those who are written to. */
  readonly halfOf: (place: number) => VariantName;
  /** Of every template that may be used. */
  readonly categories: readonly Purpose[];
  /** How much marketing anybody gets who has no limit of their own. */
  readonly marketingLimit: Frequency | undefined;
  /** Numbers that the business has reached in the last 24 hours; empty where Meta has no limit for them. */
  readonly reached: ReadonlySet<string>;
  readonly now: number;
  readonly startsAt: number | undefined;
  readonly timeZone: string;
  readonly quietHours: QuietHours | undefined;
  readonly limit: number | undefined;
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** What a list comes to. */
export interface Frozen extends Figures {
  readonly recipients: number;
  /** Of them, those in `FreezeOptions.reached`. */
  readonly reached: number;
  readonly excluded: ExclusionCounts;
  readonly forecast: Forecast;
}

/** What is wrong with somebody in one row can be right in another of theirs. */
const mendable: ReadonlySet<ExclusionReason> = new Set(["missing-parameter", "bad-parameter"]);

/** How many ids share the time in them; a million of them are ten seconds ahead, which is of no account. */
const idsAMillisecond = 100;

interface Chosen extends Composed {
  readonly variant: PreparedVariant["spec"];
}

/** Of two texts everybody must be able to get either: else the halves would not be alike. */
function messageOf(recipient: ListedRecipient, place: number, { variants, halfOf }: FreezeOptions): Chosen | Exclusion {
  let chosen: Chosen | undefined;
  const half = halfOf(place);
  for (const variant of variants) {
    const composed = composeFor(variant, recipient);
    if ("reason" in composed) return composed;
    if (chosen === undefined || variant.spec.name === half) chosen = { ...composed, variant: variant.spec };
  }
  return chosen ?? { reason: "bad-parameter" };
}

function exclusionRow(recipient: ListedRecipient, { reason, detail }: Exclusion): FrozenExclusion {
  const { position, row, given, phone, contact } = recipient;
  return {
    position,
    list_row: row ?? null,
    // One spelling of a number, so that it is found when the person asks to be erased.
    given: phone?.e164 ?? given,
    contact_id: contact?.id ?? null,
    reason,
    detail: writeDetail(detail),
  };
}

/**
 * Goes through a list and decides of everybody in it whether they are written to, with what, when, and at what price. All of it
 * goes to `spool`; the database is only read.
 */
export async function freeze(list: RecipientList, spool: RowSpool, options: FreezeOptions): Promise<Frozen> {
  const { db, currency, categories, phoneNumberId, phoneNumberIds, startsAt, now, limit, quietHours } = options;
  const at = startsAt ?? now;
  const judge = await createJudge(db, { ...options, at });
  const { tariff, eligibility } = options;
  const counts = await readMonthCounts(db, { at, zone: tariff?.zone, phoneNumberIds, categories });
  const forecast = createForecast({ currency, at, phoneNumberId, counts, tariff, eligibility });
  const figures = countFigures();
  const mended = new Set<number>();
  let recipients = 0;
  let reached = 0;

  const decide = (recipient: ListedRecipient, judged: JudgedPage): Chosen | Exclusion => {
    const { position, duplicateOf: first } = recipient;
    if (first !== undefined && !mended.has(first)) return { reason: "duplicate", detail: { sameAs: first } };
    if (limit !== undefined && recipients >= limit) return { reason: "limit" };
    const found = judged.exclusionOf(recipient) ?? messageOf(recipient, recipients, options);
    if ("reason" in found && mendable.has(found.reason)) mended.add(first ?? position);
    else if (first !== undefined) mended.delete(first);
    return found;
  };

  const messageRow = (recipient: ListedRecipient, chosen: Chosen, windowOpen: boolean): FrozenMessage => {
    const { contact, phone } = recipient;
    const number = phoneOf(recipient);
    const country = phone?.country ?? contact?.country;
    const { template, category, content, variant } = chosen;
    const zones =
      quietHours === undefined
        ? undefined
        : zonesOf({ timeZone: timeZoneOf(recipient), country, phone: number }, options.timeZone);
    const due = quietHours === undefined || zones === undefined ? at : mayGoAt(quietHours, zones, at);
    const { market } = marketOf(number, due, undefined, tariff?.zone);
    const price = forecast.add({
      market,
      category: category === "service" ? "utility" : category,
      windowOpen,
      at: due,
    });
    const message: FrozenMessage = {
      // In nearly the order of the list: a database takes ids in their order much faster than any others.
      id: newId("msg", now + Math.floor(recipients / idsAMillisecond)),
      position: recipient.position,
      customer_phone: number,
      contact_id: contact?.id ?? null,
      template: template.name,
      language: template.language,
      category,
      variant: options.variants.length > 1 ? variant.name : null,
      content,
      consent: contact?.consent ?? null,
      labels: keptLabels(contact),
      due_at: startsAt === undefined && due === now ? 0 : due,
      market,
      estimate_micros: price.micros,
      estimate_evidence: price.evidence,
    };
    figures.include(chosen, message, zones);
    if (options.reached.has(number)) reached += 1;
    return message;
  };

  const entryOf = (recipient: ListedRecipient, judged: JudgedPage): FrozenEntry => {
    const found = decide(recipient, judged);
    if ("reason" in found) {
      figures.exclude(found);
      return { exclusion: exclusionRow(recipient, found) };
    }
    recipients += 1;
    return { message: messageRow(recipient, found, judged.isWindowOpen(recipient)) };
  };

  let done = 0;
  for await (const page of list.pages()) {
    const judged = await judge(page);
    await spool.add(page.map((recipient) => entryOf(recipient, judged)));
    done += page.length;
    options.onProgress?.(done);
  }
  return { recipients, reached, excluded: figures.excluded(), forecast, ...figures.summary() };
}
