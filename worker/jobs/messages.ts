import type { Log } from "../app/log.ts";
import type { NoticeDelivery } from "../app/notices/delivery.ts";
import type { Reminders } from "../app/notices/reminders.ts";

/** A minute's work: what has not gone out with its event, because the mail was down or the object died. */
const ROUNDS_MAXIMUM = 20;

/** Plans the reminders that have come due and sends everything that waits. A fault costs this minute only. */
export async function sendMessages(
  reminders: Reminders,
  delivery: NoticeDelivery,
  nowMs: number,
  log: Log,
): Promise<void> {
  try {
    await reminders.plan(nowMs);
  } catch (error) {
    log.error("reminders.fault", error);
  }
  await delivery.deliver(ROUNDS_MAXIMUM);
}
