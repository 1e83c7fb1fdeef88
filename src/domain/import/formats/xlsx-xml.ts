import { WorkbookFault } from "./xlsx-fault.ts";

/** What hears of a part's elements. Names come without their prefix, which some writers put before every one (`x:row`). */
export interface XmlListener {
  /** @param attributes as they are written, for `attributeOf` */
  open(name: string, attributes: string): void;
  /** @returns true to be left alone until `run` is called again */
  close(name: string): boolean;
  text(decoded: string): void;
}

export interface XmlScanner {
  write(piece: string): void;
  /** Goes through what was written, up to a tag that is not whole yet. @returns false when its listener paused it before that */
  run(): boolean;
  /** @throws WorkbookFault when the document is not whole */
  end(): void;
}

/** A cell has at most 32,767 characters. What is longer than this without a tag ending was made to be searched for ever. */
const tokenLimit = 1024 * 1024;

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The five names of XML and numbers; a document cannot define others, as `<!DOCTYPE` is refused. */
function decodeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w{1,8}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code === 0 || code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
  });
}

/** The value of an attribute, whatever the prefix of its name; undefined where the element has none of that name. */
export function attributeOf(attributes: string, name: string): string | undefined {
  let at = 0;
  for (;;) {
    const equals = attributes.indexOf("=", at);
    if (equals < 0) return undefined;
    const key = attributes.slice(at, equals).trim();
    let open = equals + 1;
    while (attributes.charCodeAt(open) <= 32) open++;
    const close = attributes.indexOf(attributes.charAt(open), open + 1);
    if (close <= open) return undefined;
    if (key.slice(key.indexOf(":") + 1) === name) return decodeXml(attributes.slice(open + 1, close));
    at = close + 1;
  }
}

/** The place of the `>` that ends a tag; one inside quotation marks does not. -1 while it has not come. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 62) return at;
    else if (code === 34 || code === 39) quote = code;
  }
  return -1;
}

const damaged = (detail: string): WorkbookFault => new WorkbookFault("damaged", detail);

/**
 * Reads the XML of a workbook as it comes. A tag that is cut by the end of a piece waits for the next one, up to a limit. It knows
 * what workbooks use: elements, attributes, text, CDATA, comments; a document type, with which entities are blown up, is refused.
 */
export function xmlScanner(listener: XmlListener): XmlScanner {
  let text = "";
  let at = 0;
  let depth = 0;
  let elements = 0;

  /** Past `<!…>` or `<?…?>`; -1 while its end has not come. */
  const special = (start: number): number => {
    const [opening, closing] = text.startsWith("<!--", start)
      ? ["<!--", "-->"]
      : text.startsWith("<![CDATA[", start)
        ? ["<![CDATA[", "]]>"]
        : ["<?", "?>"];
    if (!text.startsWith(opening, start)) {
      // The beginning of one of the above may have been cut.
      if (text.length - start < "<![CDATA[".length) return -1;
      throw new WorkbookFault("entities", "it has a document type");
    }
    const end = text.indexOf(closing, start + opening.length);
    if (end < 0) return -1;
    if (opening === "<![CDATA[") listener.text(text.slice(start + opening.length, end));
    return end + closing.length;
  };

  /** @returns whether the listener asks for a pause */
  const tag = (start: number, end: number): boolean => {
    const closes = text.charCodeAt(start + 1) === 47;
    const isEmpty = !closes && text.charCodeAt(end - 1) === 47;
    const last = isEmpty ? end - 1 : end;
    let nameStart = closes ? start + 2 : start + 1;
    let nameEnd = nameStart;
    for (; nameEnd < last; nameEnd++) {
      const code = text.charCodeAt(nameEnd);
      if (code <= 32) break;
      if (code === 58) nameStart = nameEnd + 1;
    }
    const name = text.slice(nameStart, nameEnd);
    if (closes) {
      if (--depth < 0) throw damaged("more elements end than begin");
      return listener.close(name);
    }
    elements++;
    listener.open(name, text.slice(nameEnd, last));
    if (isEmpty) return listener.close(name);
    depth++;
    return false;
  };

  return {
    write: (piece) => {
      if (piece.includes("\u0000")) throw damaged("there are zero bytes in it");
      text = at === text.length ? piece : text.slice(at) + piece;
      at = 0;
    },
    run: () => {
      for (;;) {
        const start = text.charCodeAt(at) === 60 ? at : text.indexOf("<", at);
        if (start < 0) break;
        const next = text.charCodeAt(start + 1);
        const isSpecial = next === 33 || next === 63;
        // Only now, so that text before a tag that was cut is told once.
        if (start > at) listener.text(decodeXml(text.slice(at, start)));
        at = start;
        if (isSpecial) {
          const past = special(start);
          if (past < 0) break;
          at = past;
          continue;
        }
        const end = tagEnd(text, start + 1);
        if (end < 0) break;
        at = end + 1;
        if (tag(start, end)) return false;
      }
      if (text.length - at > tokenLimit)
        throw new WorkbookFault("too_large", "a cell has more than a million characters");
      return true;
    },
    end: () => {
      if (depth !== 0 || elements === 0 || text.slice(at).trim() !== "") throw damaged("it ends in the middle");
    },
  };
}
