import type { BalanceInput, ChangeInput, JoinInput } from "../../contract/group-buy.ts";
import type { OfferInput } from "../../contract/offers.ts";
import { fieldProblem, problem, type Problem } from "../../contract/problems.ts";
import type { PersonCommand } from "../../core/group-buy/commands.ts";
import type { OfferBody } from "../../core/group-buy/state/offer.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { checkText } from "../../core/text.ts";
import { parseInstant } from "../../core/time/instant.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/** A join as typed by a client, by REST or as a frame: the same command either way (decision on joins). */
export function joinCommand(input: JoinInput): Result<OfType<"join">, Problem> {
  const deliverBy = instantOrNull(input.deliverBy, "/deliverBy");
  if (!deliverBy.ok) return deliverBy;
  return ok({
    type: "join",
    quantity: input.quantity,
    termsHash: input.termsHash,
    priceCeilingMinor: input.priceCeiling?.amount ?? null,
    currency: input.priceCeiling?.currency ?? null,
    deliverByMs: deliverBy.value,
    country: input.country,
    ...(input.buyer && { buyer: input.buyer }),
    waitlist: input.waitlist,
    instrument: input.instrument ?? null,
    armedLegId: input.armedLegId ?? null,
    ...(input.quantityFlexible && { flexible: input.quantityFlexible }),
  });
}

/** Another quantity, by REST or as a frame. */
export function changeCommand({ quantity, instrument, quantityFlexible }: ChangeInput): OfType<"change_quantity"> {
  return {
    type: "change_quantity",
    quantity,
    instrument: instrument ?? null,
    ...(quantityFlexible !== undefined && { flexible: quantityFlexible }),
  };
}

export function balanceCommand(input: BalanceInput): Result<OfType<"pay_balance">, Problem> {
  const { address, instrument } = input;
  if (!address) return ok({ type: "pay_balance", instrument, address: null });
  const lines: Record<string, string> = {};
  for (const [key, value] of Object.entries<string | undefined>(address)) {
    if (value === undefined) continue;
    const checked = checkText(value, { graphemesMaximum: 100, bytesMaximum: 400 });
    if (!checked.ok)
      return err(fieldProblem(checked.error, `/address/${key}`, "This line of the address is not usable."));
    lines[key] = checked.value;
  }
  const { name = "", line1 = "", city = "", country = "", line2, postcode } = lines;
  return ok({
    type: "pay_balance",
    instrument,
    address: { name, line1, city, country, ...(line2 && { line2 }), ...(postcode && { postcode }) },
  });
}

/** An offer with its one currency, or the answer "cannot supply", which needs nothing else (O1). */
export function offerBody(input: OfferInput): Result<{ body: OfferBody; currency: string | null }, Problem> {
  const note = noteOf(input.note);
  if (!note.ok) return note;
  const validUntil = instantOrNull(input.validUntil, "/validUntil");
  if (!validUntil.ok) return validUntil;
  const { tiers = [], delivery = [] } = input;
  const currencies = new Set(
    [...tiers.map((tier) => tier.unitPrice), ...delivery.map((rate) => rate.perUnit)].map((m) => m.currency),
  );
  if (currencies.size > 1) {
    return err(
      problem("currency-mismatch", { detail: "All amounts of an offer are in the currency of the group-buy." }),
    );
  }
  const [currency = null] = currencies;
  return ok({
    currency,
    body: {
      canSupply: input.canSupply,
      tiers: tiers.map((tier) => ({ fromQuantity: tier.fromQuantity, unitPriceMinor: tier.unitPrice.amount })),
      delivery: delivery.map((rate) => ({ country: rate.country, perUnitMinor: rate.perUnit.amount })),
      quantityMaximum: input.quantityMaximum ?? null,
      leadTimeDays: input.leadTimeDays ?? null,
      validUntilMs: validUntil.value,
      firm: input.firm ?? true,
      note: note.value,
    },
  });
}

function noteOf(note: string | undefined): Result<string | null, Problem> {
  if (note === undefined) return ok(null);
  const checked = checkText(note, { graphemesMaximum: 1_000, bytesMaximum: 4_000, multiline: true });
  return checked.ok ? checked : err(fieldProblem(checked.error, "/note", "The note is not usable."));
}

export function instantOrNull(text: string | undefined, pointer: string): Result<number | null, Problem> {
  if (text === undefined) return ok(null);
  const parsed = parseInstant(text);
  return parsed.ok ? parsed : err(fieldProblem(parsed.error, pointer, "An RFC 3339 timestamp with a zone is needed."));
}
