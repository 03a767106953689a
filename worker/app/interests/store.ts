import type { InterestFilters } from "../../core/interests/match.ts";
import type { Keyset, KeysetPage } from "../directory.ts";
import type { FiledWords } from "./refiling.ts";

/** What a merchant waits for. */
export interface InterestTerms {
  readonly name: string;
  /** As typed; empty where the filters say it all. */
  readonly words: string;
  readonly filters: InterestFilters;
}

export interface StoredInterest extends InterestTerms {
  readonly id: string;
  readonly commandId: string;
  readonly version: number;
  readonly merchantId: string;
  readonly personId: string;
  readonly isPaused: boolean;
  readonly createdAtMs: number;
  /** Demands found for it that are open, and when the last one of all was found. */
  readonly openDemands: number;
  readonly foundAtMs: number | null;
}

export type NewInterest = InterestTerms &
  Pick<StoredInterest, "id" | "commandId" | "merchantId" | "personId" | "createdAtMs">;

/** A demand that was found for an interest, as it stands now. */
export interface FoundDemand {
  readonly groupBuyId: string;
  readonly title: string;
  readonly language: string;
  readonly state: string;
  readonly closesAtMs: number;
  readonly foundAtMs: number;
}

/** At once, so many a day at most, and what is beyond in the morning; or everything in the morning. */
export interface TellingChoices {
  readonly pace: "at_once" | "daily";
  readonly perDay: number;
}

export const TELLING_DEFAULTS: TellingChoices = { pace: "at_once", perDay: 10 };

export interface InterestStore {
  /** Null where the person has as many as they may. The same command again answers with the interest that it made. */
  add(interest: NewInterest, filed: FiledWords, maximum: number): Promise<StoredInterest | null>;
  /** Newest first. */
  of(personId: string): Promise<readonly StoredInterest[]>;
  one(id: string): Promise<StoredInterest | null>;
  /** Null where it is not this version any more, or gone. */
  replace(
    id: string,
    version: number,
    terms: InterestTerms,
    filed: FiledWords,
    nowMs: number,
  ): Promise<StoredInterest | null>;
  /** Null where it is gone. What is so already is not changed. */
  pause(id: string, isPaused: boolean, nowMs: number): Promise<StoredInterest | null>;
  /** With its keys and everything that was found for it. */
  remove(id: string): Promise<void>;
  /** What was found for it, newest first. */
  found(id: string, limit: number, after?: Keyset): Promise<KeysetPage<FoundDemand>>;
  choices(personId: string): Promise<TellingChoices>;
  choose(personId: string, choices: TellingChoices): Promise<void>;
}
