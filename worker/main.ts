import { Hono } from "hono";
import { DurableObject } from "cloudflare:workers";
import { server } from "../build/server.js";
export class GroupBuy extends DurableObject {}
export class SandboxBank extends DurableObject {}
export class MerchantAccount extends DurableObject {}
const app = new Hono<{ Bindings: Record<string, unknown> }>();
let ready: Promise<void> | undefined;
app.get("/healthz", (c) => c.json({ alive: true }));
app.all("*", async (c) => {
  await (ready ??= server.init({ env: c.env }));
  return server.respond(c.req.raw, { platform: {}, getClientAddress: () => "" });
});
export default app;
