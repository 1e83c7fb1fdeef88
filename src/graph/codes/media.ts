import type { GraphErrorEntry } from "./entry.ts";

/**
 * What 100/33 means to a call about a file: the id came from a person or an older run, not from the profile, so that the
 * profile is not what is wrong.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
 */
export const mediaMissing: GraphErrorEntry = {
  code: 33,
  name: "media_missing",
  kind: "media",
  retry: "no",
  title: { en: "No such file", es: "El archivo no existe" },
  explanation: {
    en: "Meta has no file with this id for this account: it was deleted, its time ran out, or it is another account's.",
    es: "Meta no tiene ningún archivo con este id para esta cuenta: se eliminó, venció o es de otra cuenta.",
  },
  next: {
    en: "Uploads are kept for 30 days: upload it again with recado media upload <file>. Files of customers are kept for 7 days: ask for it again.",
    es: "Lo subido se guarda 30 días: súbalo de nuevo con recado media upload <archivo>. Lo de los clientes, 7 días: pídalo de nuevo.",
  },
};
