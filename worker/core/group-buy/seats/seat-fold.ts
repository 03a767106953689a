import type { Fold } from "../fold.ts";
import {
  applyFlexed,
  applyJoined,
  applyJoinRefused,
  applyOptedOut,
  applyPromoted,
  applyPromotedArmed,
} from "./join-changes.ts";
import { applyPacked } from "./packed-changes.ts";
import { applyLowered, applyPartAdded, endPart } from "./part-changes.ts";
import { endMember } from "./seat-changes.ts";
import type { SeatEvents } from "./seat-events.ts";

export const seatFold: Fold<keyof SeatEvents> = {
  joined: applyJoined,
  join_refused: applyJoinRefused,
  promoted: applyPromoted,
  promoted_armed: applyPromotedArmed,
  part_added: applyPartAdded,
  part_ended: (groupBuy, { sealed }) => endPart(groupBuy, sealed.memberId, sealed.legId),
  lowered: applyLowered,
  change_refused: () => undefined,
  flexed: applyFlexed,
  seat_expired: (groupBuy, { sealed }) => endMember(groupBuy, sealed.memberId, "lapsed"),
  withdrawn: (groupBuy, { sealed }) => endMember(groupBuy, sealed.memberId, "withdrawn"),
  opted_out: applyOptedOut,
  packed: applyPacked,
};
