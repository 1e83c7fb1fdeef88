import type { Database, Queryable, SqlValue } from "../database.ts";
import { getSetting } from "./settings.ts";
import { insertSql, valuesOf } from "./sql.ts";

/** Which of Meta's figures: messages and their prices, conversations (until June 2025), or what templates did. */
export type MetaModel = "pricing" | "conversation" | "template";

/** A stretch of time in milliseconds; `to` is not part of it. */
export interface MetaSpan {
  readonly from: number;
  readonly to: number;
}

/** What Meta counted of one stretch, number, country, category, type and tier; words as Meta writes them. */
export interface MetaCostRow {
  waba_id: string;
  from_at: number;
  to_at: number;
  model: string;
  /** Digits. */
  phone_number: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  category: string | null;
  pricing_type: string | null;
  tier: string | null;
  /** Messages; conversations of that model. */
  volume: number;
  /** Null where Meta does not tell the cost. */
  micros: number | null;
  currency: string;
}

/** What Meta counted of one template in one stretch. */
export interface MetaTemplateRow {
  waba_id: string;
  template_id: string;
  from_at: number;
  to_at: number;
  sent: number;
  delivered: number;
  read: number;
  clicks: number | null;
  micros: number | null;
  currency: string;
}

/** A day that was read from Meta, and when. */
export interface MetaSyncRow {
  waba_id: string;
  model: string;
  from_at: number;
  /** Before the day's end where it was still running. */
  to_at: number;
  /** 1 where Meta refused to tell costs. */
  cost_withheld: number;
  synced_at: number;
}

/** The account as it was when its figures were read. */
export interface MetaAccount {
  /** ISO 4217: what Meta bills in. */
  readonly currency: string;
  /** IANA name; null where Meta does not tell it, or in a way that is not known. */
  readonly zone: string | null;
  /** Digits of its numbers by their ids. */
  readonly numbers: Readonly<Record<string, string>>;
}

const costColumns = [
  "waba_id",
  "from_at",
  "to_at",
  "model",
  "phone_number",
  "country",
  "category",
  "pricing_type",
  "tier",
  "volume",
  "micros",
  "currency",
] as const satisfies readonly (keyof MetaCostRow)[];
const templateColumns = [
  "waba_id",
  "template_id",
  "from_at",
  "to_at",
  "sent",
  "delivered",
  "read",
  "clicks",
  "micros",
  "currency",
] as const satisfies readonly (keyof MetaTemplateRow)[];
const syncColumns = [
  "waba_id",
  "model",
  "from_at",
  "to_at",
  "cost_withheld",
  "synced_at",
] as const satisfies readonly (keyof MetaSyncRow)[];

const accountSetting = (wabaId: string): string => `meta-account:${wabaId}`;

export async function keepMetaAccount(db: Queryable, wabaId: string, account: MetaAccount): Promise<void> {
  await db.exec(
    "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [accountSetting(wabaId), JSON.stringify(account)],
  );
}

/** Undefined before the first `keepMetaAccount`. */
export async function metaAccount(db: Queryable, wabaId: string): Promise<MetaAccount | undefined> {
  const stored = await getSetting(db, accountSetting(wabaId));
  return stored === undefined ? undefined : (JSON.parse(stored) as MetaAccount);
}

/** Whoever writes figures of the same account at the same time waits here, so that none are there twice. */
async function inTurn(tx: Queryable, wabaId: string): Promise<void> {
  await tx.exec("UPDATE settings SET value = value WHERE name = ?", [accountSetting(wabaId)]);
}

async function writeSyncs(tx: Queryable, { from, to }: MetaSpan, syncs: readonly MetaSyncRow[]): Promise<void> {
  const [first] = syncs;
  if (first === undefined) return;
  await tx.exec("DELETE FROM meta_syncs WHERE waba_id = ? AND model = ? AND to_at > ? AND from_at < ?", [
    first.waba_id,
    first.model,
    from,
    to,
  ]);
  await tx.batch(
    insertSql("meta_syncs", syncColumns),
    syncs.map((row) => valuesOf<MetaSyncRow>(row, syncColumns)),
  );
}

