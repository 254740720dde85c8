/** A server on loopback that gives a catalogue in every way, good and bad, in which a server can. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before } from "node:test";
import { gzipSync } from "node:zlib";
import { builtinCatalogue } from "../../../src/runtimes/catalogue.ts";
import { CFN_LINT } from "./samples.ts";

const CATALOGUE = JSON.stringify({
  asOf: builtinCatalogue().asOf,
  source: "loopback",
  runtimes: [
    { id: "python3.9", deprecationDate: "2025-12-15", blockCreateDate: null, blockUpdateDate: null },
  ],
});

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
const redirect =
  (to: string): Answer =>
  (response) =>
    response.writeHead(302, { location: to }).end();

const ANSWERS: Readonly<Record<string, Answer>> = {
  "/ok": (response) => response.end(CATALOGUE),
  "/packed": (response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(CATALOGUE)),
  "/bomb": (response) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(5_000_001, " "))),
  "/dated": (response) =>
    response
      .writeHead(200, { "last-modified": "Tue, 10 Nov 2026 23:59:59 GMT" })
      .end(JSON.stringify(CFN_LINT)),
  "/undated": (response) => response.end(JSON.stringify(CFN_LINT)),
  "/html": (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>"),
  "/error": (response) => response.writeHead(500).end("oh"),
  "/missing": (response) => response.writeHead(404).end("oh"),
  "/unmodified": (response) => response.writeHead(304).end(),
  "/silent": () => {},
  "/slow": (response) => {
    const timer = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(timer));
  },
  "/cut": (response) => {
    response.writeHead(200, { "content-length": "1000" }).write(CATALOGUE.slice(0, 20));
    setTimeout(() => response.destroy(), 20);
  },
  "/huge": (response) => {
    const send = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536, " ")));
    };
    response.on("drain", send);
    send();
  },
  "/moved": redirect("/ok"),
  "/loop": redirect("/loop"),
  "/elsewhere": redirect("http://203.0.113.9/catalogue.json?token=hidden"),
  "/file": redirect("file:///etc/passwd"),
  "/nowhere": redirect("http://["),
  "/bare": (response) => response.writeHead(302).end(),
  "/made": (response) => response.writeHead(201, { location: "/ok" }).end(),
  "/gone": (response) => response.writeHead(400, { location: "/ok" }).end(),
};

let server: Server;
export let origin = "";
before(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://loopback");
    const hops = /^\/hops\/(\d+)$/.exec(pathname)?.[1];
    const answer =
      hops === undefined ? ANSWERS[pathname] : redirect(hops === "1" ? "/ok" : `${Number(hops) - 1}`);
    answer?.(response, request);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});
