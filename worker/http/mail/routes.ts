import type { Hono } from "hono";
import type { HttpDependencies, HttpEnv } from "../dependencies.ts";

const EVENT_BYTES_MAXIMUM = 65_536;

export function mountMail(http: Hono<HttpEnv>, { mail }: Pick<HttpDependencies, "mail">): void {
  if (mail === null) return;
  // RFC 8058: programs post; filters and people open, and opening changes nothing.
  http.get("/mail/mute", (c) => c.redirect("/me/settings#messages", 303));
  http.post("/mail/mute", async (c) => {
    const isMuted = await mail.mute(c.req.query("m") ?? "");
    return c.body(null, isMuted ? 204 : 404);
  });

  const { hear } = mail;
  if (hear === null) return;
  http.post("/mail/events", async (c) => {
    const body = await c.req.text();
    if (body.length > EVENT_BYTES_MAXIMUM) return c.body(null, 413);
    return c.body(null, (await hear(c.req.raw.headers, body)) ? 204 : 401);
  });
}
