/**
 * What a token may do and until when.
 * @see https://developers.facebook.com/docs/graph-api/reference/debug_token
 */
export const debugTokenPath = "/debug_token";
/** An app's own token, for its id and secret. */
export const accessTokenPath = "/oauth/access_token";

/** A token for an app's id and secret. */
export interface WireAccessToken {
  access_token: string;
  token_type: string;
}

/** What Meta knows of a token. */
export interface WireTokenInfo {
  app_id?: string;
  type?: string;
  application?: string;
  /** Unix seconds; 0 means never. */
  expires_at?: number;
  issued_at?: number;
  is_valid: boolean;
  scopes?: string[];
  granular_scopes?: { scope: string; target_ids?: string[] }[];
  user_id?: string;
  error?: { code: number; message: string; subcode?: number };
}
