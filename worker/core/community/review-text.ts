import type { TextLimits } from "../text.ts";

export const REVIEW_TEXT: TextLimits = {
  graphemesMaximum: 1_000,
  bytesMaximum: 4_000,
  multiline: true,
  allowEmpty: true,
};
export const REPLY_TEXT: TextLimits = { graphemesMaximum: 1_000, bytesMaximum: 4_000, multiline: true };
