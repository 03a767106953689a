import type { DemandMatch } from "../../../worker/contract/offers.ts";
import type { MessageKey, Phrase } from "../i18n/translate.ts";

type Reason = DemandMatch["reasons"][number];

/** Why a demand was found, as a phrase for each thing that was asked for. */
export function reasonPhrase({ typed, met, field, stands }: Reason): Phrase {
  if (met === "meaning") return { key: "merchant.reason_meaning", args: { typed: apart(typed) } };
  if (stands === null) {
    const isRepaired = met === "repair" && field === "description";
    return { key: isRepaired ? "merchant.reason_repair_description" : UNSEEN[field], args: { typed: apart(typed) } };
  }
  const key = met === "repair" && field === "category" ? "merchant.reason_repair_category" : SEEN[met];
  return { key, args: { typed: apart(typed), stands: apart(stands) } };
}

const SEEN = {
  exact: "merchant.reason_exact",
  form: "merchant.reason_form",
  beginning: "merchant.reason_beginning",
  concept: "merchant.reason_concept",
  category: "merchant.reason_category",
  characters: "merchant.reason_characters",
  repair: "merchant.reason_repair",
} as const satisfies Record<Exclude<Reason["met"], "meaning">, MessageKey>;

const UNSEEN = {
  title: "merchant.reason_exact",
  category: "merchant.reason_category_unseen",
  description: "merchant.reason_description",
} as const satisfies Record<Reason["field"], MessageKey>;

/** Words of any script inside a sentence keep their own direction. */
export function apart(words: string): string {
  return `\u2068${words}\u2069`;
}
