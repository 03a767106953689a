import { z } from "zod";
import { MailBlock, NoticeChoices, NoticeChoicesInput, PersonalNotice } from "../../contract/notices.ts";
import { pageOf } from "../../contract/shared.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { PageParameters } from "../parameters.ts";

export const noticeEndpoints: readonly Endpoint[] = [
  endpoint("profile:read", {
    method: "get",
    path: "/me/notices",
    summary: "What I was told, newest first, in my language; instants in my zone and in UTC.",
    query: z.object(PageParameters),
    status: 200,
    answer: pageOf(PersonalNotice),
    refusals: ["cursor-invalid"],
    handle: ({ app, caller, query }) => app.notices.mine(caller, query),
  }),
  endpoint("profile:write", {
    method: "post",
    path: "/me/notices/read",
    summary: "Mark everything I was told so far as read; again changes nothing.",
    status: 204,
    handle: ({ app, caller }) => app.notices.markRead(caller),
  }),
  endpoint("profile:read", {
    method: "get",
    path: "/me/notice-choices",
    summary: "Which messages I am sent besides what is asked of me and what becomes of my money.",
    status: 200,
    answer: NoticeChoices,
    handle: ({ app, caller }) => app.notices.choices(caller),
  }),
  endpoint("profile:write", {
    method: "patch",
    path: "/me/notice-choices",
    summary: "Turn reminders before the bell, or news of how it goes, on or off.",
    body: NoticeChoicesInput,
    status: 200,
    answer: NoticeChoices,
    handle: ({ app, caller, body }) => app.notices.choose(caller, body),
  }),
  endpoint("profile:read", {
    method: "get",
    path: "/me/mail-block",
    summary: "Whether my address gets no messages by mail, since when, and why. Sign-in codes are sent all the same.",
    status: 200,
    answer: z.object({ block: MailBlock.nullable() }),
    handle: ({ app, caller }) => app.notices.mailBlock(caller),
    reply: (block) => ({ body: { block } }),
  }),
  endpoint("profile:write", {
    method: "delete",
    path: "/me/mail-block",
    summary: "Write to my address again; again changes nothing.",
    status: 204,
    handle: ({ app, caller }) => app.notices.writeAgain(caller),
  }),
];
