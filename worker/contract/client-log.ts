import { z } from "zod";
import type { ClientLog, LogEntry } from "../core/dispute/evidence.ts";

/** ms since the page began; a page asks for its own document before that. */
const Local = z.number();
const Instant = z.int(); // ms UTC
const Epoch = z.string().min(1).max(64);
const CommandId = z.string().min(1).max(64);
const LocalMoment = z.strictObject({ monotonicMs: Local, wallMs: z.number() });

const ServerTime = z.strictObject({
  earliestMs: z.number(),
  likelyMs: z.number(),
  latestMs: z.number(),
  state: z.enum(["syncing", "synced", "degraded", "stale", "suspect"]),
});

const Entry = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("exchange"),
    sentMs: Local,
    serverMs: Instant,
    receivedMs: Local,
    epoch: Epoch,
  }),
  z.strictObject({ type: z.literal("stamp"), serverMs: Instant, receivedMs: Local, epoch: Epoch }),
  z.strictObject({ type: z.literal("heartbeat"), monotonicMs: Local, wallMs: z.number(), visible: z.boolean() }),
  z.strictObject({ type: z.literal("probeSent"), localMs: Local }),
  z.strictObject({ type: z.literal("deadline"), localMs: Local, deadlineMs: Instant }),
  z.strictObject({ type: z.literal("link"), localMs: Local, state: z.string().max(32) }),
  z.strictObject({
    type: z.literal("press"),
    localMs: Local,
    command: z.enum(["join", "leave"]),
    commandId: CommandId,
    isRepeat: z.boolean(),
    time: ServerTime.nullable(),
    shown: z.strictObject({ localMs: Local, remainingMs: z.number(), text: z.string().max(64) }).nullable(),
  }),
  z.strictObject({
    type: z.literal("answer"),
    localMs: Local,
    commandId: CommandId,
    accepted: z.boolean(),
    receiptId: z.string().max(64).nullable(),
  }),
]) satisfies z.ZodType<LogEntry>;

/** A page's clock log as a file. What each entry means: `ClientLog` in core/dispute/evidence.ts. */
export const ClientLogFile = z.strictObject({
  kind: z.literal("onebell-client-log"),
  version: z.literal(1),
  groupBuyId: z.string().nullable(),
  grainMs: z.number().positive().max(1_000),
  userAgent: z.string().max(1_000),
  openedAt: LocalMoment,
  savedAt: LocalMoment,
  dropped: z.int().min(0),
  entries: z.array(Entry),
}) satisfies z.ZodType<ClientLog>;
