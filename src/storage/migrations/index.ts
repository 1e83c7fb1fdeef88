import type { Migration } from "../migrate.ts";
import { first } from "./0001-first.ts";
import { consentLedger } from "./0002-consent-ledger.ts";
import { campaigns } from "./0003-campaigns.ts";
import { costs } from "./0004-costs.ts";

/** Every step of the schema, in order. A released step is never edited: a change is a new step. */
export const migrations: readonly Migration[] = [first, consentLedger, campaigns, costs];
