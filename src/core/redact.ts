/** Masks a phone number so that a person recognises it and nobody can call it: `+5255••••••78` for `+525512345678`. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  if (digits.length < 7) return "•".repeat(Math.max(digits.length, 3));
  return `${phone.startsWith("+") ? "+" : ""}${digits.slice(0, 4)}${"•".repeat(digits.length - 6)}${digits.slice(-2)}`;
}

/** Masks a secret, keeping four characters at the end so that two of them can be told apart. */
export function maskSecret(secret: string): string {
  return secret.length < 12 ? "••••" : `••••${secret.slice(-4)}`;
}

const secretPatterns: readonly [RegExp, string][] = [
  [/\b(Bearer|OAuth)\s+[\w.~+/=|-]{12,}/gi, "$1 ••••"],
  [/\bEAA[A-Za-z0-9]{12,}/g, "EAA••••"],
  [/([?&](?:access_token|appsecret_proof|input_token|hub\.verify_token|client_secret)=)[^&\s"']+/gi, "$1••••"],
];

/** Takes tokens and other secrets out of a text that recado did not write, before it is shown or stored. */
export function redactText(text: string): string {
  return secretPatterns.reduce((rest, [pattern, mask]) => rest.replace(pattern, mask), text);
}
