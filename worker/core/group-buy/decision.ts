import { err, ok } from "../result.ts";
import type { Answered, Concerning, Decision } from "./commands.ts";
import type { EventDraft } from "./events.ts";
import type { Refusal } from "./state/refusal.ts";
import type { GroupBuy } from "./state/state.ts";

export function concerning(event: EventDraft, actor: string | null): Concerning {
  return { event, actor };
}

/** Events that concern everybody alike. */
export function everybody(...events: readonly EventDraft[]): readonly Concerning[] {
  return events.map((event) => ({ event, actor: null }));
}

export function byInitiator(groupBuy: GroupBuy, event: EventDraft): Decision {
  return decided([concerning(event, groupBuy.initiatorPseudonym)], {});
}

export function decided(events: readonly Concerning[], answer: Answered): Decision {
  return ok({ events, answer });
}

export function refuse(refusal: Refusal, events: readonly Concerning[] = []): Decision {
  return err({ refusal, events });
}
