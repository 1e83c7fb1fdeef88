// Loaded only where a file is YAML. A module of its own, since the bundler gives a CommonJS package that is imported
// dynamically no named exports.
export { parseDocument } from "yaml";
