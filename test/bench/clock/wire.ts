/** Sizes on the wire: the payload and the header of its WebSocket frame (RFC 6455; the client's frames carry a mask). */
import type { MessageSize } from "./page.ts";

const CLIENT_HEADER_BYTES = 6;
const SERVER_HEADER_BYTES = 2;

/** Our frames carry an epoch of eight letters. */
const PROBE: MessageSize = messageSize('{"t":"p","i":12}', '{"t":"q","i":12,"s":1730000000123,"e":"3f9c01ab"}');
const COUNTDOWN_BYTES = frameBytes('{"t":"k","s":1730000000123,"e":"3f9c01ab","d":1730000600000}');

export const SIZES = { probe: PROBE, countdownBytes: COUNTDOWN_BYTES } as const;

export function messageSize(request: string, answer: string): MessageSize {
  return { requestBytes: request.length + CLIENT_HEADER_BYTES, answerBytes: frameBytes(answer) };
}

export function frameBytes(payload: string): number {
  return payload.length + SERVER_HEADER_BYTES;
}
