/**
 * What is used of undici for proxies and the web; loaded by `import()` when first needed, since it contains WebSocket and
 * caches. A separate file, because a CommonJS package that is bundled and loaded late has no named exports.
 */
export { fetch, Pool, ProxyAgent } from "undici";
