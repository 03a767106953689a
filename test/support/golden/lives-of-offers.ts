import type { Policy } from "../../../worker/core/group-buy/state/terms.ts";
import { Stage } from "../group-buy-kit.ts";
import { INITIATOR } from "../group-buy-persons.ts";
import { DAY, HOUR, MINUTE, START } from "../group-buy-terms.ts";
import { SECOND } from "./policies.ts";

/** Golden lives between the choice and the goods: what merchants are asked, and what they ask. */

/** What was fixed when a merchant was first asked about fewer. */
const BASIS: Policy = { ...SECOND, afterAward: { shortfallMs: 24 * HOUR } };

/** Too few pay, and the merchant does not take less; the next one does, and too few pay again, but it takes them. */
export function reopened(): Stage {
  const stage = new Stage({ basis: BASIS, policy: { noShow: "merchant" }, terms: { quantityMinimum: 8 } }).publish();
  const bell = START + DAY;
  stage
    .at(START + HOUR)
    .seat("Ada", { quantity: 8 })
    .seat("Bob", { quantity: 7, priceCeilingMinor: 1_010 })
    .seat("Cem", { quantity: 3 })
    .seat("Dag");
  const tiers = (fromQuantity: number, unitPriceMinor: number) => ({
    tiers: [
      { fromQuantity: 8, unitPriceMinor: 990 },
      { fromQuantity, unitPriceMinor },
    ],
  });
  stage.offer("Mia", tiers(20, 900));
  stage.offer("Nora", tiers(17, 950));
  stage.at(bell).poke();
  const { id, attempt } = stage.legOf("Dag"); // The bank lets the hold go, and Dag pays the whole price as balance.
  stage.give({ type: "provider_answered", legId: id, step: "read", attempt, outcome: { kind: "lapsed" } });
  for (const name of [INITIATOR, "Ada", "Bob", "Dag"]) stage.payBalance(name);
  stage.answerAll();
  stage.at(bell + 3 * DAY).poke();
  stage.at(bell + 3 * DAY + HOUR).word("Mia", "decline_offer");
  stage.answerAll();
  stage.at(bell + 4 * DAY).word("Nora", "confirm_offer");
  for (const name of ["Ada", "Bob"]) stage.payBalance(name);
  stage.answerAll();
  stage.at(bell + 7 * DAY).poke();
  stage.at(bell + 7 * DAY + HOUR).word("Nora", "confirm_offer");
  return stage.answerAll();
}

/** A dearer price that one takes and one leaves for; then a later delivery, answered in every way. */
export function proposed(): Stage {
  const policy = { afterAward: { shortfallMs: 24 * HOUR, proposalMs: 24 * HOUR } };
  const stage = new Stage({ basis: BASIS, policy }).publish().at(START + HOUR);
  for (const name of ["Ada", "Bob", "Cem", "Dag"]) stage.seat(name, { quantity: 5 });
  stage.offer("Mia");
  stage.at(START + DAY).poke();
  stage.propose("Mia", { unitPriceMinor: 930 });
  stage.answerProposal("Ada", "accept");
  stage.answerProposal("Bob", "leave");
  stage.at(START + 2 * DAY).poke(); // The others say nothing.
  for (const name of [INITIATOR, "Ada", "Cem", "Dag"]) stage.payBalance(name);
  stage.answerAll();
  stage.ship("Mia", INITIATOR);
  stage.at(START + 3 * DAY).propose("Mia", { daysLater: 7 });
  stage.answerProposal("Ada", "accept");
  stage.answerProposal("Cem", "keep");
  stage.answerProposal("Dag", "leave");
  return stage.answerAll();
}

/** Whole packs: too few would take more, so that one who would take less is cut; nothing of it before a merchant is bound. */
export function packed(): Stage {
  const terms = { packSize: 6, quantityMinimum: 12, quantityMaximum: 36 };
  const stage = new Stage({ basis: BASIS, policy: { noShow: "merchant" }, terms }).publish().at(START + HOUR);
  const flexible = { upTo: 9, orFewer: false };
  stage.seat("Ada", { quantity: 7, flexible }).seat("Bob", { quantity: 8, flexible: { upTo: 8, orFewer: true } });
  stage.seat("Cem", { quantity: 5 });
  stage.flex("Ada", { upTo: 8, orFewer: false });
  stage.flex(INITIATOR, { upTo: 3, orFewer: false });
  stage.change("Cem", 9);
  stage.answerAll();
  stage.join("Dag", { quantity: 8, waitlist: true });
  stage.answerAll();
  const tiers = (unitPriceMinor: number) => ({ tiers: [{ fromQuantity: 12, unitPriceMinor }], firm: false });
  stage.offer("Mia", { ...tiers(900), quantityMaximum: 30 });
  stage.offer("Nora", tiers(950));
  stage.at(START + DAY).poke();
  stage.answerAll().word("Mia", "decline_offer");
  stage.answerAll().word("Nora", "confirm_offer");
  stage.answerAll();
  for (const member of stage.groupBuy.members.values()) {
    if (member.state === "balance_due") stage.payBalance(nameOf(member.personId));
  }
  return stage.answerAll();
}

function nameOf(personId: string): string {
  const name = personId.replace("usr_", "");
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

/** Offers in the last moments of their window, after the bell. */
export function contested(): Stage {
  const policy = { offerSoftClose: { lastMs: 2 * MINUTE, byMs: 2 * MINUTE, times: 10 } };
  const stage = new Stage({ basis: BASIS, policy, terms: { offerWindowMs: DAY } }).publish().at(START + HOUR);
  stage.seat("Ada", { quantity: 9 }).offer("Mia");
  stage.at(START + 2 * DAY - MINUTE).offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 930 }] });
  stage.at(START + 2 * DAY + MINUTE).offer("Otis", { tiers: [{ fromQuantity: 10, unitPriceMinor: 920 }] });
  stage.at(START + 2 * DAY + HOUR).poke();
  return stage;
}

/** The initiator's own company would like to sell, under another account. */
export function conflicted(): Stage {
  const stage = new Stage({ basis: BASIS }).publish().at(START + HOUR);
  stage.offerOfKin("Mia", INITIATOR);
  stage.offerOfKin("Nora", "Kim");
  stage.join("Kim");
  return stage;
}
