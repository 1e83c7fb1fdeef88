import { hash } from "node:crypto";

/** What proves a statement. Null where it is not known. */
export interface ConsentProof {
  readonly method: string;
  readonly source: string;
  readonly wording: string | null;
  readonly wordingVersion: string | null;
  readonly evidence: string | null;
  readonly actor: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly importId: number | null;
}

/** One statement as it is hashed. Instants are milliseconds. */
export interface HashedEvent {
  readonly contactId: number;
  /** In the order of `purposes`, separated by commas. */
  readonly purposes: string;
  readonly action: string;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly row: number | null;
}

function sha256(text: string): string {
  return hash("sha256", text, "hex");
}

/** SHA-256, hexadecimal, of the JSON array of a proof's members in this order. */
export function proofDigest(proof: ConsentProof): string {
  const { method, source, wording, wordingVersion, evidence, actor, ip, userAgent, importId } = proof;
  return sha256(JSON.stringify([method, source, wording, wordingVersion, evidence, actor, ip, userAgent, importId]));
}

/**
 * SHA-256, hexadecimal, of the JSON array `[previous, contact, channel, purposes, action, occurredAt, recordedAt, row, proof]`,
 * where `previous` is the hash of the contact's event before ("" for the first) and `proof` the digest of its proof. Whoever
 * changes something in the past changes every hash after it.
 */
export function eventHash(previous: string, event: HashedEvent, digest: string): string {
  const { contactId, purposes, action, occurredAt, recordedAt, row } = event;
  // What JSON.stringify writes, put together by hand: none of the texts holds anything to be escaped, and a list has a million.
  return sha256(
    `["${previous}",${contactId},"whatsapp","${purposes}","${action}",${occurredAt},${recordedAt},${row},"${digest}"]`,
  );
}

/** SHA-256, hexadecimal, of the block before and the events of this one, a line each: shows what was left out. */
export function blockHash(previous: string, events: readonly string[]): string {
  return sha256(`${previous}\n${events.join("\n")}`);
}

/** What an event that went left behind, as it is hashed. */
export interface RemovedPlace {
  readonly seq: number;
  /** `erased` with the person, `undone` with the import. */
  readonly reason: string;
  /** Milliseconds. */
  readonly removed_at: number;
  readonly hash: string;
}

/** `removed <reason> <when> <place> <hash>`, a line for each event that went. */
export function removedLine({ seq, reason, removed_at: at, hash: left }: RemovedPlace): string {
  return `removed ${reason} ${at} ${seq} ${left}\n`;
}

/**
 * The hash of the block that a removal appends: SHA-256, hexadecimal, of the block before and of the digest (SHA-256, hexadecimal)
 * of the lines of all that went at that time, in the order of the ledger; a line each.
 */
export function removalHash(previous: string, digest: string): string {
  return blockHash(previous, [digest]);
}
