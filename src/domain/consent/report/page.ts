import { isoTime } from "../../../core/clock.ts";
import type { Language, Text } from "../../../core/text.ts";
import { purposes } from "../../../storage/rows.ts";
import { fieldNames, isImportField } from "../../import/mapping/fields.ts";
import type { ReportChain, ReportEvent, ReportEvidence, ReportImport, ReportPerson } from "./data.ts";
import { count, type ReportHead, type ReportTally } from "./document.ts";
import { escapeHtml, foreign, pageEnd, pageStart, pairsHtml, tableHtml } from "../../pages/html.ts";
import { actorWords, howToCheck, lawLines, methodWords, purposeWords, statusWords, titles } from "./words.ts";

const time = (iso: string): string => iso.slice(0, 19).replace("T", " ");
/** A day that was given without an hour is no midnight. */
const dayOrTime = (iso: string): string => (iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : time(iso));
const hash = (text: string): string => `<span class="hash">${escapeHtml(text)}</span>`;
/** What is hashed, beside the words that say it. */
const code = (text: string): string => `<span class="dim hash">${escapeHtml(text)}</span>`;

/** The document as one page, a person at a time. `tally` is filled on the way. */
export async function* reportHtml(
  head: ReportHead,
  people: AsyncIterable<ReportPerson>,
  { language, tally }: { readonly language: Language; readonly tally: ReportTally },
): AsyncGenerator<string> {
  const say = (text: Text): string => text[language];
  yield pageStart(titles.title, language);
  yield pairsHtml([
    [say(titles.business), foreign(head.business ?? null)],
    [say(titles.profile), foreign(head.profile)],
    [say(titles.account), foreign(head.wabaId ?? null)],
    [say(titles.number), foreign(head.displayPhoneNumber ?? null)],
    [say(titles.numberId), foreign(head.phoneNumberId ?? null)],
    [say(titles.madeAt), time(isoTime(head.madeAt))],
    [say(titles.madeBy), `${foreign(head.madeBy)}, recado ${escapeHtml(head.version)}`],
    [say(titles.scope), foreign(say(head.scope))],
    [say(titles.people), String(head.people)],
    [say(titles.ledger), hash(head.ledgerFingerprint ?? "–")],
  ]);
  yield `<h2>${say(titles.law)}</h2>\n<ul>${lawLines.map((text) => `<li>${escapeHtml(say(text))}</li>`).join("")}</ul>\n`;
  for await (const person of people) {
    count(tally, person);
    yield personHtml(person, say);
  }
  yield `<h2>${say(titles.howTo)}</h2>\n<ol>${howToCheck.map((text) => `<li>${escapeHtml(say(text))}</li>`).join("")}</ol>\n`;
  yield pageEnd;
}

type Say = (text: Text) => string;

/** One person: who, what holds, what was said and whether it is whole. Also a part of the page of a person's data. */
export function personHtml(person: ReportPerson, say: Say): string {
  const { id, name, phone, waId, userId, consent, chains } = person;
  return [
    `<section class="person">\n<h2>${foreign(name ?? phone ?? id)}</h2>\n`,
    pairsHtml([
      [say(titles.id), foreign(id)],
      [say(titles.name), foreign(name)],
      [say(titles.phone), foreign(phone)],
      [say(titles.waId), foreign(waId)],
      [say(titles.userId), foreign(userId)],
    ]),
    `<h3>${say(titles.state)}</h3>\n`,
    pairsHtml(purposes.map((purpose) => [say(purposeWords[purpose]), escapeHtml(say(statusWords[consent[purpose]]))])),
    ...chains.map((chain) => chainHtml(chain, chain.id === id, say)),
    "</section>\n",
  ].join("");
}

function chainHtml(chain: ReportChain, isOwn: boolean, say: Say): string {
  const title = isOwn
    ? say(titles.history)
    : `${say(titles.merged)} ${chain.id}${chain.phone === null ? "" : `, ${chain.phone}`}`;
  const heading = `<h3>${foreign(title)}</h3>\n`;
  if (chain.events.length === 0) {
    return `${heading}<p class="dim">${escapeHtml(say(titles.none))}</p>\n${problemsHtml(chain, say)}`;
  }
  const header = [titles.what, titles.when, titles.how, titles.evidence, titles.hash].map(say);
  return [
    heading,
    tableHtml(
      header,
      chain.events.map((event) => rowOf(event, say)),
    ),
    pairsHtml([
      [say(titles.fingerprint), hash(chain.fingerprint ?? "–")],
      [
        say(titles.check),
        chain.verified
          ? `<span class="good">${escapeHtml(say(titles.whole))}</span>`
          : `<span class="bad">${escapeHtml(say(titles.broken))}</span>`,
      ],
    ]),
    problemsHtml(chain, say),
  ].join("");
}

