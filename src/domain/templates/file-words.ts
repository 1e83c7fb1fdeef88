const enumerations = new Set(["type", "format", "category", "parameter_format", "otp_type", "icon"]);

/** Deeper than any field of a template: what nests further is refused for its shape, not walked. */
const deepest = 12;

/** Meta takes its words in any case and answers them in capitals. */
export function inCapitals(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || depth > deepest) return value;
  if (Array.isArray(value)) return value.map((item) => inCapitals(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]: [string, unknown]) => [
      key,
      enumerations.has(key) && typeof member === "string" ? member.toUpperCase() : inCapitals(member, depth + 1),
    ]),
  );
}
