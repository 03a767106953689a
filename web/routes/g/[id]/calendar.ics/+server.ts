import { bellFile, type BellEntry } from "../../../../../worker/core/calendar/bell-file.ts";
import type { GroupBuyResource } from "../../../../../worker/contract/group-buy.ts";
import { translatorFor } from "#lib/server/answers.ts";
import { KEPT_FOR_A_WHILE, pageLink, publicGroupBuy, sharedLink } from "#lib/server/share.ts";
import type { RequestHandler } from "./$types";

export const GET: RequestHandler = async (event) => {
  const groupBuy = await publicGroupBuy(event);
  const { t } = await translatorFor(event.locals.locale);
  const file = bellFile({
    groupBuyId: groupBuy.id,
    revision: groupBuy.deadlineMoves ?? 0,
    closesAtMs: Date.parse(groupBuy.closesAt),
    stampMs: Date.parse(groupBuy.effectiveAt),
    summary: t("share.calendar_summary", { title: groupBuy.title }),
    description: `${t("share.calendar_line")}\n${await sharedLink(event, groupBuy.id)}`,
    url: pageLink(event, groupBuy.id),
    standing: standingOf(groupBuy),
  });
  return new Response(file, {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `attachment; filename="onebell-${groupBuy.id.slice(-6)}.ics"`,
      "cache-control": KEPT_FOR_A_WHILE.replace("public", "private"), // In the language of whoever asked.
    },
  });
};

/** A group-buy that was called off rings no bell; one that ended after its bell has rung it. */
function standingOf({ state }: GroupBuyResource): BellEntry["standing"] {
  if (state === "cancelled") return "moot";
  return state === "suspended" ? "suspended" : "sure";
}