function problemsHtml({ problems }: ReportChain, say: Say): string {
  if (problems.length === 0) return "";
  return `<ul class="bad">${problems.map(({ text }) => `<li>${escapeHtml(say(text))}</li>`).join("")}</ul>\n`;
}

function rowOf(event: ReportEvent, say: Say): string[] {
  const status = event.action === "granted" || event.action === "withdrawn" ? event.action : "declined";
  const tone = status === "granted" ? "good" : "bad";
  const what = `<span class="${tone}">${escapeHtml(say(statusWords[status]))}</span><br>${event.purposes
    .map((purpose) => escapeHtml(say(purposeWords[purpose])))
    .join("<br>")}<br>${code(event.action)}<br>${code(event.purposes.join(","))}`;
  const when = `${dayOrTime(event.at)}<br>${code(event.at)}<br><span class="dim">${escapeHtml(say(titles.recorded))}:</span> ${code(event.recordedAt)}`;
  const digests = [
    `${event.seq}. ${hash(event.hash)}`,
    `<span class="dim">${escapeHtml(say(titles.before))}: ${event.previousHash === "" ? escapeHtml(say(titles.first)) : hash(event.previousHash)}</span>`,
    `<span class="dim">${escapeHtml(say(titles.proof))}: ${hash(event.proofDigest)}</span>`,
  ].join("<br>");
  return [what, when, howHtml(event, say), evidenceHtml(event.evidence, say), digests];
}

function howHtml(event: ReportEvent, say: Say): string {
  const method = Object.hasOwn(methodWords, event.method) ? methodWords[event.method] : undefined;
  const actor = Object.hasOwn(actorWords, event.actor) ? actorWords[event.actor] : undefined;
  const lines = [
    `${say(titles.how)}: ${method === undefined ? foreign(event.method) : `${escapeHtml(say(method))} ${code(event.method)}`}`,
    `${say(titles.where)}: ${foreign(event.source)}`,
    `${say(titles.actor)}: ${actor === undefined ? foreign(event.actor) : `${escapeHtml(say(actor))} ${code(event.actor)}`}`,
  ];
  if (event.ip !== null) lines.push(`${say(titles.ip)}: ${foreign(event.ip)}`);
  if (event.userAgent !== null) lines.push(`${say(titles.userAgent)}: ${foreign(event.userAgent)}`);
  if (event.wording !== null) {
    const version = event.wordingVersion === null ? "" : ` (${say(titles.version)} ${foreign(event.wordingVersion)})`;
    lines.push(`${say(titles.wording)}${version}:<pre>${foreign(event.wording)}</pre>`);
  } else if (event.wordingVersion !== null) {
    lines.push(`${say(titles.wording)}: ${say(titles.version)} ${foreign(event.wordingVersion)}`);
  }
  if (event.import !== null) lines.push(importHtml(event.import, say));
  return lines.join("<br>");
}

function importHtml({ id, fileName, fileHash, row, mapping }: ReportImport, say: Say): string {
  const place = row === null ? "" : `, ${say(titles.row)} ${row}`;
  const columns = mappingHtml(mapping, say);
  return `${say(titles.batch)}: ${foreign(fileName)}${place} (${id})<br><span class="dim">SHA-256 ${hash(fileHash)}${columns === "" ? "" : `<br>${say(titles.columns)}: ${columns}`}</span>`;
}

/** Which column was taken for what; what was left out says nothing. */
function mappingHtml(mapping: ReportImport["mapping"], say: Say): string {
  return Object.entries(mapping)
    .flatMap(([header, meaning]) => {
      if (meaning === "ignore") return [];
      const field = isImportField(meaning) ? say(fieldNames[meaning]) : meaning.replace(/^custom:/, "");
      return [`${foreign(header)} → ${foreign(field)}`];
    })
    .join("; ");
}

function evidenceHtml(evidence: ReportEvidence | null, say: Say): string {
  if (evidence === null) return foreign(null);
  const { ref, fileName, bytes, text } = evidence;
  if (fileName === null) {
    return `${foreign(ref)}${ref.startsWith("sha256:") ? `<br><span class="dim">${say(titles.notKept)}</span>` : ""}`;
  }
  const inline = text === null ? "" : `<pre>${foreign(text)}</pre>`;
  return `${foreign(fileName)} (${bytes} bytes)<br>${hash(ref)}${inline}`;
}
