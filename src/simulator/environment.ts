import type { Credentials } from "./credentials.ts";

/** The environment variables that point recado at a simulator, ready to be exported or given to a child process. */
export function simulatorEnvironment(simulator: Credentials & { readonly graphUrl: string }): Record<string, string> {
  return {
    RECADO_GRAPH_URL: simulator.graphUrl,
    RECADO_ACCESS_TOKEN: simulator.accessToken,
    RECADO_APP_SECRET: simulator.appSecret,
    RECADO_VERIFY_TOKEN: simulator.verifyToken,
    RECADO_APP_ID: simulator.appId,
    RECADO_WABA_ID: simulator.wabaId,
    RECADO_PHONE_NUMBER_ID: simulator.phoneNumberId,
    RECADO_CATALOG_ID: simulator.catalogId,
  };
}
