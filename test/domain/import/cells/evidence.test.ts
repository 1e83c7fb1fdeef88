import { describe, expect, it } from "vitest";
import { readEvidence } from "../../../../src/domain/import/cells/evidence.ts";

const hash = "0123456789abcdef".repeat(4);

describe("evidence", () => {
  it.each([
    ["https://example.com/form/17", "link", "https://example.com/form/17"],
    ["HTTP://example.com", "link", "HTTP://example.com"],
    [`sha256:${hash}`, "hash", `sha256:${hash}`],
    [` SHA256:${hash.toUpperCase()} `, "hash", `sha256:${hash}`],
    ["ana.pdf", "file", "ana.pdf"],
    ["pruebas/ana maría.pdf", "file", "pruebas/ana maría.pdf"],
    [String.raw`.\pruebas\ana.pdf`, "file", "pruebas/ana.pdf"],
    ["contrato v1.2.jpeg", "file", "contrato v1.2.jpeg"],
  ])("%s", (cell, kind, value) => {
    expect(readEvidence(cell)).toEqual({ kind, value });
  });

  it.each([
    "",
    "firmado en papel",
    "sí",
    `sha256:${hash}0`,
    "sha256:123",
    "https://",
    "https://exam ple.com",
    "ftp://example.com/a.pdf",
    "javascript:alert(1).pdf",
    "/etc/secret.txt",
    String.raw`C:\clientes\ana.pdf`,
    String.raw`\\server\ana.pdf`,
    "../ana.pdf",
    "pruebas/../../ana.pdf",
    "~/ana.pdf",
    "pruebas/",
    ".env",
    "ana\u0000.pdf",
    "ana\u202efdp.exe",
    `${"a/".repeat(300)}b.pdf`,
  ])("%j says nothing that can be looked at", (cell) => {
    expect(readEvidence(cell)).toBeUndefined();
  });
});
