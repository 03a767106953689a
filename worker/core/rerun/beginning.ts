import type { Concerning } from "../group-buy/commands.ts";
import { concerning } from "../group-buy/decision.ts";
import type { EventDraft, Of } from "../group-buy/events.ts";
import { isSecured, opening } from "../group-buy/money/money-steps.ts";
import { found, type GroupBuy } from "../group-buy/state/state.ts";
import { hashTerms } from "../group-buy/state/terms.ts";
import type { Leaf } from "../verify/leaf.ts";
import { fault, type Entry } from "./chain.ts";
import { ofPersons } from "./of-persons.ts";
import { ofProvider } from "./of-provider.ts";
import type { Reading, Readings, Scene } from "./reading.ts";
import type { Wrong } from "./result.ts";
import { pass, take } from "./state.ts";

/** How long a provider keeps money is not public; nothing that others see rests on it. */
const EVER_MS = 100 * 365 * 86_400_000;
const HOLDING_FOR_EVER = { canAuthorize: true, guaranteedAuthMs: EVER_MS, maxHeldMs: EVER_MS };

type Opened = Of<"opened">["open"];

/** A group-buy with nothing in it, under the terms that its publication names; those of its drafts are sealed. */
export function foundFrom({ leaf }: Entry, first: Leaf): GroupBuy | Wrong {
  const { terms, policy, termsHash, provider } = leaf.open as unknown as Opened; // Looked at below, and by the core as it goes.
  if (leaf.actor === null) return fault(leaf.seq, "differs", { field: "actor", says: null, derived: null });
  if (termsHash !== leaf.terms || hashTerms(terms, policy) !== termsHash) {
    return fault(leaf.seq, "terms-differ", { says: termsHash, derived: hashTerms(terms, policy) });
  }
  const founding = {
    id: leaf.gb,
    initiatorId: leaf.actor,
    initiatorPseudonym: leaf.actor,
    initiatorName: "",
    initiatorCountry: null,
    provider: { id: provider, name: "", mode: "sandbox", ...HOLDING_FOR_EVER },
    terms,
    policy,
    termsHash,
  } as const;
  return found(founding, first.at);
}

/**
 * What came before the publication: nobody could see it, and nothing of it was decided for others. Only its payments are
 * followed, since one of them has to stand there when it opens, and others may still be on their way home.
 */
export function followDraft(scene: Scene, entry: Entry): void {
  const { groupBuy, standIns } = scene;
  const draft = draftOf(scene);
  if (draft) take(groupBuy, standIns, entry, draft);
  else pass(groupBuy, entry);
}

function draftOf(scene: Scene): Concerning | null {
  const { leaf } = scene;
  switch (leaf.type) {
    case "submitted":
      return concerning({ type: "submitted", open: {}, sealed: { leg: depositOf(scene) } }, leaf.actor);
    case "submission_returned":
    case "review_started":
      return concerning({ type: leaf.type, open: leaf.open, sealed: {} } as EventDraft, leaf.actor); // As it was written.
    default: {
      const readings: Reading[] = [...ofPersons(scene), ...ofProvider(scene)];
      return readings.flatMap(({ events }) => events).find(({ event }) => event.type === leaf.type) ?? null;
    }
  }
}

function depositOf({ groupBuy, leaf, standIns, foresight }: Scene) {
  const { initiatorQuantity: quantity, depositPerUnitMinor } = groupBuy.terms;
  return {
    legId: standIns.newId("dep"),
    personId: groupBuy.initiatorId,
    purpose: "initiator_deposit",
    quantity,
    amountMinor: foresight.amountOfLeg(leaf.seq) ?? quantity * depositPerUnitMinor,
    plan: "A",
    instrument: "",
  } as const;
}

/** G4: behind a deposit that stands, as much as the published quantity asks for, and not too close to its deadline. */
export function* openings(scene: Scene): Readings {
  const { groupBuy, leaf, standIns } = scene;
  const leg = standIns.leg(groupBuy, leaf.about?.leg, leaf.actor);
  const { terms, policy } = groupBuy;
  if (!leg || !isSecured(leg) || terms.closesAtMs - leaf.at < policy.publishMarginMs) return;
  const amountMinor = terms.initiatorQuantity * terms.depositPerUnitMinor;
  const context = { recvMs: leaf.at, actor: null, newId: standIns.newId };
  const events = [opening(groupBuy, { ...leg, amountMinor }, context)];
  yield { kind: "derived", isCommand: null, events };
}
