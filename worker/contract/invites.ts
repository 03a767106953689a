import { z } from "zod";
import { INVITE_JOINS_MAXIMUM } from "../core/community/invites.ts";
import { Timestamp } from "./shared.ts";

export const InviteInput = z.strictObject({
  name: z.string().optional(), // for the inviter's own eyes: "my running club"
  showsName: z.boolean().optional(), // whether the page says who has invited; an initiator's name is public anyway
  joinsMaximum: z.int().min(1).max(INVITE_JOINS_MAXIMUM).optional(),
  expiresAt: z.string().optional(),
});
export type InviteInput = z.infer<typeof InviteInput>;

/** An invite as its inviter sees it: how many it brought, never who (C7). */
export const Invite = z.object({
  id: z.string(),
  groupBuyId: z.string(),
  code: z.string(),
  name: z.string(),
  showsName: z.boolean(),
  joinsMaximum: z.int().nullable(),
  expiresAt: Timestamp.nullable(),
  createdAt: Timestamp,
  revokedAt: Timestamp.nullable(),
  isOpen: z.boolean(),
  looked: z.int(),
  joined: z.int(), // people with a place
  quantity: z.int(), // their places together
});
export type Invite = z.infer<typeof Invite>;

/** An invite as whoever follows it sees it. */
export const Invitation = z.object({
  code: z.string(),
  groupBuyId: z.string(),
  by: z.object({ name: z.string().nullable(), isInitiator: z.boolean() }), // null: they would rather not say
});
export type Invitation = z.infer<typeof Invitation>;

export const ArrivalInput = z.strictObject({ code: z.string() });
