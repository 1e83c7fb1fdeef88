import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A name that a declaration file gives to others, and whether a docstring stands above it. */
export interface Declared {
  readonly name: string;
  readonly kind: "class" | "function" | "value" | "type";
  /** With type parameters that have no default: it stands for nothing by itself. */
  readonly open: boolean;
  readonly documented: boolean;
}

const declaration =
  /^(?<doc>\/\*\*(?:[^*]|\*(?!\/))*\*\/\n)?export (?:declare )?(?:abstract )?(?<word>interface|type|class|const|function) (?<name>\w+)(?<parameters><[^>{]*>)?/gm;
const listed = /^export (?<type>type )?\{(?<names>[^}]*)\} from "(?<from>[^"]+)";/gm;
const space = /^(?<doc>\/\*\*(?:[^*]|\*(?!\/))*\*\/\n)?export \* as (?<name>\w+) from/gm;
const everyType = /^export type \* from "(?<from>[^"]+)";/gm;

const kinds: Readonly<Record<string, Declared["kind"]>> = {
  interface: "type",
  type: "type",
  class: "class",
  function: "function",
};

const groupsOf = (text: string, pattern: RegExp): Readonly<Record<string, string | undefined>>[] =>
  [...text.matchAll(pattern)].map(({ groups }) => groups ?? {});

/** All that can be imported from a declaration file, wherever it is declared. */
export function declaredBy(file: string): Declared[] {
  const text = readFileSync(file, "utf8");
  const from = (name = ""): Declared[] => declaredBy(join(dirname(file), name.replace(/\.[jt]s$/, ".d.ts")));
  const own = [...groupsOf(text, declaration), ...groupsOf(text, space)].map(
    ({ name = "", word = "", parameters = "", doc }): Declared => ({
      name,
      kind: kinds[word] ?? "value",
      open: parameters !== "" && parameters.split(",").some((parameter) => !parameter.includes("=")),
      documented: doc !== undefined,
    }),
  );
  const passedOn = groupsOf(text, listed).flatMap((group) => {
    const there = from(group["from"]);
    return (group["names"] ?? "").split(",").flatMap((entry) => {
      const onlyType = group["type"] !== undefined || entry.trim().startsWith("type ");
      const found = there.filter(({ name }) => name === entry.trim().replace(/^type /, ""));
      return onlyType ? found.map((one): Declared => ({ ...one, kind: "type" })) : found;
    });
  });
  const types = groupsOf(text, everyType).flatMap((group) => from(group["from"]).filter(({ kind }) => kind === "type"));
  const all = [...own, ...passedOn, ...types];
  return [...new Map(all.map((one) => [one.name, one])).values()];
}

/** What takes a type apart, so that the compiler has to write down what is inside. */
const preamble = `
type Inside<T> = T extends AsyncIterable<infer Item> ? Item : T extends readonly (infer Item)[] ? Item : Awaited<T>;
type Plain = string | AbortSignal | Blob | Uint8Array | ((...given: never[]) => unknown);
type Found<T> = Exclude<Extract<T, object>, Plain>;
type Objects<T> = [Found<T>] extends [never] ? object : Found<T>;
const some = <T>(): T => undefined as unknown as T;
`;

const opened = (name: string, type: string): string =>
  `export const ${name} = { ...some<Objects<Inside<${type}>>>() };`;

/**
 * A program of somebody's who passes on all that a module gives, one level deep, without writing a type. Compiled with
 * `declaration`, every type that shows has to have a name that can be imported.
 * @param objects names of types → a variable of that type, so that `methods` can begin with it
 * @param methods `graph.messages.send`
 */
export function consumerOf(
  module: string,
  names: readonly Declared[],
  objects: Readonly<Record<string, string>>,
  methods: readonly string[],
): string {
  const shown = names.filter(({ open }) => !open);
  const functions = shown.filter(({ kind }) => kind === "function").map(({ name }) => name);
  return [
    `import { ${shown.map(({ name, kind }) => (kind === "type" ? `type ${name}` : name)).join(", ")} } from "${module}";`,
    preamble,
    ...Object.entries(objects).map(([type, variable]) => `const ${variable} = some<${type}>();`),
    ...shown.flatMap(({ name, kind }) => {
      if (kind === "type") return [opened(`of_${name}`, name)];
      if (kind !== "class") return [`export const it_${name} = ${name};`];
      return [
        `export const it_${name} = ${name};`,
        opened(`of_${name}`, name),
        opened(`given_${name}`, `ConstructorParameters<typeof ${name}>[number]`),
      ];
    }),
    ...[...functions, ...methods].flatMap((path) => {
      const id = path.replaceAll(".", "_");
      return [
        ...(path === id ? [] : [`export const it_${id} = ${path};`]),
        opened(`made_${id}`, `ReturnType<typeof ${path}>`),
        opened(`taken_${id}`, `Parameters<typeof ${path}>[number]`),
      ];
    }),
  ].join("\n");
}
