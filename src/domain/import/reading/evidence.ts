import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { checkEvidenceSize } from "../../consent/evidence.ts";
import type { EvidenceFile } from "./chunk.ts";

export interface EvidenceReader {
  /** The hash of a file's bytes; undefined when it is not there, empty, too large or not to be read. */
  hashOf(name: string): string | undefined;
  /** The files that were found since the last time. */
  take(): EvidenceFile[];
}

/** Finds the files that a list names as evidence, in the folder of the list. */
export function evidenceReader(folder: string): EvidenceReader {
  const known = new Map<string, string | undefined>();
  let found: EvidenceFile[] = [];
  return {
    hashOf: (name) => {
      if (known.has(name)) return known.get(name);
      const path = resolve(folder, name);
      let hash: string | undefined;
      try {
        const facts = statSync(path);
        checkEvidenceSize(name, facts.size);
        if (facts.isFile() && facts.size > 0) {
          hash = createHash("sha256").update(readFileSync(path)).digest("hex");
        }
      } catch {
        // Told with the row that names it.
      }
      known.set(name, hash);
      if (hash !== undefined) found.push({ path, fileName: basename(path), hash });
      return hash;
    },
    take: () => {
      const taken = found;
      found = [];
      return taken;
    },
  };
}
