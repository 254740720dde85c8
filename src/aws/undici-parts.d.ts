// The whole package brings fetch, WebSocket and caches along: 70 ms of start-up instead of 45. Its parts are
// reached by their paths, which it does not type.
declare module "undici/lib/dispatcher/agent.js" {
  export { Agent as default } from "undici";
}
declare module "undici/lib/dispatcher/pool.js" {
  export { Pool as default } from "undici";
}
declare module "undici/lib/dispatcher/proxy-agent.js" {
  export { ProxyAgent as default } from "undici";
}
