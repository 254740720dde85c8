// The whole package brings fetch, WebSocket and caches along: 70 ms of start-up instead of 45. Its agent alone is
// reached by its path, which the package does not type; a proxy needs the whole.
declare module "undici/lib/dispatcher/agent.js" {
  export { Agent as default } from "undici";
}
