// The parts of undici that src/graph/transport.ts imports, in place of the package's index. What only a proxy or an upload
// needs is loaded when it is first asked for.
"use strict";

// As the index does: `request` and the others that build on dispatch(). A proxy uses `connect`.
Object.assign(require("undici/lib/dispatcher/dispatcher.js").prototype, require("undici/lib/api/index.js"));

module.exports = {
  Pool: require("undici/lib/dispatcher/pool.js"),
  get EnvHttpProxyAgent() {
    return require("undici/lib/dispatcher/env-http-proxy-agent.js");
  },
  get FormData() {
    return require("undici/lib/web/fetch/formdata.js").FormData;
  },
};
