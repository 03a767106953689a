import { error, type RequestEvent } from "@sveltejs/kit";
import { refuse } from "#lib/server/answers.ts";
import { text } from "#lib/server/command.ts";
import { useCases, valueOf } from "#lib/server/platform.ts";
import { takePress } from "#lib/server/sandbox.ts";
import { isPress } from "#lib/sandbox/presses.ts";
import type { Actions, PageServerLoad } from "./$types";

/** There is none where money is real. */
function sandboxOf(event: RequestEvent) {
  const { sandbox } = useCases(event);
  if (sandbox === null) error(404, "There is nothing here.", { slug: "not-found" });
  return sandbox;
}

export const load: PageServerLoad = async (event) => {
  const sandbox = sandboxOf(event);
  const { caller } = event.locals;
  const [groupBuy, book] = await Promise.all([
    useCases(event).groupBuys.view(event.params.id, caller),
    sandbox.book(caller, event.params.id),
  ]);
  const { id, title } = valueOf(groupBuy);
  return { id, title, book: valueOf(book) };
};

export const actions: Actions = {
  default: async (event) => {
    const sandbox = sandboxOf(event);
    const { caller } = event.locals;
    const press = text(await event.request.formData(), "press");
    if (!isPress(press)) error(400);
    const answer = await takePress(sandbox, caller, event.params.id, press);
    if (!answer.ok) return refuse(event, answer.error, {});
    const book = await sandbox.book(caller, event.params.id);
    const { ran, events } = answer.value;
    return { pressed: { press, ran, events }, ...(book.ok && { book: book.value }) };
  },
};
