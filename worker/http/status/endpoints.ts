import { ClockReport, Health, Status } from "../../contract/status.ts";
import { endpoint, openEndpoint, type Endpoint } from "../endpoint.ts";

export const statusEndpoints: readonly Endpoint[] = [
  openEndpoint({
    method: "get",
    path: "/status",
    summary: "Whether everything works now, and how the product kept its promise in the last hour and day.",
    status: 200,
    answer: Status,
    handle: ({ app }) => app.status.now(),
  }),
  openEndpoint({
    method: "post",
    path: "/clock-reports",
    summary: "What a page's clock did while it was looked at. Names nobody; only counted.",
    body: ClockReport,
    bodyBytesMaximum: 1_000,
    status: 204,
    handle: ({ app, body }) => app.status.reportClock(body),
  }),
  endpoint("operator:read", {
    method: "get",
    path: "/health",
    summary: "What each check found, the promise measured, and the sums of the books.",
    status: 200,
    answer: Health,
    handle: ({ app, caller }) => app.status.health(caller),
  }),
];
