import type { Answer, Caller, SandboxUseCases } from "../../../worker/app/app.ts";
import type { SandboxRan } from "../../../worker/contract/sandbox.ts";
import { isBankPress, type Press } from "../sandbox/presses.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FEW = 3;

/** What a button does: one use case each, for the page as over REST. */
export function takePress(
  sandbox: SandboxUseCases,
  caller: Caller | null,
  groupBuyId: string,
  press: Press,
): Answer<SandboxRan> {
  switch (press) {
    case "last_seconds":
    case "bell":
    case "next":
      return sandbox.moveClock(caller, groupBuyId, { to: press });
    case "hour":
      return sandbox.moveClock(caller, groupBuyId, { advanceMs: HOUR_MS });
    case "day":
      return sandbox.moveClock(caller, groupBuyId, { advanceMs: DAY_MS });
    case "few":
      return sandbox.crowd(caller, groupBuyId, { buyers: FEW });
    case "minimum":
    case "full":
      return sandbox.crowd(caller, groupBuyId, { until: press });
    case "offer":
      return sandbox.offer(caller, groupBuyId);
    default:
      if (isBankPress(press)) return sandbox.bankEvent(caller, groupBuyId, { event: press });
      return sandbox.step(caller, groupBuyId, { step: press });
  }
}
