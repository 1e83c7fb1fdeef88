import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, pairs, table, view, type Block, type Cell, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import { readPhone } from "../read-phone.ts";
import type { customerInput } from "./control-spec.ts";
import { readPerson } from "./read-person.ts";
import { dataOf, runningSimulator } from "./running.ts";
import { text } from "./shown.ts";

type Input = InputOf<typeof customerInput>;

const flag = (choice: "yes" | "no" | undefined): boolean | undefined =>
  choice === undefined ? undefined : choice === "yes";

function changesOf(input: Input, newPhone: string | undefined): Record<string, unknown> {
  const changes = {
    name: input.name,
    username: input.username,
    optOut: flag(input.optOut),
    blocked: flag(input.blocked),
    onWhatsApp: flag(input.onWhatsapp),
    readReceipts: flag(input.readReceipts),
    delay: input.delay,
    newPhone,
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

export async function run(input: Input, context: Context): Promise<View> {
  const newPhone = input.newPhone === undefined ? undefined : await readPhone(input.newPhone, "--new-phone", context);
  const changes = changesOf(input, newPhone);
  const changed = Object.keys(changes).length > 0;
  if (input.phone === undefined && changed) {
    throw new UsageError({
      code: "usage.missing_argument",
      text: { en: "Whose? Give a phone number.", es: "¿De quién? Indique un número de teléfono." },
      hint: {
        en: "For example: recado simulator customer +12025550101 --opt-out yes",
        es: "Por ejemplo: recado simulator customer +12025550101 --opt-out yes",
      },
    });
  }
  const person = input.phone === undefined ? undefined : await readPerson(input.phone, "<phone>", context);
  const simulator = await runningSimulator(input.url, context);
  if (person === undefined) return list(dataOf(await simulator.call("GET", "customers")));
  const path = `customers/${encodeURIComponent(person)}`;
  const customer = {
    ...((await simulator.call(changed ? "POST" : "GET", path, changed ? changes : undefined)) as object),
  };
  return view({ data: { customer }, rows: [customer], blocks: [details(customer)] });
}

const columns: readonly (readonly [key: string, header: Text])[] = [
  ["phone", { en: "Phone", es: "Teléfono" }],
  ["name", { en: "Name", es: "Nombre" }],
  ["username", { en: "Username", es: "Usuario" }],
  ["bsuid", { en: "User id", es: "Id de usuario" }],
  ["onWhatsApp", { en: "On WhatsApp", es: "Tiene WhatsApp" }],
  ["optOut", { en: "Opted out", es: "De baja" }],
  ["blocked", { en: "Blocked", es: "Bloqueó" }],
];

const yesOrNo = (value: boolean): Cell => ({ text: value ? { en: "yes", es: "sí" } : { en: "no", es: "no" } });
const cell = (value: unknown): Cell => (typeof value === "boolean" ? yesOrNo(value) : { text: text(value) });

function details(customer: Readonly<Record<string, unknown>>): Block {
  return pairs(...columns.map(([key, header]): [Text, Cell] => [header, cell(customer[key])]));
}

function list(customers: readonly Record<string, unknown>[]): View {
  return view({
    data: { customers },
    rows: customers,
    blocks:
      customers.length === 0
        ? [line({ en: "Nobody has written or was changed yet.", es: "Nadie ha escrito ni ha cambiado todavía." })]
        : [
            table(
              columns.map(([, header]) => ({ header })),
              customers.map((customer) => columns.map(([key]) => cell(customer[key]))),
            ),
          ],
  });
}
