import type { Queryable } from "../database.ts";
import type { ConsentProofRow } from "../rows.ts";

/**
 * The columns beside a person's own rows in which their number may stand. `json` keeps its shape, so that the rest can still be
 * read; `parts` is what was sent to others, from which whole cards of the person are taken out. `first`: comes before every key.
 */
const places: readonly MentionPlace[] = [
  { table: "messages", keys: ["id"], first: [""], columns: { content: "parts" } },
  { table: "contacts", keys: ["id"], first: [0], columns: { name: "text", labels: "json", fields: "json" } },
  {
    table: "imports",
    keys: ["id"],
    first: [0],
    columns: {
      file_name: "text",
      sheet: "text",
      actor: "text",
      mapping: "json",
      options: "json",
      counts: "json",
      progress: "json",
    },
  },
  { table: "import_changes", keys: ["import_id", "contact_id"], first: [0, 0], columns: { before: "json" } },
  { table: "segments", keys: ["name"], first: [""], columns: { filter: "json" } },
  { table: "evidence_files", keys: ["hash"], first: [""], columns: { file_name: "text" } },
];

export type TextKind = "text" | "json" | "parts";

interface MentionPlace {
  readonly table: string;
  readonly keys: readonly string[];
  readonly first: readonly (string | number)[];
  readonly columns: Readonly<Record<string, TextKind>>;
}

/** One row in which somebody may stand. */
export interface Mention {
  readonly place: MentionPlace;
  readonly key: readonly (string | number)[];
  /** The columns with what stands in them. */
  readonly texts: readonly { readonly column: string; readonly kind: TextKind; readonly text: string }[];
}

/** Texts that may speak of somebody: people group the digits of a number as they like, so that the caller looks closer. */
export async function* textsBesides(db: Queryable, pageSize: number): AsyncGenerator<readonly Mention[]> {
  for (const place of places) {
    const { table, keys, columns } = place;
    const list = keys.join(", ");
    const sql = `SELECT ${[...keys, ...Object.keys(columns)].join(", ")} FROM ${table}
      WHERE (${list}) > (${keys.map(() => "?").join(", ")}) ORDER BY ${list} LIMIT ?`;
    let after = place.first;
    for (;;) {
      const rows: Record<string, string | number | null>[] = await db.query(sql, [...after, pageSize]);
      const page = rows.map((row): Mention => {
        const texts = Object.entries(columns).flatMap(([column, kind]) => {
          const text = row[column];
          return typeof text === "string" ? [{ column, kind, text }] : [];
        });
        return { place, key: keys.map((name) => row[name] ?? ""), texts };
      });
      yield page;
      after = page.at(-1)?.key ?? after;
      if (page.length < pageSize) break;
    }
  }
}

/** Writes the texts of a row anew. */
export async function rewriteMention(tx: Queryable, { place, key, texts }: Mention): Promise<void> {
  if (texts.length === 0) return;
  const set = texts.map(({ column }) => `${column} = ?`).join(", ");
  const where = place.keys.map((name) => `${name} = ?`).join(" AND ");
  await tx.exec(`UPDATE ${place.table} SET ${set} WHERE ${where}`, [...texts.map(({ text }) => text), ...key]);
}

/** What a proof says in words. */
export function wordsOfProof(proof: ConsentProofRow): string {
  const { method, source, wording, wording_version: version, evidence, actor, ip, user_agent: agent } = proof;
  return [method, source, wording, version, evidence, actor, ip, agent].filter((text) => text !== null).join("\n");
}
