import type { Text } from "../../core/text.ts";

/** The markets of Meta's rate cards whose Spanish name is another one. */
const spanish: Readonly<Record<string, string>> = {
  Brazil: "Brasil",
  Egypt: "Egipto",
  France: "Francia",
  Germany: "Alemania",
  Hungary: "Hungría",
  Iraq: "Irak",
  Italy: "Italia",
  Kazakhstan: "Kazajistán",
  Malaysia: "Malasia",
  Mexico: "México",
  Morocco: "Marruecos",
  Netherlands: "Países Bajos",
  "North America": "América del Norte",
  Oman: "Omán",
  Other: "Otros",
  Pakistan: "Pakistán",
  Peru: "Perú",
  Poland: "Polonia",
  Qatar: "Catar",
  "Rest of Africa": "Resto de África",
  "Rest of Asia Pacific": "Resto de Asia-Pacífico",
  "Rest of Central & Eastern Europe": "Resto de Europa Central y Oriental",
  "Rest of Latin America": "Resto de América Latina",
  "Rest of Middle East": "Resto de Oriente Medio",
  "Rest of Western Europe": "Resto de Europa Occidental",
  Romania: "Rumanía",
  Russia: "Rusia",
  "Saudi Arabia": "Arabia Saudita",
  Singapore: "Singapur",
  "South Africa": "Sudáfrica",
  Spain: "España",
  Turkey: "Turquía",
  Ukraine: "Ucrania",
  "United Arab Emirates": "Emiratos Árabes Unidos",
  "United Kingdom": "Reino Unido",
};

/** A market in a person's words; JSON keeps Meta's name. */
export function marketWord(market: string): Text {
  return { en: market, es: (Object.hasOwn(spanish, market) ? spanish[market] : undefined) ?? market };
}
