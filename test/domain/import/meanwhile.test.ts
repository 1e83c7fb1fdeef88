import { expect, it } from "vitest";
import type { Database, Queryable } from "../../../src/storage/database.ts";
import { updateContact } from "../../../src/storage/repos/contacts.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { batchOf, importText, now, store, undo } from "./helpers.ts";

/** A database in which something happens right before the contacts of the store are written. */
function interfering(db: Database, meanwhile: (tx: Queryable) => Promise<unknown>): Database {
  return {
    capabilities: db.capabilities,
    location: db.location,
    query: db.query.bind(db),
    exec: db.exec.bind(db),
    batch: db.batch.bind(db),
    compact: db.compact.bind(db),
    close: async () => {},
    transaction: async (body) =>
      db.transaction(async (tx) =>
        body({
          capabilities: tx.capabilities,
          query: tx.query.bind(tx),
          exec: tx.exec.bind(tx),
          batch: async (sql, rows) => {
            if (sql.startsWith("UPDATE contacts SET")) await meanwhile(tx);
            return tx.batch(sql, rows);
          },
        }),
      ),
  };
}

describeEachDatabase("what somebody else changes while a list is written", (_, { address, openAt }) => {
  it("stays, where the list changes something else", async () => {
    const at = await address();
    const db = await openAt(at);
    const other = await openAt(at);
    const id = await store(db, "+34600000012", { labels: '["vip"]' });
    const theirs = { removed_at: now + 1, labels: '["vip","nuevo"]', user_id: "US.1", language: "pt" };
    // Where one writer waits for the other, nobody can come in between: there it is done within.
    const busy = interfering(db, async (tx) =>
      updateContact(db.capabilities.skipLocked ? other : tx, id, { ...theirs, updated_at: now - 1000 }),
    );
    const report = await importText(busy, "Nombre,Teléfono,Ciudad,Etiquetas\nAna,+34600000012,Lugo,VIP\n");
    expect(report).toMatchObject({ updated: 1 });
    const [row] = await db.query("SELECT * FROM contacts WHERE id = ?", [id]);
    expect(row).toMatchObject({ ...theirs, name: "Ana", fields: '{"Ciudad":"Lugo"}', updated_at: now });
    await undo(db, batchOf(report));
    const [after] = await db.query("SELECT * FROM contacts WHERE id = ?", [id]);
    expect(after).toMatchObject({ ...theirs, name: "Stored", fields: "{}" });
  });
});
