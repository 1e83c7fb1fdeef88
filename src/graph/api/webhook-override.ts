import { InputError } from "../../core/errors.ts";

/** Where webhooks go instead of the app's own address. A number's stands before its account's. */
export interface WebhookOverride {
  /** At most 200 characters. */
  readonly callbackUri: string;
  readonly verifyToken: string;
}

const longest = 200;

/** @throws InputError for an address that Meta would refuse. */
export function checkOverride({ callbackUri }: WebhookOverride): void {
  if (URL.canParse(callbackUri) && callbackUri.length <= longest) return;
  throw new InputError({
    code: "webhook.bad_address",
    text: {
      en: `The webhook's address must be a whole address of at most ${longest} characters.`,
      es: `La dirección del webhook debe ser una dirección completa de ${longest} caracteres como máximo.`,
    },
    hint: { en: "Write it like https://example.com/webhook", es: "Escríbala así: https://example.com/webhook" },
  });
}
