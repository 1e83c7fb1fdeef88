import { AppError } from "../../core/errors.ts";
import { takeSnapshot } from "./snapshot.ts";
import { type FileMark, writeStateFile } from "./state-file.ts";
import type { World } from "../world.ts";

/** Real milliseconds between a change and its saving. */
const defaultPause = 2_000;
/** A world that takes long to save is saved less often, so that saving is never more than a small part of the work. */
const restPerWork = 20;

/** Keeps a world in a file: a little after each change, and at the end. */
export class StateKeeper {
  readonly #world: World;
  readonly #file: string;
  readonly #pause: number;
  readonly #onError: (error: AppError) => void;
  readonly #stopListening: () => void;
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();
  #mark: FileMark | undefined;
  #lastTook = 0;
  #told: string | undefined;
  #closed = false;

  constructor(world: World, file: string, onError: (error: AppError) => void = () => {}, pause = defaultPause) {
    this.#world = world;
    this.#file = file;
    this.#onError = onError;
    this.#pause = pause;
    this.#stopListening = world.events.listen(() => this.#changed());
  }

  /** Saves the world as it is now, after a saving under way. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const turn = this.#saving.then(async () => {
      const begun = performance.now();
      this.#mark = await writeStateFile(this.#file, takeSnapshot(this.#world), this.#mark);
      this.#told = undefined;
      this.#lastTook = performance.now() - begun;
    });
    this.#saving = turn.catch(() => {});
    return turn;
  }

  /** Saves for the last time. */
  close(): Promise<void> {
    this.#closed = true;
    this.#stopListening();
    return this.save();
  }

  #changed(): void {
    if (this.#timer !== undefined || this.#closed) return;
    this.#timer = setTimeout(() => this.#saveSoon(), Math.max(this.#pause, this.#lastTook * restPerWork));
    this.#timer.unref();
  }

  #saveSoon(): void {
    this.save().catch((error: unknown) => {
      // Tried again after another pause: the disk may have room by then.
      this.#changed();
      if (!(error instanceof AppError)) throw error;
      // Once for each run of failures.
      if (this.#told !== error.code) this.#onError(error);
      this.#told = error.code;
    });
  }
}
