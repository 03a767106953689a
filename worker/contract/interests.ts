import { z } from "zod";
import { GROUP_BUY_STATES } from "../core/group-buy/state/states.ts";
import type { Reading } from "../core/matching/reading.ts";
import { DemandHit } from "./offers.ts";
import { Money, Timestamp } from "./shared.ts";

/** What a merchant waits for: all of the words, and what the filters say. At least words or categories. */
export const InterestInput = z.strictObject({
  name: z.string().optional(), // for the merchant's own eyes; the words where it is left out
  words: z.string().optional(),
  categories: z.array(z.string()).optional(), // any of them
  countries: z.array(z.string()).optional(), // ships to any of them
  languages: z.array(z.string()).optional(), // written in any of them
  currency: z.string().optional(),
  priceMinimum: Money.optional(), // of the target price each
  priceMaximum: Money.optional(),
  quantityMinimum: z.int().optional(), // of the group's own minimum
  quantityMaximum: z.int().optional(),
});
export type InterestInput = z.infer<typeof InterestInput>;

export const Interest = z.object({
  id: z.string(),
  version: z.int(),
  name: z.string(),
  words: z.string(),
  categories: z.array(z.string()),
  countries: z.array(z.string()),
  languages: z.array(z.string()),
  currency: z.string().nullable(),
  priceMinimum: Money.nullable(),
  priceMaximum: Money.nullable(),
  quantityMinimum: z.int().nullable(),
  quantityMaximum: z.int().nullable(),
  isPaused: z.boolean(),
  createdAt: Timestamp,
  openDemands: z.int(), // found for it since it was saved, and open now
  foundAt: Timestamp.nullable(), // when the last demand was found for it
});
export type Interest = z.infer<typeof Interest>;

export const InterestPause = z.strictObject({ isPaused: z.boolean() });

/** What it would find among the demands that are open now. `count` is the least where there are more. */
export const InterestPreview = z.object({
  count: z.int(),
  isMore: z.boolean(),
  demands: z.array(DemandHit),
  repaired: z.array(z.object({ typed: z.string(), read: z.array(z.string()) })), // no open demand says what was typed, but these
  unmet: z.array(z.string()), // no open demand says these, nor anything like them
});
export interface InterestPreview extends Omit<z.infer<typeof InterestPreview>, keyof Reading>, Reading {}

/** A demand that was found for an interest, as it stands now; `why` lists the words that matched. */
export const InterestDemand = z.object({
  groupBuyId: z.string(),
  title: z.string(),
  state: z.enum(GROUP_BUY_STATES),
  closesAt: Timestamp,
  foundAt: Timestamp,
  why: z.array(z.string()),
});
export type InterestDemand = z.infer<typeof InterestDemand>;

export const TELLING_PACES = ["at_once", "daily"] as const;
export const TOLD_PER_DAY_MAXIMUM = 50;

/** How I am told: at once, so many times a day at most and the rest in the morning; or everything in the morning. */
export const InterestChoices = z.object({
  pace: z.enum(TELLING_PACES),
  perDay: z.int().min(1).max(TOLD_PER_DAY_MAXIMUM),
});
export type InterestChoices = z.infer<typeof InterestChoices>;

export const InterestChoicesInput = z.strictObject({
  pace: z.enum(TELLING_PACES).optional(),
  perDay: z.int().min(1).max(TOLD_PER_DAY_MAXIMUM).optional(),
});
