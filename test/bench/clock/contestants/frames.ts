/** No correction at all: the last frame's stamp is shown as it is, or counted on from by the local clock. */
import type { Stamp } from "../authority.ts";
import type { Contestant } from "../page.ts";
import { SIZES } from "../wire.ts";

const PERIOD_MS = 1_000;

export const HELD_FRAME: Contestant = {
  id: "held-frame",
  name: "held frame",
  start(page) {
    let last: Stamp | null = null;
    page.listen(PERIOD_MS, SIZES.countdownBytes, (stamp) => (last = stamp));
    return { read: () => last && { likelyMs: last.serverMs } };
  },
};

export const COUNTED_FRAME: Contestant = {
  id: "counted-frame",
  name: "frame + local count",
  start(page) {
    let offsetMs: number | null = null;
    page.listen(PERIOD_MS, SIZES.countdownBytes, ({ serverMs }) => (offsetMs = serverMs - page.monotonicMs()));
    return { read: () => (offsetMs === null ? null : { likelyMs: page.monotonicMs() + offsetMs }) };
  },
};
