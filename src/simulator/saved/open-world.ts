import { randomUUID } from "node:crypto";
import { InputError } from "../../core/errors.ts";
import { keepInput, readGiven, webhookOptions } from "../control/input.ts";
import { defaultSeed } from "../credentials.ts";
import { defaultKeep, type Keep, type KeepOptions, type Settings, type SimulatorOptions } from "../options.ts";
import { readWorld, readWorldFile } from "./seed-world.ts";
import { seedWorld } from "./seed.ts";
import { resumeTimers, restoreSnapshot } from "./snapshot.ts";
import type { Snapshot } from "./snapshot-shape.ts";
import { brokenState, readStateFile } from "./state-file.ts";
import { lastMoment } from "../time/milliseconds.ts";
import { createWorld, type World } from "../world.ts";

/** A world, and what sets its timers going once the simulator listens. */
export interface OpenedWorld {
  readonly world: World;
  readonly resume: () => void;
}

/** Makes the world of the options: the one that the state file keeps, or a fresh one from its seed. */
export async function openWorld(options: SimulatorOptions): Promise<OpenedWorld> {
  const { state: stateFile } = options;
  const saved = stateFile === undefined ? undefined : await readStateFile(stateFile);
  const world = createWorld(settingsOf(options, await seedOf(options, saved), saved));
  // Also under a saved state, so that a faulty seed is found now and not at the first reset.
  seedWorld(world);
  if (stateFile === undefined || saved === undefined) return { world, resume: () => {} };
  restore(world, saved, stateFile);
  return { world, resume: () => resumeTimers(world, saved.pending) };
}

type Seed = Pick<Settings, "world" | "worldFile">;

/** What a reset goes back to: a world given now has priority over the one of the state. */
async function seedOf({ world, state }: SimulatorOptions, saved: Snapshot | undefined): Promise<Seed> {
  if (typeof world === "string") return { world: await readWorldFile(world), worldFile: world };
  if (world !== undefined) return { world: readWorld(world), worldFile: undefined };
  if (saved !== undefined) return { world: readWorld(saved.world, state), worldFile: state };
  return { world: {}, worldFile: undefined };
}

function restore(world: World, saved: Snapshot, file: string): void {
  try {
    restoreSnapshot(world, saved);
  } catch {
    throw brokenState(file, { en: "its templates are damaged", es: "sus plantillas están dañadas" });
  }
}

function settingsOf(options: SimulatorOptions, { world, worldFile }: Seed, saved: Snapshot | undefined): Settings {
  const now = options.now ?? world.now;
  const start = now === undefined ? undefined : new Date(now).getTime();
  if (Number.isNaN(start) || (start ?? 0) > lastMoment) throw new RangeError("now is not a time");
  const seed = options.seed ?? world.seed;
  if (saved !== undefined && seed !== undefined && seed !== saved.seed)
    throw otherSeed(options.state ?? "", saved.seed);
  return {
    seed: seed ?? saved?.seed ?? defaultSeed,
    epoch: options.freshMessageIds === true ? randomUUID : () => "",
    world,
    worldFile,
    start,
    manualClock: options.clock === "manual",
    webhook: options.webhook === undefined ? undefined : readGiven(webhookOptions, options.webhook),
    delays: { sent: 20, delivered: 60, read: 200, ...world.delays, ...options.delays },
    templateReview: options.templateReview ?? world.templateReview ?? 1_000,
    keep: keepOf(options.keep),
  };
}

/** The limits of what is remembered, where none is given the usual one. */
function keepOf(given: KeepOptions = {}): Keep {
  const limits = Object.entries(readGiven(keepInput, given)).filter(([, limit]) => limit !== undefined);
  return { ...defaultKeep, ...Object.fromEntries(limits) };
}

/** Ids and tokens follow from the seed, so a state cannot go on under another one. */
function otherSeed(file: string, seed: string): InputError {
  return new InputError({
    code: "input.other_seed",
    text: {
      en: `The state in ${file} was made with the seed "${seed}". It cannot go on with another one.`,
      es: `El estado de ${file} se creó con la semilla "${seed}". No puede continuar con otra.`,
    },
    hint: {
      en: "Leave the seed out, or name another file with --state.",
      es: "Omita la semilla o indique otro archivo con --state.",
    },
    data: { file },
  });
}
