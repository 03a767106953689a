import { createD1MailRecords } from "../adapters/catalogue/mail-records.ts";
import { createD1Mailbox } from "../adapters/catalogue/mailbox.ts";
import { createD1Notices } from "../adapters/catalogue/notices.ts";
import { platformLog } from "../adapters/log.ts";
import { createCloudflareMailer } from "../adapters/mail/cloudflare-email.ts";
import { createMailQueue } from "../adapters/mail/mail-queue.ts";
import { createResendWebhook } from "../adapters/mail/resend-events.ts";
import { createResendMailer } from "../adapters/mail/resend.ts";
import { timingSafeEqual } from "../adapters/timing-safe-equal.ts";
import { createMailCarrier } from "../app/mail/carrier.ts";
import { createMailEvents } from "../app/mail/events.ts";
import type { Mailer } from "../app/mail/mailer.ts";
import { createMuteLinks } from "../app/mail/mute-links.ts";
import { createPost } from "../app/mail/post.ts";
import { type NoticeDelivery, createNoticeDelivery } from "../app/notices/delivery.ts";
import type { Config } from "../env.ts";
import type { MailEdge } from "../http/mail/edge.ts";
import { clock, ids } from "./machine.ts";

const RESEND_ORIGIN = "https://api.resend.com";
const MAIL_TIMEOUT_MS = 8_000;

/** Mail: what brings it out of the house, the post that everything is handed to, and what is told of it afterwards. */
export function mailOf(env: Env, { mail, sessionPepper: pepper, publicOrigin }: Config) {
  const records = createD1MailRecords(env.CATALOGUE);
  const carrier = createMailCarrier({ mailer: mailerOf(env, mail), records, clock, pepper, log: platformLog });
  const queue = mail.service === "mailbox" ? null : createMailQueue(env.MAIL_QUEUE);
  return {
    records,
    carrier,
    post: createPost({ carrier, records, queue, pepper, log: platformLog }),
    events: createMailEvents({ records, pepper }),
    muteLinks: createMuteLinks({ origin: publicOrigin ?? "", pepper, sameDigest: timingSafeEqual }),
  };
}

export function deliveryOf(env: Env, config: Config): NoticeDelivery {
  const { post, muteLinks } = mailOf(env, config);
  return createNoticeDelivery({
    queue: createD1Notices(env.CATALOGUE),
    post,
    clock,
    origin: config.publicOrigin ?? "",
    muteUrlOf: (personId, topic) => muteLinks.urlOf(personId, topic),
    failed: (error) => platformLog.error("notice.fault", error),
  });
}

export function mailEdgeOf(env: Env, config: Config): MailEdge {
  const { events, muteLinks } = mailOf(env, config);
  const { mail } = config;
  const secret = mail.service === "resend" ? mail.webhookSecret : null;
  const webhook = secret && createResendWebhook(secret, () => clock.nowMs());
  return {
    async mute(m) {
      const wish = muteLinks.read(m);
      if (wish !== null) await createD1Notices(env.CATALOGUE).setMuted(wish.personId, wish.topic, true);
      return wish !== null;
    },
    hear:
      webhook &&
      (async (headers, body) => {
        const heard = await webhook.hear({ headers, body });
        if (heard.kind === "event") await events.note(heard.event);
        return heard.kind !== "unsigned";
      }),
  };
}

function mailerOf(env: Env, mail: Config["mail"]): Mailer {
  switch (mail.service) {
    case "mailbox":
      return createD1Mailbox(env.CATALOGUE, clock, ids);
    case "cloudflare":
      if (env.EMAIL === undefined) throw new Error("EMAIL is not bound.");
      return createCloudflareMailer(env.EMAIL, mail.sender);
    case "resend":
      return createResendMailer({
        ...mail,
        apiOrigin: RESEND_ORIGIN,
        fetch: (request) => fetch(request),
        timeoutMs: MAIL_TIMEOUT_MS,
      });
  }
}
