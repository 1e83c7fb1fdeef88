import type { Text } from "../../core/text.ts";

/** What the demo says between its steps. */
export const demoWords = {
  intro: {
    en: "A bakery, La Espiga, tells its customers that their orders are on the way. Everything happens on this machine.",
    es: "Una panadería, La Espiga, avisa a sus clientes que sus pedidos van en camino. Todo ocurre en este equipo.",
  },
  templates: {
    en: "1. Templates: Meta reviews each text before it may be sent",
    es: "1. Plantillas: Meta revisa cada texto antes de que se pueda enviar",
  },
  contacts: {
    en: "2. Contacts: a list as people keep it in Excel",
    es: "2. Contactos: una lista como la que cualquiera lleva en Excel",
  },
  send: {
    en: "3. Order notices, only to those who agreed to notices",
    es: "3. Avisos de pedido, solo a quienes aceptaron avisos",
  },
  answers: { en: "4. Customers read and answer", es: "4. Los clientes leen y responden" },
  offer: {
    en: "5. The autumn offer, only to those who agreed to offers",
    es: "5. La oferta de otoño, solo a quienes aceptaron ofertas",
  },
  costs: { en: "6. What it cost", es: "6. Lo que costó" },
  approved: { en: "approved", es: "aprobada" },
  end: {
    en: "End of the demo. To use your own account: recado init",
    es: "Fin de la demostración. Para usar su propia cuenta: recado init",
  },
  keep: {
    en: "The simulator stays up until Ctrl-C. In another terminal, paste these lines and try the commands below:",
    es: "El simulador sigue en marcha hasta Ctrl-C. En otra terminal, pegue estas líneas y pruebe los comandos de abajo:",
  },
} as const satisfies Record<string, Text>;

/** Lines to try against a demo that was kept. */
export const commandsToTry: readonly string[] = [
  "recado contacts list",
  "recado messages list",
  "recado templates show pedido_enviado",
  "recado send factura_pendiente --to +12025550123 -p nombre=Grace -p factura=F-2026-118 -p importe='$480.00' -p fecha='30 de noviembre' --wait delivered",
  "recado costs report --by market",
];
