import type { Flexibility } from "../../../worker/contract/group-buy.ts";
import { text, whole } from "./command.ts";

/**
 * How far somebody would go for whole packs, as typed. Without scripts the field does not follow the quantity, so what is
 * below it, or left empty, means exactly so many. Null where nothing was asked.
 */
export function flexibilityIn(form: FormData, quantity: number): Flexibility | null {
  if (!form.has("upTo") || Number.isNaN(quantity)) return null;
  const upTo = whole(form, "upTo");
  return { upTo: Number.isNaN(upTo) ? quantity : Math.max(upTo, quantity), orFewer: text(form, "orFewer") !== "" };
}
