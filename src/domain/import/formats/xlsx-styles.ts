import { formatKind } from "./xlsx-dates.ts";
import type { NumberKind } from "./xlsx-dates.ts";
import { attributeOf, xmlScanner } from "./xlsx-xml.ts";

/**
 * What the numbers of a cell mean by the number of its style.
 *
 * @param xml the part `styles.xml`
 */
export function readStyles(xml: string): readonly NumberKind[] {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCellStyles = false;
  const scanner = xmlScanner({
    open: (name, attributes) => {
      if (name === "cellXfs") inCellStyles = true;
      else if (name === "xf" && inCellStyles) formats.push(Number(attributeOf(attributes, "numFmtId") ?? 0));
      else if (name === "numFmt") {
        const code = attributeOf(attributes, "formatCode");
        if (code !== undefined) codes.set(Number(attributeOf(attributes, "numFmtId")), code);
      }
    },
    close: (name) => {
      if (name === "cellXfs") inCellStyles = false;
      return false;
    },
    text: () => {},
  });
  scanner.write(xml);
  scanner.run();
  scanner.end();
  return formats.map((id) => formatKind(id, codes.get(id)));
}
