import type { Database } from "../../../storage/database.ts";
import type { MetaAccount, MetaModel, MetaSpan } from "../../../storage/repos/meta-costs.ts";
import type { Tariff } from "../tariff.ts";
import type { FiguresClient } from "./account.ts";
import type { CostsTold } from "./told.ts";

/** What is read from Meta, and where it is kept. */
export interface SyncRequest extends MetaSpan {
  readonly db: Database;
  readonly graph: FiguresClient;
  readonly wabaId: string;
  /** As `readAccount` keeps it. */
  readonly account: MetaAccount;
  /** IANA name: whose days are asked for. */
  readonly zone: string;
  readonly now: number;
  /** Which rates are known here; `shippedTariff` when left out. */
  readonly tariff?: Tariff | undefined;
  /** What templates did as well. */
  readonly templates?: boolean | undefined;
  /** Also what cannot have changed since it was read. */
  readonly again?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told after each page that was stored. */
  readonly onPage?: ((page: SyncedRange) => void) | undefined;
}

export interface SyncedRange extends MetaSpan {
  readonly model: MetaModel;
  /** Figures that Meta answered. */
  readonly points: number;
}

export interface SkippedRange extends MetaSpan {
  readonly model: MetaModel;
  /** `already-synced`: final since it was read. `too-old`: Meta does not tell it any more. `insights-off`: Meta does not count it. */
  readonly reason: "already-synced" | "too-old" | "insights-off";
}

export interface SyncResult {
  /** One for each model, from the first day that was read to the last. */
  readonly synced: readonly SyncedRange[];
  /** Of what was read now. */
  readonly costs: CostsTold;
  readonly skipped: readonly SkippedRange[];
}
