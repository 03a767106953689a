import { Hono } from "hono";
import { DurableObject } from "cloudflare:workers";
import { server } from "../build/server.js";
import { createSandboxBank } from "./adapters/sandbox-bank.ts";
import { MerchantAccountObject } from "./objects/merchant-account/merchant-account-object.ts";
import { SandboxBankObject } from "./objects/sandbox-bank/sandbox-bank-object.ts";
export class GroupBuy extends DurableObject {}
export class SandboxBank extends SandboxBankObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, { nowMs: () => Date.now(), mode: modeOf(env) });
  }
}
export class MerchantAccount extends MerchantAccountObject {
  constructor(ctx: DurableObjectState, env: Env) {
    const escrow = createSandboxBank({ branches: env.SANDBOX_BANK, mode: modeOf(env) });
    super(ctx, env, { nowMs: () => Date.now(), escrow });
  }
}
function modeOf(env: Env): "local" | "test" | "demo" | "live" {
  const mode = "DEPLOYMENT_MODE" in env ? env.DEPLOYMENT_MODE : "local";
  return mode === "test" || mode === "demo" || mode === "live" ? mode : "local";
}
const app = new Hono<{ Bindings: Record<string, unknown> }>();
let ready: Promise<void> | undefined;
app.get("/healthz", (c) => c.json({ alive: true }));
app.all("*", async (c) => {
  await (ready ??= server.init({ env: c.env }));
  return server.respond(c.req.raw, { platform: {}, getClientAddress: () => "" });
});
export default app;
