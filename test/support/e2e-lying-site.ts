import type { Page, WebSocketRoute } from "@playwright/test";
import type { ServerFrame } from "../../worker/contract/frames.ts";

/** The line of a page on which the site tells the heads that a test gives it, instead of its own. */
export async function lyingSite(page: Page): Promise<{ tell(note: string): void }> {
  let line: WebSocketRoute | null = null;
  let head: Extract<ServerFrame, { t: "h" }> | null = null;
  await page.routeWebSocket(/\/ws\/group-buys\//, (socket) => {
    line = socket;
    const server = socket.connectToServer();
    server.onMessage((message) => {
      const frame = JSON.parse(String(message)) as ServerFrame; // The hub is ours.
      if (frame.t === "h") head = frame;
      if (frame.t !== "c") socket.send(message);
    });
  });
  return {
    tell(note) {
      if (line === null || head === null) throw new Error("the page is live");
      const { s, e, d } = head;
      line.send(JSON.stringify({ t: "c", s, e, d, c: note } satisfies ServerFrame));
    },
  };
}
