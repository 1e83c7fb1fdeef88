import type { KnownExport } from "./known-export.ts";

/**
 * Our own exports (CSV, JSON, NDJSON). They tell the state of each consent and not its proof, which is in the ledger of the
 * store that they come from: `granted` counts with `--consent-source`, `withdrawn` and `declined` always.
 */
export const recado: KnownExport = {
  name: "recado",
  title: "recado",
  signs: [["id", "phone", "waid"]],
  columns: {
    name: "name",
    phone: "phone:mobile",
    userid: "user_id",
    username: "username",
    language: "language",
    timezone: "time_zone",
    labels: "labels",
    "consent marketing": "consent_marketing",
    "consent utility": "consent_utility",
    "consent authentication": "consent_authentication",
    "consent service": "consent_service",
    // Numbers of another store, and what follows from the phone number.
    id: "ignore",
    waid: "ignore",
    country: "ignore",
    givenphone: "ignore",
    importid: "ignore",
    createdat: "ignore",
    updatedat: "ignore",
  },
  guessOthers: false,
  customPrefix: "fields.",
  answers: "states",
};
