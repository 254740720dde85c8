// The whole package contains fetch, WebSocket and caches, and takes 70 ms to load instead of 45. The agent alone is
// imported by its path, for which the package has no types; a proxy needs the whole package.
declare module "undici/lib/dispatcher/agent.js" {
  export { Agent as default } from "undici";
}
