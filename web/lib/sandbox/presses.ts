import type { SandboxBankEventKind, SandboxBook } from "../../../worker/contract/sandbox.ts";

/** A cost is found by the next close, not by a panel. */
export const BANK_PRESSES = [
  "hold_dropped",
  "review_opened",
  "review_passed",
  "review_failed",
  "dispute_opened",
  "dispute_won",
  "dispute_lost",
  "refund_returned",
  "payout_returned",
] as const satisfies readonly SandboxBankEventKind[];
export type BankPress = (typeof BANK_PRESSES)[number];

/** Every button of the panel, by what its form sends. */
export const PRESSES = [
  "last_seconds",
  "bell",
  "next",
  "hour",
  "day",
  "few",
  "minimum",
  "full",
  "offer",
  "choose",
  "pay",
  "ship",
  "receive",
  ...BANK_PRESSES,
] as const;
export type Press = (typeof PRESSES)[number];

export function isPress(text: string): text is Press {
  return (PRESSES as readonly string[]).includes(text);
}

export function isBankPress(press: Press): press is BankPress {
  return (BANK_PRESSES as readonly string[]).includes(press);
}

const TO_THE_BELL: ReadonlySet<string> = new Set(["open", "suspended"]);

/** The buttons that can do something now, in the order of a life. */
export function openPresses({ state, seats, clock, steps, bankEvents }: SandboxBook): readonly Press[] {
  const taken = seats.verified + seats.held;
  const isOpen = state === "open";
  const isFull = seats.maximum !== null && taken >= seats.maximum;
  const isBefore = clock.nowMs < Date.parse(clock.closesAt);
  return PRESSES.filter((press) => {
    switch (press) {
      case "few":
        return isOpen && !isFull;
      case "minimum":
        return isOpen && taken < seats.minimum;
      case "full":
        return isOpen && seats.maximum !== null && !isFull;
      case "offer":
        return isOpen || state === "closing" || state === "selecting";
      case "last_seconds":
        return TO_THE_BELL.has(state) && clock.nowMs < Date.parse(clock.closesAt) - 10_000;
      case "bell":
        return TO_THE_BELL.has(state) && isBefore;
      case "next":
        return clock.next !== null;
      case "hour":
      case "day":
        return true;
      default:
        return isBankPress(press) ? bankEvents.includes(press) : steps.includes(press);
    }
  });
}

/** What moves the life on from here; pressed again and again it is led to its end. Null where it is over. */
export function nextPress(book: SandboxBook): Press | null {
  const open = openPresses(book);
  const [step] = book.steps;
  if (step !== undefined) return step;
  if (open.includes("minimum")) return "minimum";
  if (book.state === "open" && book.offers === 0) return "offer";
  if (open.includes("bell")) return "bell";
  return open.includes("next") ? "next" : null;
}
