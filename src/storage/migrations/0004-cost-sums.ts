// Every change that a sum of costs could depend on leaves a mark, whoever makes it: the quarter of an hour whose sums are to be made
// anew, and by how much its money has changed since they were made. Quarters, because the days of every time zone are made of them.

/** Whether a message is in the sums at all. */
const counts = (row: string): string => `(${row}.accepted_at IS NOT NULL OR ${row}.direction = 'in')`;
/** The quarter in which Meta took the message: its sums are made anew together. */
const takenSlot = (row: string): string =>
  `CASE WHEN ${row}.direction = 'in' THEN ${row}.created_at ELSE ${row}.accepted_at END / 900000`;
/** The quarter that it is billed in. */
const billedSlot = (row: string): string =>
  `CASE WHEN ${row}.direction = 'in' THEN ${row}.created_at ELSE COALESCE(${row}.delivered_at, ${row}.accepted_at) END / 900000`;

// Compared one by one: SQLite would build the list of an IN anew for every row, which takes longer than all the rest.
const owes = (row: string): string =>
  `${row}.direction = 'out' AND (${["accepted", "sent", "delivered", "read"].map((state) => `${row}.state = '${state}'`).join(" OR ")})`;
const money = (row: string): string[] => [
  `CASE WHEN ${owes(row)} THEN COALESCE(${row}.settled_micros, 0) ELSE 0 END`,
  // Once Meta has priced a message its estimate counts no more, also where no card tells the rate.
  `CASE WHEN ${row}.settled_micros IS NULL AND ${row}.priced_at IS NULL AND ${owes(row)} THEN COALESCE(${row}.estimate_micros, 0) ELSE 0 END`,
  `CASE WHEN ${row}.settled_micros IS NULL AND (${row}.priced_at IS NOT NULL OR ${row}.estimate_micros IS NULL) AND ${owes(row)} THEN 1 ELSE 0 END`,
];
const key = (row: string): string => `${takenSlot(row)}, ${billedSlot(row)}, COALESCE(${row}.currency, '')`;
const columns = ["slot", "billed_slot", "currency", "settled_micros", "estimate_micros", "unpriced"];
const into = `INSERT INTO cost_marks (${columns.join(", ")})`;

// Whatever changes a message sets `updated_at`, but for taking it from the queue, which counts for nothing here, and its acceptance,
// which marks by itself: see repos/acceptance-marks.
const watched =
  "updated_at, direction, phone_number_id, delivered_at, priced_at, created_at, campaign_id, template, labels, market, category, " +
  "currency, estimate_micros, estimate_evidence, settled_micros, pricing_type, pricing_category";

const rowMark = (row: string, sign: "" | "-"): string => {
  const values = money(row).map((amount) => `${sign}${amount}`);
  const sums = columns.slice(3).map((column) => `${column} = ${column} + excluded.${column}`);
  return (
    `${into} SELECT ${[key(row), ...values].join(", ")} WHERE ${counts(row)} ` +
    `ON CONFLICT (slot, billed_slot, currency) DO UPDATE SET ${sums.join(", ")};`
  );
};
const rowTrigger = (name: string, event: string, when: string, marks: string[]): string =>
  `CREATE TRIGGER messages_cost_${name} AFTER ${event} ON messages WHEN ${when} BEGIN ${marks.join(" ")} END`;

const sums = (rows: string, sign: "" | "-" = ""): string => {
  const amounts = money(rows).map((amount) => `${sign}SUM(${amount})`);
  return `SELECT ${[key(rows), ...amounts].join(", ")} FROM ${rows} WHERE ${counts(rows)} GROUP BY 1, 2, 3`;
};
const difference =
  `SELECT slot, billed_slot, currency, SUM(settled_micros), SUM(estimate_micros), SUM(unpriced) ` +
  `FROM (${sums("changed")} UNION ALL ${sums("before", "-")}) AS moved (${columns.join(", ")}) GROUP BY 1, 2, 3`;

