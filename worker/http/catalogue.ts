import type { App } from "../app/app.ts";
import { demandEndpoints } from "./demands/endpoints.ts";
import type { Endpoint } from "./endpoint.ts";
import { groupBuyEndpoints } from "./group-buys/endpoints.ts";
import { interestEndpoints } from "./interests/endpoints.ts";
import { inviteEndpoints } from "./invites/endpoints.ts";
import { joinEndpoints } from "./joins/endpoints.ts";
import { ledgerEndpoints } from "./ledger/endpoints.ts";
import { legEndpoints, sandboxLegEndpoints } from "./legs/endpoints.ts";
import { noticeEndpoints } from "./notices/endpoints.ts";
import { offerEndpoints } from "./offers/endpoints.ts";
import { operatorEndpoints } from "./operators/endpoints.ts";
import { orderEndpoints } from "./orders/endpoints.ts";
import { peopleEndpoints } from "./people/endpoints.ts";
import { questionEndpoints } from "./questions/endpoints.ts";
import { receiptEndpoints } from "./receipts/endpoints.ts";
import { reportEndpoints } from "./reports/endpoints.ts";
import { reviewEndpoints } from "./reviews/endpoints.ts";
import { sandboxEndpoints } from "./sandbox/endpoints.ts";
import { statusEndpoints } from "./status/endpoints.ts";

/** A chapter of the API's document. */
export interface Chapter {
  readonly tag: string;
  readonly endpoints: readonly Endpoint[];
}

/** Every call there is, by chapter. */
export function chaptersOf({ sandbox }: Pick<App, "sandbox">): readonly Chapter[] {
  return [
    { tag: "People", endpoints: peopleEndpoints },
    { tag: "Notices", endpoints: noticeEndpoints },
    { tag: "Group-buys", endpoints: groupBuyEndpoints },
    { tag: "Joins", endpoints: joinEndpoints },
    { tag: "Payments", endpoints: legEndpoints },
    { tag: "Ledger", endpoints: ledgerEndpoints },
    { tag: "Receipts", endpoints: receiptEndpoints },
    { tag: "Demands", endpoints: demandEndpoints },
    { tag: "Interests", endpoints: interestEndpoints },
    { tag: "Offers", endpoints: offerEndpoints },
    { tag: "Orders", endpoints: orderEndpoints },
    { tag: "Operators", endpoints: operatorEndpoints },
    { tag: "Questions", endpoints: questionEndpoints },
    { tag: "Invites", endpoints: inviteEndpoints },
    { tag: "Reviews", endpoints: reviewEndpoints },
    { tag: "Reports", endpoints: reportEndpoints },
    { tag: "Status", endpoints: statusEndpoints },
    ...(sandbox === null
      ? []
      : [{ tag: "Sandbox", endpoints: [...sandboxEndpoints(sandbox), ...sandboxLegEndpoints] }]),
  ];
}
