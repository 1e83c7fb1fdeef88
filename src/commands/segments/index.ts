import { command, group } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";
import { filterInput } from "../contacts/filter-spec.ts";

const name = {
  kind: "argument",
  required: true,
  text: { en: "name of the segment", es: "nombre del segmento" },
} as const;

export const saveInput = { name, ...filterInput } as const satisfies InputSpec;
export const namedInput = { name } as const satisfies InputSpec;

export const segments = group({
  name: "segments",
  summary: { en: "ways to choose contacts, kept by name", es: "formas de elegir contactos, guardadas con un nombre" },
  details: {
    en: "A segment is no list: whoever fits when it is used belongs to it. Use it with --segment in contacts list, export and label.",
    es: "Un segmento no es una lista: pertenece a él quien cumple cuando se usa. Se usa con --segment en contacts list, export y label.",
  },
  commands: [
    command({
      name: "save",
      summary: { en: "keep a choice of contacts by name", es: "guardar con un nombre una forma de elegir contactos" },
      details: {
        en: "Takes the place of the segment that has the name. What --segment names is taken over as it is now.",
        es: "Reemplaza al segmento que tenga ese nombre. Lo que indica --segment se copia tal como está ahora.",
      },
      input: saveInput,
      changes: true,
      examples: [
        "recado segments save lima-vip --label vip --where city=Lima",
        "recado segments save ofertas --consent marketing --language es",
      ],
      load: () => import("./save.ts"),
    }),
    command({
      name: "list",
      summary: { en: "list the segments", es: "listar los segmentos" },
      input: {},
      examples: ["recado segments list", "recado segments list --json"],
      load: () => import("./list.ts"),
    }),
    command({
      name: "show",
      summary: {
        en: "show what a segment asks for, and how many fit",
        es: "mostrar qué pide un segmento y cuántos cumplen",
      },
      input: namedInput,
      examples: ["recado segments show lima-vip"],
      load: () => import("./show.ts"),
    }),
    command({
      name: "remove",
      summary: { en: "forget a segment; its contacts stay", es: "olvidar un segmento; sus contactos se conservan" },
      input: namedInput,
      changes: true,
      examples: ["recado segments remove lima-vip"],
      load: () => import("./remove.ts"),
    }),
  ],
});
