import type { Actor } from "../../worker/core/group-buy/commands.ts";

/** People by their first names. */

export const INITIATOR = "Ines";
export const OPERATOR = "Otto";

export function person(name: string, facts: Partial<Actor> = {}): Actor {
  return {
    personId: `usr_${name.toLowerCase()}`,
    pseudonym: `p-${name.toLowerCase()}`,
    name,
    country: "DE",
    merchantId: null,
    isOperator: name === OPERATOR,
    ...facts,
  };
}

export function merchant(name: string): Actor {
  return person(name, { merchantId: `mer_${name.toLowerCase()}` });
}
