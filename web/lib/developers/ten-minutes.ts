export type StepName = "key" | "search" | "read" | "offer" | "rank" | "orders";

/**
 * The way from nothing to an offer, shortened from docs/merchants.md, with the address of this deployment in it. Where
 * there is no sandbox nobody gets a key by asking.
 */
export function tenMinutes(
  origin: string,
  hasSandbox: boolean,
): readonly { readonly name: StepName; readonly command: string }[] {
  const api = `${origin}/api/v1`;
  const authorized = `curl -sS -H "Authorization: Bearer $ONEBELL_KEY" \\
 `;
  const sandboxKey = `ONEBELL_KEY=$(curl -sS -X POST '${api}/sandbox/actors' \\
  -H 'Content-Type: application/json' \\
  --data '{"role":"merchant","name":"Brass and Sons","country":"DE"}' |
  sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`;
  return [
    {
      name: "key",
      command: hasSandbox ? sandboxKey : `ONEBELL_KEY='<your key>'\n${authorized} '${api}/me'`,
    },
    { name: "search", command: `${authorized} '${api}/demands?q=coffee&country=DE'` },
    { name: "read", command: `DEMAND='<id of a hit>'\n${authorized} "${api}/demands/$DEMAND"` },
    {
      name: "offer",
      command: `curl -sSi -X POST "${api}/demands/$DEMAND/offers" \\
  -H "Authorization: Bearer $ONEBELL_KEY" \\
  -H 'Content-Type: application/json' \\
  -H 'Idempotency-Key: offer-1' \\
  --data '{
    "canSupply": true,
    "tiers": [
      { "fromQuantity": 1, "unitPrice": { "amount": 1100, "currency": "EUR" } }
    ],
    "delivery": [
      { "country": "DE", "perUnit": { "amount": 50, "currency": "EUR" } }
    ],
    "leadTimeDays": 7
  }'`,
    },
    { name: "rank", command: `OFFER='<id of the offer>'\n${authorized} -i "${api}/offers/$OFFER"` },
    { name: "orders", command: `${authorized} "${api}/orders?groupBuyId=$DEMAND"` },
  ];
}
