const width = 10;
const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"] as const;

/** A bar of at most ten places, an eighth of a place fine; what is more than nothing is seen. */
export function bar(value: number, most: number): string {
  if (value <= 0 || most <= 0) return "";
  const parts = Math.max(1, Math.round((value / most) * width * 8));
  return "█".repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? "");
}
