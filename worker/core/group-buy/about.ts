import type { EventDraft } from "./events.ts";
import type { GroupBuy } from "./state/state.ts";

/**
 * Which seat, which payment and which offer an entry speaks of, each by the sequence number of the entry that began it;
 * where the entry begins it, that is its own number. What is sealed says it by ids that nobody outside may see; without
 * this a public log could not be run again by others, since a seat may have several payments.
 */
export interface About {
  readonly member?: number;
  readonly leg?: number;
  readonly offer?: number;
}

/** `seq`: the number that the draft gets. Null where it is about none of them, or about several. */
export function aboutOf({ members, legs, offers }: GroupBuy, { sealed }: EventDraft, seq: number): About | null {
  const { memberId, legId, leg, armedLegId, offerId } = sealed as Named; // Whichever it has; every part calls them so.
  const about: About = {
    ...begun("member", memberId, (id) => members.get(id), seq),
    ...begun("leg", legId ?? leg?.legId ?? armedLegId, (id) => legs.get(id), seq),
    ...begun("offer", offerId, (id) => firstOf(offers.get(id)), seq),
  };
  return Object.keys(about).length === 0 ? null : about;
}

/** The names that sealed parts have for the one that they are about. */
interface Named {
  readonly memberId?: string;
  readonly legId?: string;
  readonly leg?: { readonly legId: string } | null;
  readonly armedLegId?: string | null;
  readonly offerId?: string;
}

type Begun = { readonly seq?: number } | undefined;

/** Left out for what was stored before its beginning was: nobody is told a wrong one. */
function begun(kind: keyof About, id: string | null | undefined, find: (id: string) => Begun, seq: number): About {
  if (id === null || id === undefined) return {};
  const known = find(id);
  const from = known === undefined ? seq : known.seq;
  return from === undefined ? {} : { [kind]: from };
}

function firstOf(offer: { readonly seq: number; readonly firstSeq?: number } | undefined): Begun {
  return offer && { seq: offer.firstSeq ?? offer.seq };
}
