// The parts of undici that src/graph/transport.ts imports, in place of the package's index. What only a proxy or an upload
// needs is loaded when it is first asked for.
"use strict";

const Dispatcher = require("undici/lib/dispatcher/dispatcher.js");
// The index, too, adds the calls that build on dispatch(); `request` is the one in use.
Dispatcher.prototype.request = require("undici/lib/api/api-request.js");

module.exports = {
  Pool: require("undici/lib/dispatcher/pool.js"),
  get EnvHttpProxyAgent() {
    return require("undici/lib/dispatcher/env-http-proxy-agent.js");
  },
  get FormData() {
    return require("undici/lib/web/fetch/formdata.js").FormData;
  },
};
