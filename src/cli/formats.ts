/** The forms of an answer: a table for a person, the others for programs. */
export const formats = ["table", "json", "ndjson", "csv"] as const;
export type Format = (typeof formats)[number];

export function isFormat(value: unknown): value is Format {
  return formats.some((format) => format === value);
}
