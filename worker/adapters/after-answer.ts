import { waitUntil } from "cloudflare:workers";

/** What goes on after a request was answered. The platform cancels what it was not told of. */
export function afterAnswer(work: Promise<unknown>): void {
  waitUntil(work);
}
