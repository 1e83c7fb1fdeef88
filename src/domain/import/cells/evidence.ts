import { cachedReader } from "./cache.ts";

/** What a cell says about where the proof of a consent is. */
export interface Evidence {
  /** `file`: a path below the folder of the list, with `/` between folders; whether it is there, is not looked at here. */
  readonly kind: "link" | "hash" | "file";
  readonly value: string;
}

const longestLink = 2_000;
const longestPath = 500;
const hash = /^sha256:[0-9a-f]{64}$/i;
const folder = /^(?!\.{1,2}$)[^<>:"|?*\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/;
const fileName = /[^.\s][^.]*\.[a-z0-9]{1,8}$/i;

function readLink(text: string): Evidence | undefined {
  if (text.length > longestLink || /[\s\u0000-\u001f]/.test(text) || !URL.canParse(text)) return undefined;
  return { kind: "link", value: text };
}

/**
 * A list comes from somebody else: it may name files beside itself or below, and no others of this machine.
 */
function readPath(text: string): Evidence | undefined {
  const path = text.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
  if (path.length > longestPath || path.startsWith("~")) return undefined;
  const parts = path.split("/");
  if (!parts.every((part) => folder.test(part)) || !fileName.test(parts.at(-1) ?? "")) return undefined;
  return { kind: "file", value: path };
}

/**
 * Reads a cell that names the proof: a link (`https://…`), `sha256:` with 64 hexadecimal digits, or a file with its ending, as
 * a path relative to the list (`pruebas/ana.pdf`). Undefined when it is none of them; blank cells are for the caller.
 */
export const readEvidence = cachedReader((cell): Evidence | undefined => {
  const text = cell.trim();
  if (hash.test(text)) return { kind: "hash", value: text.toLowerCase() };
  return /^https?:\/\//i.test(text) ? readLink(text) : readPath(text);
}, 1_000);
