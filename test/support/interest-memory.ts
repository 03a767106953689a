import {
  TELLING_DEFAULTS,
  type FoundDemand,
  type InterestStore,
  type StoredInterest,
  type TellingChoices,
} from "../../worker/app/interests/store.ts";

/** Interests in memory: what the table in D1 keeps, without what makes them found. */
export function createMemoryInterests(): InterestStore & {
  /** As it stands, whatever was there. */
  put(interest: StoredInterest): void;
  find(id: string, demand: FoundDemand): void;
} {
  const interests = new Map<string, StoredInterest>();
  const found = new Map<string, FoundDemand[]>();
  const choices = new Map<string, TellingChoices>();
  const keep = (interest: StoredInterest) => {
    interests.set(interest.id, interest);
    return interest;
  };
  const unfound = { version: 1, isPaused: false, openDemands: 0, foundAtMs: null };

  return {
    put: (interest) => void keep(interest),
    find: (id, demand) => void found.set(id, [demand, ...(found.get(id) ?? [])]),

    async add(interest, _, maximum) {
      const known = [...interests.values()].find(({ commandId }) => commandId === interest.commandId);
      if (known !== undefined) return known;
      const held = [...interests.values()].filter(({ personId }) => personId === interest.personId);
      return held.length >= maximum ? null : keep({ ...interest, ...unfound });
    },
    of: async (personId) => [...interests.values()].filter((one) => one.personId === personId).toReversed(),
    one: async (id) => interests.get(id) ?? null,
    async replace(id, version, terms) {
      const known = interests.get(id);
      return known?.version === version ? keep({ ...known, ...terms, version: version + 1 }) : null;
    },
    async pause(id, isPaused) {
      const known = interests.get(id);
      if (known === undefined || known.isPaused === isPaused) return known ?? null;
      return keep({ ...known, isPaused, version: known.version + 1 });
    },
    async remove(id) {
      interests.delete(id);
      found.delete(id);
    },
    async found(id, limit, after) {
      const all = found.get(id) ?? [];
      const from = after === undefined ? 0 : all.findIndex(({ groupBuyId }) => groupBuyId === after.values[1]) + 1;
      const items = all.slice(from, from + limit);
      const last = items.at(-1);
      const isMore = all.length > from + limit && last !== undefined;
      return { items, next: isMore ? { values: [last.foundAtMs, last.groupBuyId] } : null };
    },
    choices: async (personId) => choices.get(personId) ?? TELLING_DEFAULTS,
    choose: async (personId, wanted) => void choices.set(personId, wanted),
  };
}
