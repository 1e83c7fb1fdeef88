import type * as v from "valibot";

/** Without `readonly`: what is read from a file is nobody else's. */
type Writable<Type> = { -readonly [Key in keyof Type]: Writable<Type[Key]> };

/** Whether two types are the same, members that may be missing included. */
type Same<One, Other> =
  (<Probe>(probe: Probe) => Probe extends Writable<One> ? 1 : 2) extends <Probe>(
    probe: Probe,
  ) => Probe extends Writable<Other> ? 1 : 2
    ? true
    : false;

/**
 * A schema that reads exactly `Type`, which is written out elsewhere so that the published declarations name no package.
 * A member too many, too few or of another type does not compile.
 */
export const exactly =
  <Type>() =>
  <Schema extends v.GenericSchema>(
    schema: Schema & (Same<v.InferOutput<Schema>, Type> extends true ? unknown : { readonly "should read": Type }),
  ): Schema =>
    schema;
