import { fail } from "@sveltejs/kit";
import type { AttemptReceipt } from "../../../worker/contract/group-buy.ts";
import type { Problem, Slug } from "../../../worker/contract/problems.ts";
import { loadAllMessages } from "../i18n/load.ts";
import { newCommandId } from "../chance.ts";
import { createTranslator, type MessageArguments, type Translator } from "../i18n/translate.ts";

/** A refusal in the visitor's words: which field, and what to do. The page shows it where it belongs. */
export interface Refusal {
  readonly slug: string;
  readonly text: string;
  /** By name of the form's field. */
  readonly fields: Readonly<Record<string, string>>;
  readonly receiptId?: string;
  /** Instead, where nothing was judged: to be saved by whoever pressed (T6). */
  readonly attempt?: AttemptReceipt;
  /** What the next press goes by: what this one went by where nobody said what became of it, else another. */
  readonly commandId?: string;
}

export async function translatorFor(locale: string): Promise<Translator> {
  const catalogue = await loadAllMessages(locale);
  return createTranslator(locale, () => catalogue);
}

/** The words for a problem, by slug from the catalogue; a slug without words falls back to the developers' title. */
export function refusalOf(problem: Problem, translator: Translator, values: MessageArguments = {}): Refusal {
  const facts = { ...problem.facts, ...values };
  const fields = Object.fromEntries(
    (problem.errors ?? []).map((fault) => [
      fieldOf(fault.pointer),
      wordsOf(translator, fault.code, facts) ?? fault.detail,
    ]),
  );
  return {
    slug: problem.slug,
    text: wordsOf(translator, problem.slug, facts) ?? problem.title,
    fields,
    ...(problem.receipt !== undefined && { receiptId: problem.receipt.id }),
    ...(problem.attempt !== undefined && { attempt: problem.attempt }),
  };
}

/** The answer of an action that was refused; what was typed comes back with it. */
export async function refuse<Values extends Record<string, unknown>>(
  event: { readonly locals: { readonly locale: string } },
  problem: Problem,
  values: Values,
) {
  const refusal = refusalOf(problem, await translatorFor(event.locals.locale));
  const commandId = problem.attempt === undefined ? newCommandId() : values["commandId"];
  return fail(problem.status, {
    refusal: { ...refusal, ...(typeof commandId === "string" && { commandId }) } satisfies Refusal,
    values,
  });
}

/** Refuses what the page itself can see to be unusable, in the same words as the API would. */
export async function refuseField<Values extends Record<string, unknown>>(
  event: { readonly locals: { readonly locale: string } },
  slug: Slug,
  field: string,
  values: Values,
) {
  const translator = await translatorFor(event.locals.locale);
  const text = wordsOf(translator, slug, {}) ?? slug;
  const refusal: Refusal = { slug, text, fields: { [field]: text } };
  return fail(422, { refusal, values });
}

/** "/targetUnitPrice/amount" is the form's field "targetUnitPrice". */
function fieldOf(pointer: string): string {
  return pointer.replace(/^[/?]/, "").split("/")[0] ?? "";
}

/** Refusals that also travel over the socket are in a group that the browser has; all others stay on the server. */
function wordsOf(translator: Translator, slug: string, facts: MessageArguments): string | null {
  return translator.find(`refusal.${slug}`, facts) ?? translator.find(`problem.${slug}`, facts);
}
