/**
 * What proxies and the web need, loaded by `import()` when first needed: it brings WebSocket and caches along. Not
 * imported where it is used: bundled, a CommonJS package that is loaded late has no names of its own.
 */
export { fetch, Pool, ProxyAgent } from "undici";
