import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The system's own programs. */
const programs = { mount: "mount", unmount: "umount" } as const;

/** A disk that is soon full. */
export interface TinyDisk {
  readonly folder: string;
  /** Leaves so many bytes free. */
  fill(left: number): void;
  /** Makes room again. */
  free(): void;
  remove(): void;
}

/** A disk of so many megabytes, or why there is none. */
export function tinyDisk(megabytes: number): TinyDisk | { readonly missing: string } {
  const folder = mkdtempSync(join(tmpdir(), "recado-disk-"));
  try {
    execFileSync(programs.mount, ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], { stdio: "pipe" });
  } catch (error) {
    rmSync(folder, { recursive: true });
    return { missing: error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error) };
  }
  const ballast = join(folder, "ballast");
  const free = (): void => rmSync(ballast, { force: true });
  return {
    folder,
    free,
    fill: (left) => {
      free();
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - left)));
    },
    remove: () => {
      // Also where a process of a test that failed still looks at it.
      execFileSync(programs.unmount, ["-l", folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
