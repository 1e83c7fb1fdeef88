import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** What the system tells of a process (Linux), from its state on; empty elsewhere. */
function statOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in brackets and may hold anything.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}

/** The instant at which a process of this machine began: a reused pid is another process. */
function startOf(pid: number): string {
  return statOf(pid)[19] ?? "";
}

/** Which numbering of processes this is: two containers may share a host's name and not its processes. */
function namespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid").replaceAll(/\D/g, "");
  } catch {
    return "";
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that has ended stays in the list until its parent has asked how: in a container that may take for ever.
    return !/^[ZX]$/.test(statOf(pid)[0] ?? "");
  } catch (error) {
    // EPERM: it lives and is somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * This process's name in the rows that it is sending, and whether the process of another name is gone for certain.
 * Of another machine's nothing is certain: its lease has to run out.
 */
export function thisRunner(): { readonly name: string; isGone(name: string): boolean } {
  const place = `${hostname()}/${namespace()}`;
  const name = `${place}:${process.pid}:${startOf(process.pid)}`;
  return {
    name,
    isGone: (other) => {
      if (other === name) return false;
      const [, where, pid, start] = /^(.*):(\d+):(\d*)$/.exec(other) ?? [];
      if (where !== place) return false;
      const begun = startOf(Number(pid));
      // A start that cannot be read (another user's process) proves nothing.
      return !lives(Number(pid)) || (start !== "" && begun !== "" && begun !== start);
    },
  };
}
