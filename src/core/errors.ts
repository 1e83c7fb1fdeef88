import type { Text } from "./text.ts";

/** What a process that runs recado can branch on. Listed for people in `recado help exit-codes`. */
export const exitCodes = {
  ok: 0,
  fault: 1,
  usage: 2,
  config: 3,
  refused: 4,
  temporary: 5,
  partial: 6,
  uncertain: 7,
  differences: 8,
  interrupted: 130,
} as const;

/** One of `exitCodes`. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Facts about an error for programs: never a token, never a whole phone number. */
export type ErrorData = Readonly<Record<string, unknown>>;

/** What every error is made of. */
export interface AppErrorOptions {
  /** Stable dotted word, e.g. `policy.no_consent`. Scripts may match on it. */
  readonly code: string;
  readonly text: Text;
  /** The next thing to do, most often a command to type. */
  readonly hint?: Text | undefined;
  readonly data?: ErrorData | undefined;
  readonly cause?: unknown;
}

/** The root of every error that recado raises on purpose. `message` is the English text. */
export class AppError extends Error {
  override readonly name: string = "AppError";
  readonly exit: ExitCode = exitCodes.fault;
  readonly code: string;
  readonly text: Text;
  readonly hint: Text | undefined;
  readonly data: ErrorData | undefined;

  constructor(options: AppErrorOptions) {
    super(options.text.en, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.text = options.text;
    this.hint = options.hint;
    this.data = options.data;
  }
}

/** The command line itself is wrong: an unknown flag, a missing argument, a value of the wrong kind. */
export class UsageError extends AppError {
  override readonly name: string = "UsageError";
  override readonly exit: ExitCode = exitCodes.usage;
}

/** What was given to read is wrong; `data` names file, row and column where there are any. */
export class InputError extends AppError {
  override readonly name: string = "InputError";
  override readonly exit: ExitCode = exitCodes.usage;
}

/** Something is not set up, or the set-up does not authorise the request. */
export class ConfigError extends AppError {
  override readonly name: string = "ConfigError";
  override readonly exit: ExitCode = exitCodes.config;
}

/** What a missing answer is made of. */
export interface NetworkErrorOptions extends AppErrorOptions {
  /** `no`: the request cannot have reached Meta. `maybe`: its bytes left, and no usable answer came back. */
  readonly sent: "no" | "maybe";
}

/** No usable answer: nothing says that Meta refused, and `sent` says whether it may have accepted. */
export class NetworkError extends AppError {
  override readonly name: string = "NetworkError";
  override readonly exit: ExitCode = exitCodes.temporary;
  readonly sent: "no" | "maybe";

  constructor(options: NetworkErrorOptions) {
    super(options);
    this.sent = options.sent;
  }
}

/** What a failure to read or write is made of. */
export interface StorageErrorOptions extends AppErrorOptions {
  /** True where trying again later may help: the database is locked or out of reach. */
  readonly temporary?: boolean | undefined;
}

/** The database or the file system said no. */
export class StorageError extends AppError {
  override readonly name: string = "StorageError";
  override readonly exit: ExitCode;

  constructor(options: StorageErrorOptions) {
    super(options);
    this.exit = options.temporary === true ? exitCodes.temporary : exitCodes.fault;
  }
}

/** Another process is at the same thing: later it may help to repeat. */
export class BusyError extends AppError {
  override readonly name: string = "BusyError";
  override readonly exit: ExitCode = exitCodes.temporary;
}

/** Our own rules say no: consent, window, budget. Repeating does not help. */
export class PolicyError extends AppError {
  override readonly name: string = "PolicyError";
  override readonly exit: ExitCode = exitCodes.refused;
}

/** A run that ended before anything was done, with the exit code of what ended it. */
export class StoppedError extends AppError {
  override readonly name: string = "StoppedError";
  override readonly exit: ExitCode;

  constructor(options: AppErrorOptions & { readonly cause: AppError }) {
    super(options);
    this.exit = options.cause.exit;
  }
}

/** Some of it is done; the rest is listed. */
export class PartialError extends AppError {
  override readonly name: string = "PartialError";
  override readonly exit: ExitCode = exitCodes.partial;
}

/** Some sends may or may not have gone out: never repeat blindly. */
export class UncertainError extends AppError {
  override readonly name: string = "UncertainError";
  override readonly exit: ExitCode = exitCodes.uncertain;
}

/** The answer is there, and not all of it agrees: what `--check` is asked for. */
export class DifferencesError extends AppError {
  override readonly name: string = "DifferencesError";
  override readonly exit: ExitCode = exitCodes.differences;
}

/** A person or a supervisor asked the process to stop. */
export class InterruptedError extends AppError {
  override readonly name: string = "InterruptedError";
  override readonly exit: ExitCode = exitCodes.interrupted;
}