/**
 * Puts these figures in the place of all that reach into the span, and notes its days as read: in one commit, so that a day is there as
 * a whole or as it was. `keepMetaAccount` comes before.
 */
export async function replaceMetaCosts(
  db: Database,
  span: MetaSpan & { readonly wabaId: string; readonly model: MetaModel },
  rows: readonly MetaCostRow[],
  syncs: readonly MetaSyncRow[],
): Promise<void> {
  const { wabaId, model, from, to } = span;
  await db.transaction(async (tx) => {
    await inTurn(tx, wabaId);
    await tx.exec("DELETE FROM meta_costs WHERE waba_id = ? AND model = ? AND to_at > ? AND from_at < ?", [
      wabaId,
      model,
      from,
      to,
    ]);
    await tx.batch(
      insertSql("meta_costs", costColumns),
      rows.map((row) => valuesOf<MetaCostRow>(row, costColumns)),
    );
    await writeSyncs(tx, span, syncs);
  });
}

// A week after the send Meta forgets who read and tapped: what was counted by then stays.
const keepTemplate = insertSql(
  "meta_templates",
  templateColumns,
  `ON CONFLICT (waba_id, template_id, from_at) DO UPDATE SET
     to_at = excluded.to_at, sent = excluded.sent, delivered = excluded.delivered, micros = excluded.micros, currency = excluded.currency,
     read = CASE WHEN excluded.read > meta_templates.read THEN excluded.read ELSE meta_templates.read END,
     clicks = CASE WHEN meta_templates.clicks IS NULL OR excluded.clicks > meta_templates.clicks
       THEN excluded.clicks ELSE meta_templates.clicks END`,
);

/** Writes what templates did over what was known of the same days, in one commit. `keepMetaAccount` comes before. */
export async function keepMetaTemplates(
  db: Database,
  span: MetaSpan & { readonly wabaId: string },
  rows: readonly MetaTemplateRow[],
  syncs: readonly MetaSyncRow[],
): Promise<void> {
  await db.transaction(async (tx) => {
    await inTurn(tx, span.wabaId);
    await tx.batch(
      keepTemplate,
      rows.map((row) => valuesOf<MetaTemplateRow>(row, templateColumns)),
    );
    await writeSyncs(tx, span, syncs);
  });
}

interface Wanted extends MetaSpan {
  readonly wabaId: string;
  readonly model: MetaModel;
}

/** Meta's days are those of its own clock: a stretch is counted where its middle is. */
const within = "waba_id = ? AND model = ? AND from_at + to_at >= ? AND from_at + to_at < ?";
const wantedOf = ({ wabaId, model, from, to }: Wanted): SqlValue[] => [wabaId, model, 2 * from, 2 * to];

/** Meta's figures of a period, oldest first. */
export async function metaCosts(db: Queryable, wanted: Wanted): Promise<MetaCostRow[]> {
  return db.query<MetaCostRow>(`SELECT * FROM meta_costs WHERE ${within} ORDER BY from_at`, wantedOf(wanted));
}

/** The days of a period that were read, oldest first. */
export async function metaSyncs(db: Queryable, wanted: Wanted): Promise<MetaSyncRow[]> {
  return db.query<MetaSyncRow>(`SELECT * FROM meta_syncs WHERE ${within} ORDER BY from_at`, wantedOf(wanted));
}

/** What templates did in a period, oldest first. */
export async function metaTemplates(
  db: Queryable,
  span: MetaSpan & { readonly wabaId: string },
): Promise<MetaTemplateRow[]> {
  return db.query<MetaTemplateRow>(
    "SELECT * FROM meta_templates WHERE waba_id = ? AND from_at >= ? AND from_at < ? ORDER BY from_at, template_id",
    [span.wabaId, span.from, span.to],
  );
}
