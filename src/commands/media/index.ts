import { command, group } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";

const id = {
  id: {
    kind: "argument",
    required: true,
    text: { en: "id of the file at Meta", es: "id del archivo en Meta" },
  },
} as const satisfies InputSpec;

export const uploadInput = {
  file: { kind: "argument", required: true, text: { en: "file to upload", es: "archivo que se sube" } },
} as const satisfies InputSpec;

export const getInput = id;
export const deleteInput = id;

export const downloadInput = {
  ...id,
  to: {
    kind: "text",
    value: "path",
    text: {
      en: "where to write it (default: the id, in this folder)",
      es: "dónde guardarlo (si falta, el id, en esta carpeta)",
    },
  },
  yes: {
    kind: "flag",
    text: { en: "replace a file that is there", es: "reemplazar un archivo que ya existe" },
  },
} as const satisfies InputSpec;

export const media = group({
  name: "media",
  summary: { en: "files at Meta: to be sent, and received ones", es: "archivos en Meta: para enviar, y los recibidos" },
  commands: [
    command({
      name: "upload",
      summary: { en: "upload a file to send it by its id", es: "subir un archivo para enviarlo por su id" },
      details: {
        en: "Meta keeps it for 30 days. The kind follows from the file's ending; what WhatsApp does not take is refused before a byte leaves.",
        es: "Meta lo guarda 30 días. El tipo se deduce de la terminación; lo que WhatsApp no admite se rechaza antes de que salga un solo byte.",
      },
      input: uploadInput,
      changes: true,
      examples: ["recado media upload catalog.pdf", "recado media upload mug.jpg --json"],
      load: () => import("./upload.ts"),
    }),
    command({
      name: "get",
      summary: { en: "show what a file is, and its address", es: "mostrar qué es un archivo y su dirección" },
      details: {
        en: "The address works for five minutes, with the access token. Files of customers are kept for 7 days.",
        es: "La dirección vale cinco minutos, con el token de acceso. Los archivos de clientes se guardan 7 días.",
      },
      input: getInput,
      examples: ["recado media get 1037543291543636"],
      load: () => import("./get.ts"),
    }),
    command({
      name: "download",
      summary: { en: "save a file, checked against its sum", es: "guardar un archivo y comprobar su suma" },
      input: downloadInput,
      changes: true,
      examples: [
        "recado media download 1037543291543636",
        "recado media download 1037543291543636 --to receipt.jpg --yes",
      ],
      load: () => import("./download.ts"),
    }),
    command({
      name: "delete",
      summary: { en: "delete a file at Meta", es: "eliminar un archivo en Meta" },
      input: deleteInput,
      changes: true,
      confirm: {
        en: "Delete this file at Meta? What was already delivered stays with the customers.",
        es: "¿Eliminar este archivo en Meta? Lo ya entregado queda en manos de los clientes.",
      },
      examples: ["recado media delete 1037543291543636 --yes"],
      load: () => import("./delete.ts"),
    }),
  ],
});
