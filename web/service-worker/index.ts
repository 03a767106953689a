/** Registered by `/verify` alone, for that page alone. What it does is in `kept-page.ts`. */
import { self } from "$app/service-worker";
import { askedFor, fileFor, keepPage, pageFor, type KeptPagePorts } from "../lib/verify/desk/kept-page.ts";

const ports: KeptPagePorts = {
  caches,
  fetch: (request) => fetch(request),
  after: (delayMs) => new Promise((done) => setTimeout(done, delayMs)),
};

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const asked = askedFor(event.request, self.location.origin);
  if (asked !== null) event.respondWith((asked === "page" ? pageFor : fileFor)(event.request, ports));
});

/** A page says which files it needs, and is told whether they are kept. */
self.addEventListener("message", (event) => {
  const files = event.data as readonly string[]; // the page's own list (`offline.ts`)
  const kept = keepPage(files, ports).catch(() => false);
  event.waitUntil(kept.then((isKept) => event.ports[0]?.postMessage(isKept)));
});
