import { userInfo } from "node:os";
import { readConfig, type Profile } from "../../cli/config.ts";
import type { Context } from "../../cli/context.ts";
import { openOutputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { environmentIsComplete, type Settings } from "../../cli/settings.ts";
import { line, view, type View } from "../../cli/view.ts";
import { PolicyError, UsageError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import { version } from "../../core/version.ts";
import { requireSegment } from "../../domain/contacts/segments.ts";
import { reportPeople } from "../../domain/consent/report/data.ts";
import { reportJson, type ReportHead, type ReportTally } from "../../domain/consent/report/document.ts";
import { reportHtml } from "../../domain/consent/report/page.ts";
import { ledgerFingerprint } from "../../domain/consent/verify.ts";
import { countContacts, eachContact, type ContactFilter } from "../../storage/repos/contact-lists.ts";
import type { ContactRow } from "../../storage/rows.ts";
import { bytesOf } from "./bytes.ts";
import type { reportInput } from "./index.ts";
import { peopleOf } from "./person.ts";

type Input = InputOf<typeof reportInput>;

interface Scope {
  readonly text: Text;
  readonly people: number;
  readonly pages: AsyncIterable<readonly ContactRow[]> | readonly (readonly ContactRow[])[];
}

const pageSize = 200;

export async function run(input: Input, context: Context): Promise<View> {
  const format = formatOf(input);
  const scope = await scopeOf(input, context);
  const settings = await context.settings();
  const { profile, wabaId, phoneNumberId } = settings;
  const known = knownNumber(settings, context);
  const db = await context.db();
  const head: ReportHead = {
    madeAt: context.clock.now(),
    madeBy: userInfo().username,
    version,
    profile,
    business: input.business ?? known?.verifiedName,
    displayPhoneNumber: known?.displayPhoneNumber,
    wabaId,
    phoneNumberId,
    scope: scope.text,
    people: scope.people,
    ledgerFingerprint: await ledgerFingerprint(db),
  };
  const tally: ReportTally = { people: 0, events: 0, problems: 0 };
  const options = { language: context.language, tally };
  const people = reportPeople(db, scope.pages);
  const file = await openOutputFile(input.out, context.host);
  try {
    await file.write(
      bytesOf(format === "json" ? reportJson(head, people, options) : reportHtml(head, people, options)),
    );
  } catch (error) {
    await file.discard();
    throw error;
  }
  const data = { file: input.out, format, ...tally, fingerprint: head.ledgerFingerprint };
  return view({
    data,
    blocks: [
      line({
        en: `The report is in ${input.out}. People: ${tally.people}, events: ${tally.events}.`,
        es: `El informe está en ${input.out}. Personas: ${tally.people}, registros: ${tally.events}.`,
      }),
    ],
    problem: tally.problems === 0 ? undefined : tampered(tally.problems),
  });
}

/** What the profile keeps about its number; nothing, where the environment names another. */
function knownNumber({ profile, phoneNumberId, paths }: Settings, { host }: Context): Profile | undefined {
  if (environmentIsComplete(host.env)) return undefined;
  const found = readConfig(paths).profiles[profile];
  return found?.phoneNumberId === phoneNumberId ? found : undefined;
}

/** The document is written all the same, and says where. */
function tampered(problems: number): PolicyError {
  return new PolicyError({
    code: "consent.tampered",
    text: {
      en: `The ledger of these people was changed: the report says where (${problems}).`,
      es: `El registro de estas personas se alteró: el informe indica dónde (${problems}).`,
    },
    hint: { en: "See: recado consent verify", es: "Consulte: recado consent verify" },
    data: { problems },
  });
}

function formatOf({ format, out }: Input): "html" | "json" {
  if (format !== undefined) return format;
  if (/\.json$/i.test(out)) return "json";
  if (/\.html?$/i.test(out)) return "html";
  throw new UsageError({
    code: "usage.missing_option",
    text: {
      en: `The name ${out} does not tell the form of the report.`,
      es: `El nombre ${out} no indica el formato del informe.`,
    },
    hint: { en: "Add --format html or --format json.", es: "Añada --format html o --format json." },
    data: { option: "--format" },
  });
}

async function scopeOf(input: Input, context: Context): Promise<Scope> {
  const { contacts, label, segment, all } = input;
  const isList = label !== undefined || segment !== undefined || all;
  if (contacts.length > 0 === isList) {
    throw new UsageError({
      code: "usage.missing_argument",
      text: {
        en: "Say whom the report covers: contacts, or else --label, --segment or --all.",
        es: "Indique a quiénes abarca el informe: contactos, o bien --label, --segment o --all.",
      },
      hint: {
        en: "For example: recado consent report +12025550101 --out consent.html",
        es: "Por ejemplo: recado consent report +12025550101 --out consent.html",
      },
    });
  }
  if (!isList) {
    const people = await peopleOf(contacts, context);
    return { text: { en: "chosen contacts", es: "contactos elegidos" }, people: people.length, pages: [people] };
  }
  const db = await context.db();
  const chosen: ContactFilter = segment === undefined ? {} : (await requireSegment(db, segment)).filter;
  const filter = label === undefined ? chosen : { ...chosen, labels: [...(chosen.labels ?? []), label] };
  const parts = [
    ...(segment === undefined ? [] : [{ en: `segment "${segment}"`, es: `segmento "${segment}"` }]),
    ...(label === undefined ? [] : [{ en: `label "${label}"`, es: `etiqueta "${label}"` }]),
  ];
  const text: Text =
    parts.length === 0
      ? { en: "all contacts", es: "todos los contactos" }
      : { en: parts.map(({ en }) => en).join(", "), es: parts.map(({ es }) => es).join(", ") };
  return { text, people: await countContacts(db, filter), pages: eachContact(db, filter, pageSize) };
}