const statementTrigger = (name: string, event: string, rows: string): string =>
  `CREATE TRIGGER messages_cost_${name} AFTER ${event} ON messages REFERENCING ${rows} ` +
  "FOR EACH STATEMENT EXECUTE FUNCTION recado_mark_costs()";

const keys = `
  direction TEXT NOT NULL,
  phone_number_id TEXT NOT NULL,
  currency TEXT`;
const otherKeys = `
  market TEXT,
  category TEXT,
  pricing_type TEXT,
  template TEXT,
  campaign_id BIGINT,
  labels TEXT,
  evidence TEXT`;
const figures = [
  "messages",
  "charged",
  "free",
  "unpriced",
  "settled",
  "delivered",
  "read",
  "settled_micros",
  "estimate_micros",
]
  .map((column) => `\n  ${column} BIGINT NOT NULL`)
  .join(",");

/**
 * Messages' sums by the quarter in which Meta took them and the one in which they are billed; what is behind of these (marks). From them,
 * coarser ones that long periods are read from: by day (of UTC) with everything but the time, by quarter with little but the time; and
 * the days for which these are behind.
 */
export const costSums = {
  sql: `
CREATE TABLE cost_marks (
  slot BIGINT NOT NULL,
  billed_slot BIGINT NOT NULL,
  currency TEXT NOT NULL,
  settled_micros BIGINT NOT NULL,
  estimate_micros BIGINT NOT NULL,
  unpriced BIGINT NOT NULL
);
CREATE TABLE cost_slots (
  taken_slot BIGINT NOT NULL,
  slot BIGINT NOT NULL,${keys},${otherKeys},${figures}
);
CREATE INDEX cost_slots_taken ON cost_slots (taken_slot);
CREATE INDEX cost_slots_slot ON cost_slots (slot);
CREATE TABLE cost_days (
  day BIGINT NOT NULL,${keys},${otherKeys},${figures}
);
CREATE INDEX cost_days_day ON cost_days (day);
CREATE TABLE cost_times (
  slot BIGINT NOT NULL,${keys},${figures}
);
CREATE INDEX cost_times_slot ON cost_times (slot);
CREATE TABLE cost_stale (day BIGINT PRIMARY KEY);
${into} ${sums("messages")};
`,
  triggers: {
    // One writer at a time: a quarter has its mark once, and its changes are added up there.
    row: [
      "CREATE UNIQUE INDEX cost_marks_slot ON cost_marks (slot, billed_slot, currency)",
      rowTrigger("insert", "INSERT", counts("NEW"), [rowMark("NEW", "")]),
      rowTrigger("update", `UPDATE OF ${watched}`, `${counts("OLD")} OR ${counts("NEW")}`, [
        rowMark("OLD", "-"),
        rowMark("NEW", ""),
      ]),
      rowTrigger("delete", "DELETE", counts("OLD"), [rowMark("OLD", "-")]),
    ],
    // Whoever marks a quarter that another transaction is just marking must not wait for it: here every statement leaves marks of its own.
    statement: [
      "CREATE INDEX cost_marks_slot ON cost_marks (slot)",
      "CREATE INDEX cost_marks_billed ON cost_marks (billed_slot, currency)",
      "CREATE FUNCTION recado_mark_costs() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " +
        `IF TG_OP = 'INSERT' THEN ${into} ${sums("changed")}; ELSIF TG_OP = 'DELETE' THEN ${into} ${sums("before", "-")}; ` +
        `ELSE ${into} ${difference}; END IF; RETURN NULL; END $$`,
      statementTrigger("insert", "INSERT", "NEW TABLE AS changed"),
      statementTrigger("update", "UPDATE", "OLD TABLE AS before NEW TABLE AS changed"),
      statementTrigger("delete", "DELETE", "OLD TABLE AS before"),
    ],
  },
};
