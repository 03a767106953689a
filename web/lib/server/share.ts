import { codeOf } from "../../../worker/core/group-buy/state/tag.ts";
import type { GroupBuyResource } from "../../../worker/contract/group-buy.ts";
import { useCases, valueOf, type PageEvent } from "./platform.ts";

/** A group-buy as everybody may see it, whoever asks: what is shared must open for those it is shared with. */
export async function publicGroupBuy(
  event: PageEvent & { readonly params: { id: string } },
): Promise<GroupBuyResource> {
  return valueOf(await useCases(event).groupBuys.view(event.params.id, null));
}

/** The address to hand on: the short one where it leads here and nowhere else. */
export async function sharedLink(event: PageEvent, id: string): Promise<string> {
  const code = codeOf(id);
  const found = await useCases(event)
    .groupBuys.idOfCode(code)
    .catch(() => null); // Without the directory the long one is as good.
  return `${originOf(event)}/g/${found?.ok === true && found.value === id ? code : id}`;
}

export function pageLink(event: Pick<PageEvent, "platform" | "url">, id: string): string {
  return `${originOf(event)}/g/${id}`;
}

export function inviteLink(event: Pick<PageEvent, "platform" | "url">, code: string): string {
  return `${originOf(event)}/i/${code}`;
}

export function originOf({ platform, url }: Pick<PageEvent, "platform" | "url">): string {
  return platform?.origin ?? url.origin;
}

/** What crawlers and calendars may keep for a while; a moved deadline or a new price is not long in coming. */
export const KEPT_FOR_A_WHILE = "public, max-age=300";
