/** Why a workbook, or one part of it, cannot be read. */
export type WorkbookFaultReason = "damaged" | "entities" | "encrypted" | "too_large";

/** Thrown inside the reader of workbooks, which knows bytes and no names; `workbook.ts` says it with file and sheet. */
export class WorkbookFault extends Error {
  readonly why: WorkbookFaultReason;

  constructor(why: WorkbookFaultReason, detail: string) {
    super(detail);
    this.why = why;
  }
}
