import { WorkbookFault } from "./xlsx-fault.ts";
import { readSmallPart } from "./xlsx-part.ts";
import { attributeOf, xmlScanner } from "./xlsx-xml.ts";
import type { ZipEntry } from "./xlsx-zip.ts";

export interface WorkbookSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: ZipEntry;
}

/** What a workbook consists of, as far as its cells need it. */
export interface WorkbookPackage {
  /** In the order of their tabs. Sheets that are a chart are none. */
  readonly sheets: readonly WorkbookSheet[];
  /** From when its dates count. */
  readonly dateSystem: 1900 | 1904;
  readonly strings: ZipEntry | undefined;
  readonly styles: ZipEntry | undefined;
}

const sheetLimit = 1_000;

interface Relation {
  readonly type: string;
  readonly target: string;
}

/** Every element of a small part, in order. */
function elements(xml: string, each: (name: string, attributes: string) => void): void {
  const scanner = xmlScanner({ open: each, close: () => false, text: () => {} });
  scanner.write(xml);
  scanner.run();
  scanner.end();
}

/** Names of parts differ in capitals between the file and its lists. */
const key = (name: string): string => name.replace(/^\/+/, "").toLowerCase();

/** `worksheets/sheet1.xml`, said by `xl/workbook.xml`, is `xl/worksheets/sheet1.xml`; it is looked up, never opened on disk. */
function resolveTarget(target: string, from: string): string {
  if (target.startsWith("/")) return key(target);
  const steps = from.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return key(steps.join("/"));
}

/** What a part refers to, by the id that its XML uses. Types are told by their last word: there are two families of them. */
async function readRelations(path: string, parts: Map<string, ZipEntry>, of: string): Promise<Map<string, Relation>> {
  const cut = of.lastIndexOf("/") + 1;
  const entry = parts.get(key(`${of.slice(0, cut)}_rels/${of.slice(cut)}.rels`));
  const relations = new Map<string, Relation>();
  if (entry === undefined) return relations;
  elements(await readSmallPart(path, entry), (name, attributes) => {
    if (name !== "Relationship") return;
    const type = attributeOf(attributes, "Type") ?? "";
    const target = resolveTarget(attributeOf(attributes, "Target") ?? "", of);
    relations.set(attributeOf(attributes, "Id") ?? "", { type: type.slice(type.lastIndexOf("/") + 1), target });
  });
  return relations;
}

/**
 * @returns undefined when the zip is no workbook
 * @throws WorkbookFault when it is one that cannot be read
 */
export async function readPackage(
  path: string,
  entries: ReadonlyMap<string, ZipEntry>,
): Promise<WorkbookPackage | undefined> {
  const parts = new Map([...entries.values()].map((entry) => [key(entry.name), entry]));
  const roots = [...(await readRelations(path, parts, "")).values()];
  const main = roots.find(({ type }) => type === "officeDocument")?.target ?? "xl/workbook.xml";
  const workbook = parts.get(main);
  if (workbook === undefined || !main.endsWith(".xml")) return undefined;

  const relations = await readRelations(path, parts, main);
  const sheets: WorkbookSheet[] = [];
  let isWorkbook = false;
  let dateSystem: 1900 | 1904 = 1900;
  elements(await readSmallPart(path, workbook), (name, attributes) => {
    if (name === "workbook") isWorkbook = true;
    if (name === "workbookPr" && /^(?:1|true)$/i.test(attributeOf(attributes, "date1904") ?? "")) dateSystem = 1904;
    if (name !== "sheet") return;
    const relation = relations.get(attributeOf(attributes, "id") ?? "");
    if (relation !== undefined && relation.type !== "worksheet") return;
    const part = parts.get(relation?.target ?? "");
    if (part === undefined) throw new WorkbookFault("damaged", "a sheet is missing");
    const hidden = (attributeOf(attributes, "state") ?? "visible") !== "visible";
    if (sheets.length >= sheetLimit) throw new WorkbookFault("too_large", "it has more than a thousand sheets");
    sheets.push({ name: attributeOf(attributes, "name") ?? "", hidden, part });
  });
  if (!isWorkbook) return undefined;
  const targetOf = (type: string): ZipEntry | undefined =>
    parts.get([...relations.values()].find((relation) => relation.type === type)?.target ?? "");
  return { sheets, dateSystem, strings: targetOf("sharedStrings"), styles: targetOf("styles") };
}
