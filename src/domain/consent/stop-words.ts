// Meta does not read these words: the business must. Only a whole message counts, since "no quiero cancelar mi pedido" is not
// a withdrawal. There is no list of words to come back: a new yes needs the proof of any other yes.
const words: readonly string[] = [
  // Spanish
  "baja",
  "alto",
  "cancelar",
  "salir",
  "no mas",
  "no mas mensajes",
  "parar",
  "basta",
  "dar de baja",
  "darme de baja",
  "denme de baja",
  "dame de baja",
  "cancelar suscripcion",
  "desuscribir",
  "desuscribirme",
  // Portuguese
  "sair",
  "pare",
  "cancelar inscricao",
  "descadastrar",
  "nao quero mais",
  "nao quero mais mensagens",
  // English
  "stop",
  "stop all",
  "stopall",
  "unsubscribe",
  "cancel",
  "quit",
  "end",
  "revoke",
  "opt out",
  "optout",
];

const stopWords = new Set(words);

/** Whether a customer's whole message asks to be written to no more; accents, case and punctuation do not matter. */
export function isStopWord(message: string): boolean {
  // Long texts are never one; this also keeps a pasted book from being normalised.
  if (message.length > 80) return false;
  const plain = message
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return stopWords.has(plain.replace(/^(?:por favor|please) | (?:por favor|please)$/g, ""));
}
