/**
 * TLS for phones in the local network, in front of the local Worker. The Worker is told by a secret of this start, and by
 * nothing that a sender could say, that a request came in by TLS (worker/http/tls-front.ts, ADR 0027).
 */
import { createServer, type Server } from "node:https";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { createProxyServer } from "httpxy";
import type { Certificate } from "./certificate.ts";
import { hostOf } from "./addresses.ts";

/** What only a proxy may say. From a phone it is not believed and goes no further. */
const NOT_FROM_SENDERS = /^(forwarded$|x-forwarded-|x-real-ip$|cf-|true-client-ip$|mf-|x-onebell-)/i;
const FRONT_HEADER = "x-onebell-front";
/** `Origin` as the phone sent it, in base64url: wrangler dev puts its own address into headers that name ours. */
const ORIGIN_HEADER = "x-onebell-origin";

export interface PhoneListenerOptions {
  readonly certificate: Certificate;
  /** Addresses and names under which it answers; under any other it does not. */
  readonly names: readonly string[];
  readonly port: number;
  /** Where the Worker is: `http://127.0.0.1:8790`. */
  readonly target: string;
  /** The secret that the Worker was started with as FRONT_KEY. */
  readonly frontKey: string;
}

export interface PhoneListener {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startPhoneListener(options: PhoneListenerOptions): Promise<PhoneListener> {
  const { certificate, target, frontKey } = options;
  const proxy = createProxyServer({ target, ws: true, xfwd: false, changeOrigin: false });
  const hosts = new Set(options.names.map((name) => hostOf(name).toLowerCase()));
  const isOurs = ({ headers: { host = "" } }: IncomingMessage) => hosts.has(host.toLowerCase().replace(/:\d+$/, ""));

  // Whoever trusts the certificate must not be told to insist on TLS here for a year: tomorrow it is another machine.
  proxy.on("proxyRes", (answer) => void delete answer.headers["strict-transport-security"]);
  // A phone that goes away in the middle, or a Worker that restarts, must not end the launcher.
  proxy.on("error", (_error, _request, response) => {
    if (response && "writeHead" in response && !response.headersSent) {
      response
        .writeHead(502, { "content-type": "text/plain" })
        .end("The Worker does not answer. Try again in a moment.");
    } else response?.destroy();
  });

  const server: Server = createServer({ ...certificate, minVersion: "TLSv1.2" }, (request, response) => {
    if (!isOurs(request)) {
      response.writeHead(421, { "content-type": "text/plain" }).end("This name is not mine.");
      return;
    }
    fromTheFront(request, frontKey);
    proxy.web(request, response).catch(() => response.destroy());
  });
  server.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    if (!isOurs(request)) return void socket.destroy();
    fromTheFront(request, frontKey);
    proxy.ws(request, socket, {}, head).catch(() => socket.destroy());
  });
  server.on("tlsClientError", (_error, socket) => socket.destroy()); // Somebody who has not accepted the certificate yet.

  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "::", resolve);
  });
  const bound = server.address();
  return {
    port: typeof bound === "object" && bound !== null ? bound.port : options.port,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function fromTheFront(request: IncomingMessage, frontKey: string): void {
  const believed = Object.entries(request.headers).filter(([name]) => !NOT_FROM_SENDERS.test(name));
  const { origin } = request.headers;
  request.headers = {
    ...Object.fromEntries(believed),
    [FRONT_HEADER]: frontKey,
    ...(origin !== undefined && { [ORIGIN_HEADER]: Buffer.from(origin).toString("base64url") }),
  };
}
