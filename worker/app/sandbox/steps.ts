import { problem, type Problem } from "../../contract/problems.ts";
import type { GroupBuyResource } from "../../contract/group-buy.ts";
import type { SandboxStepInput } from "../../contract/sandbox.ts";
import { hasEnded, type MemberStateName } from "../../core/group-buy/state/states.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { Answer, Caller, GroupBuyUseCases, MerchantUseCases } from "../app.ts";
import { newCommandId } from "../group-buys/command-id.ts";
import type { Ids } from "../ids.ts";
import { isPlayPerson, playedBy } from "../people/play-people.ts";
import type { PeopleStore, StoredPerson } from "../people/store.ts";
import type { SandboxLook } from "./look.ts";

export interface StepDependencies {
  readonly groupBuys: Pick<GroupBuyUseCases, "view" | "pick" | "vote" | "consent" | "payBalance" | "confirmReceived">;
  readonly merchants: Pick<MerchantUseCases, "orders" | "ship" | "confirmOffer">;
  readonly people: Pick<PeopleStore, "among" | "actingFor">;
  readonly ids: Ids;
}

export type Step = SandboxStepInput["step"];

/** People who act together. */
const ABREAST = 8;

/** The steps that somebody waits for now. */
export function openSteps({ state, members }: Pick<SandboxLook, "state" | "members">): Step[] {
  const has = (wanted: MemberStateName) => members.some((member) => member.state === wanted);
  return [
    ...(state === "selecting" || state === "reconsent" || state === "confirming" ? (["choose"] as const) : []),
    ...(has("balance_due") ? (["pay"] as const) : []),
    ...(has("paid") ? (["ship"] as const) : []),
    ...(has("shipped") ? (["receive"] as const) : []),
  ];
}

/**
 * Everybody whom it is asked of does it: play people, and the caller, whose press is their word. Answers how many did,
 * or the first refusal where nobody could.
 */
export async function takeStep(
  deps: StepDependencies,
  {
    groupBuyId,
    look,
    step,
    caller,
  }: {
    readonly groupBuyId: string;
    readonly look: SandboxLook;
    readonly step: Step;
    readonly caller: Caller | null;
  },
): Promise<Result<number, Problem>> {
  const { groupBuys, merchants, people, ids } = deps;
  const again = () => ({ commandId: newCommandId(ids) });

  switch (step) {
    case "choose":
      return look.state === "confirming"
        ? each(await merchantsOf(look.offers.filter(({ state }) => state === "selected")), confirmFor)
        : each(await membersIn((state) => !hasEnded(state)), chooseFor);
    case "pay":
      return each(await membersIn((state) => state === "balance_due"), payFor);
    case "ship":
      return each(await merchantsOf(look.awarded.map((merchantId) => ({ merchantId }))), shipFor);
    case "receive":
      return each(await membersIn((state) => state === "shipped"), (actor) =>
        groupBuys.confirmReceived(actor, groupBuyId, again()),
      );
  }

  async function membersIn(isMeant: (state: MemberStateName) => boolean): Promise<Caller[]> {
    const meant = look.members.filter(({ state }) => isMeant(state)).map(({ personId }) => personId);
    return actorsOf(await people.among(meant));
  }

  async function merchantsOf(those: readonly { readonly merchantId: string }[]): Promise<Caller[]> {
    const acting = await Promise.all(those.map(({ merchantId }) => people.actingFor(merchantId)));
    return actorsOf(acting.flat());
  }

  /** Real people other than the caller do what they want to, when they want to. */
  function actorsOf(persons: readonly StoredPerson[]): Caller[] {
    return persons.flatMap((person) => {
      if (person.id === caller?.personId) return [caller];
      return isPlayPerson(person) ? [playedBy(person)] : [];
    });
  }

  async function chooseFor(actor: Caller): Answer<unknown> {
    const seen = await groupBuys.view(groupBuyId, actor);
    if (!seen.ok) return seen;
    const asked = new Set(seen.value.asked.map(({ what }) => what));
    if (asked.has("consent")) return groupBuys.consent(actor, groupBuyId, { accept: true, ...again() });
    const best = bestFor(seen.value);
    if (best === undefined) return NOT_ASKED;
    const { offerId, version } = best;
    if (asked.has("choose")) return groupBuys.pick(actor, groupBuyId, { offerId, version, ...again() });
    return asked.has("vote") ? groupBuys.vote(actor, groupBuyId, { offerId, ...again() }) : NOT_ASKED;
  }

  function payFor(actor: Caller): Answer<unknown> {
    const country = look.members.find(({ personId }) => personId === actor.personId)?.country ?? "DE";
    const address = { name: actor.name, line1: "1 Bell Street", city: "Sandbox", country };
    return groupBuys.payBalance(actor, groupBuyId, { instrument: "sandbox:ok", address, ...again() });
  }

  async function confirmFor(actor: Caller): Answer<unknown> {
    const offer = look.offers.find(({ merchantId, state }) => merchantId === actor.merchantId && state === "selected");
    return offer ? merchants.confirmOffer(actor, offer.id, again()) : NOT_ASKED;
  }

  async function shipFor(actor: Caller): Answer<unknown> {
    const orders = await merchants.orders(actor, groupBuyId);
    if (!orders.ok) return orders;
    const paid = orders.value.filter(({ state }) => state === "paid");
    const shipped = await abreast(paid, ({ id, kind }) =>
      merchants.ship(actor, id, {
        // A service names the day that was agreed; goods have been shipped when they are.
        ...(kind === "service" && { shippedAt: formatInstant(look.clock.nowMs) }),
        carrier: "Demo Parcel",
        tracking: id.slice(-6).toUpperCase(),
        ...again(),
      }),
    );
    return shipped.find(({ ok: isOk }) => !isOk) ?? ok(undefined);
  }
}

const NOT_ASKED = err(problem("state-conflict", { detail: "Nothing is asked of anybody now." }));

async function each(
  actors: readonly Caller[],
  act: (actor: Caller) => Answer<unknown>,
): Promise<Result<number, Problem>> {
  const answers = await abreast(actors, act);
  const done = answers.filter((answer) => answer.ok).length;
  const refused = answers.find((answer) => !answer.ok);
  return done === 0 ? (refused?.ok === false ? refused : NOT_ASKED) : ok(done);
}

async function abreast<Item, Value>(items: readonly Item[], work: (item: Item) => Promise<Value>): Promise<Value[]> {
  const done: Value[] = [];
  for (let first = 0; first < items.length; first += ABREAST) {
    done.push(...(await Promise.all(items.slice(first, first + ABREAST).map(work))));
  }
  return done;
}

function bestFor({ me }: GroupBuyResource) {
  return me?.choosing?.candidates.find(({ isChoosable }) => isChoosable);
}
