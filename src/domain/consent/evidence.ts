import { createHash } from "node:crypto";
import { InputError } from "../../core/errors.ts";
import { evidenceRef, type EvidenceRow } from "../../storage/repos/evidence.ts";

/** What a signed form, a photo of one or a recording may weigh, in bytes. */
const maxEvidenceBytes = 16 * 1024 * 1024;

/** Whether an evidence is a link; anything else names a file. */
export function isEvidenceLink(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** @throws InputError `consent.evidence_too_large`: asked before a file is read into memory. @param bytes its size */
export function checkEvidenceSize(fileName: string, bytes: number): void {
  if (bytes <= maxEvidenceBytes) return;
  throw new InputError({
    code: "consent.evidence_too_large",
    text: {
      en: `The evidence ${fileName} has ${Math.ceil(bytes / 1_048_576)} MB; 16 MB is the limit.`,
      es: `La evidencia ${fileName} pesa ${Math.ceil(bytes / 1_048_576)} MB; el límite es de 16 MB.`,
    },
    hint: {
      en: "Keep it elsewhere and give a link: --evidence https://…",
      es: "Guárdela en otro lugar e indique un enlace: --evidence https://…",
    },
    data: { file: fileName },
  });
}

/** A file as it is kept. @throws InputError `consent.evidence_too_large`, `consent.evidence_empty` */
export function evidenceFile(fileName: string, content: Uint8Array, now: number): EvidenceRow {
  if (content.byteLength === 0) {
    throw new InputError({
      code: "consent.evidence_empty",
      text: { en: `The evidence ${fileName} is empty.`, es: `La evidencia ${fileName} está vacía.` },
      hint: { en: "Check the file.", es: "Revise el archivo." },
      data: { file: fileName },
    });
  }
  checkEvidenceSize(fileName, content.byteLength);
  return {
    hash: createHash("sha256").update(content).digest("hex"),
    file_name: fileName,
    bytes: content.byteLength,
    added_at: now,
    content: Buffer.from(content).toString("base64"),
  };
}

export { evidenceRef };
