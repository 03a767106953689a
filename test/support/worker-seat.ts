import type { Caller } from "../../worker/app/app.ts";
import { toBase64Url } from "../../worker/core/base64url.ts";
import { assert } from "../../worker/core/result.ts";
import { person } from "./group-buy-persons.ts";
import { ORIGIN } from "./worker-life.ts";
import { Line } from "./worker-socket.ts";
import type { Stand } from "./worker-stand.ts";

/** A line into an object on a stand: it hears as a client does and is handed its frames as the platform would. */
export interface Seat {
  readonly line: Line;
  /** The object's end of it. */
  readonly server: WebSocket;
  /** Returns when the object's handler has. */
  say(frame: object): void;
}

/** @param name null for one who only watches */
export async function seat(stand: Stand, name: string | null): Promise<Seat> {
  const before = new Set(stand.state.getWebSockets());
  const response = await stand.object.fetch(
    new Request(`${ORIGIN}/ws`, {
      headers: { upgrade: "websocket", ...(name !== null && { "x-onebell-caller": JSON.stringify(callerOf(name)) }) },
    }),
  );
  const server = stand.state.getWebSockets().find((socket) => !before.has(socket));
  assert(server && response.webSocket, "the upgrade is answered with a socket");
  return {
    line: new Line(response.webSocket),
    server,
    say: (frame) => stand.object.webSocketMessage(server, JSON.stringify(frame)),
  };
}

function callerOf(name: string): Caller {
  const { personId } = person(name);
  return {
    personId,
    name,
    country: "DE",
    merchantId: null,
    roles: ["buyer"],
    scopes: ["joins:write"],
    credentialId: "key_1",
    pseudonymKey: toBase64Url(new Uint8Array(32)),
  } as unknown as Caller; // As the edge writes it, as far as the hub reads it.
}
