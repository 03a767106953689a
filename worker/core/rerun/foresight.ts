import type { Leaf } from "../verify/leaf.ts";

/**
 * What is private when an entry is written and shows in what follows: whether a payment came with an instrument, how much
 * one was about that was made before its seat. Private facts are chosen as the log needs them, never against it.
 */
export class Foresight {
  readonly #ofLeg = new Map<number, Leaf[]>();
  readonly #bonds = new Set<number>();
  readonly #extensions: Leaf[] = [];

  constructor(leaves: Iterable<Leaf>) {
    for (const leaf of leaves) {
      const leg = leaf.about?.leg;
      if (leg !== undefined) {
        const list = this.#ofLeg.get(leg);
        if (list) list.push(leaf);
        else this.#ofLeg.set(leg, [leaf]);
      }
      if (leaf.type === "bond_opened") this.#bonds.add(leaf.seq);
      if (leaf.type === "extension_proposed" || leaf.type === "incident_extended") this.#extensions.push(leaf);
    }
  }

  isOfBond(legSeq: number | undefined): boolean {
    return legSeq !== undefined && this.#bonds.has(legSeq);
  }

  /** The next entry about a payment after this one. */
  nextOfLeg(legSeq: number, afterSeq: number): Leaf | null {
    return this.#ofLeg.get(legSeq)?.find(({ seq }) => seq > afterSeq) ?? null;
  }

  /** The same of what was said of the payment itself: that its part of a seat has ended says nothing of its money. */
  nextOfMoney(legSeq: number, afterSeq: number): Leaf | null {
    return this.#ofLeg.get(legSeq)?.find(({ seq, type }) => seq > afterSeq && type !== "part_ended") ?? null;
  }

  /** Whether a payment had an instrument when it began: the provider said something of it before anybody named one. */
  isInstrumentGiven(legSeq: number): boolean {
    const next = this.nextOfLeg(legSeq, legSeq);
    return next !== null && next.type !== "leg_confirmed";
  }

  /** How much was held or taken first; null where nothing ever was. */
  amountOfLeg(legSeq: number): number | null {
    const held = this.#ofLeg.get(legSeq)?.find(({ type }) => type === "deposit_held" || type === "deposit_captured");
    return numberOf(held?.open["amount"]);
  }

  /** Of a payment that was made before its seat: for how many places it came to be used. */
  quantityOfLeg(legSeq: number): number | null {
    const used = this.#ofLeg.get(legSeq)?.find(({ type }) => type === "joined" || type === "promoted_armed");
    return numberOf(used?.open["qty"]);
  }

  /** The entry by which a proposal of another deadline came about, if it did. */
  extensionAfter(seq: number): Leaf | null {
    const next = this.#extensions.find((leaf) => leaf.seq > seq);
    return next?.type === "incident_extended" ? next : null;
  }
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}
