/** @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/contacts-messages */
import { list, need, own, shape, text, type Rule } from "./rules.ts";

const word = text({ least: 0 });
const furtherNames = ["first_name", "last_name", "middle_name", "suffix", "prefix"] as const;

const name = shape(
  { formatted_name: need(text()), first_name: word, last_name: word, middle_name: word, suffix: word, prefix: word },
  (value, path, findings) => {
    if (furtherNames.some((part) => own(value, part) !== undefined && own(value, part) !== "")) return;
    findings.add(path, {
      en: `needs one more part beside formatted_name: ${furtherNames.join(", ")}`,
      es: `necesita una parte más además de formatted_name: ${furtherNames.join(", ")}`,
    });
  },
);

const birthday: Rule = (value, path, findings) => {
  const [, year, month, day] = (typeof value === "string" && /^(\d{4})-(\d\d)-(\d\d)$/.exec(value)) || [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (Number(day) === date.getUTCDate() && Number(month) === date.getUTCMonth() + 1) return;
  findings.add(path, {
    en: "must be a day written as YYYY-MM-DD",
    es: "debe ser un día escrito como AAAA-MM-DD",
  });
};

const card = shape({
  name: need(name),
  phones: list(shape({ phone: word, wa_id: word, type: word }), 0),
  emails: list(shape({ email: need(text()), type: word }), 0),
  addresses: list(
    shape({ street: word, city: word, state: word, zip: word, country: word, country_code: word, type: word }),
    0,
  ),
  org: shape({ company: word, department: word, title: word }),
  urls: list(shape({ url: need(text()), type: word }), 0),
  birthday,
});

/** Phones show cards one by one: more than five are allowed, and a nuisance. */
export const contactCards = list(card, 1, 257);
