import { numberIn, operatorOf, reading, textIn, type Given, type Readings, type Scene } from "./reading.ts";

/** What operators did: that they may is not derived, what comes of it is. */
export function* ofOperators(scene: Scene): Readings {
  const { leaf } = scene;
  if (leaf.type === "clock_moved") {
    const moved = reading(scene, "input", { type: "move_clock", aheadMs: numberIn(leaf, "aheadMs") ?? 0 });
    return yield { ...moved, isCommand: null };
  }
  const command = commandOf(scene);
  if (command) yield reading(scene, "input", command, operatorOf(leaf));
}

function commandOf({ groupBuy, leaf, standIns, foresight }: Scene): Given | null {
  const words = textIn(leaf, "words");
  switch (leaf.type) {
    case "suspended":
      return { type: "suspend", words };
    case "resumed":
      return { type: "resume", words };
    case "cancel_proposed":
      return { type: "call_off", words };
    case "cancelled":
      return textIn(leaf, "reason") === "by_operator" ? { type: "call_off", words } : null;
    case "extension_proposed": {
      const decided = foresight.extensionAfter(leaf.seq);
      if (decided) {
        return { type: "extend", closesAtMs: numberIn(decided, "closesAtMs") ?? 0, words: textIn(decided, "words") };
      }
      // To when is not said of what came to nothing: to some other moment than was proposed before.
      const laterMs = Math.max(groupBuy.terms.closesAtMs, Math.ceil(leaf.at / 1_000) * 1_000);
      return { type: "extend", closesAtMs: laterMs + leaf.seq * 1_000, words };
    }
    case "incident_extended":
      return { type: "extend", closesAtMs: numberIn(leaf, "closesAtMs") ?? 0, words };
    case "removed":
      return { type: "remove_member", seq: leaf.about?.member ?? 0, words };
    case "refund_retried": {
      const leg = standIns.leg(groupBuy, leaf.about?.leg, leaf.actor);
      return leg && { type: "retry_refund", legId: leg.id, words };
    }
    default:
      return null;
  }
}
