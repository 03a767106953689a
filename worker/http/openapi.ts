import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { patternOf } from "../core/group-buy/state/receipt-id.ts";
import {
  Award,
  CloseCertificate,
  GroupBuyCard,
  GroupBuyResource,
  GroupBuyTermsInput,
  JoinAnswer,
  JoinInput,
  Leg,
  Membership,
  PriceTier,
  Receipt,
} from "../contract/group-buy.ts";
import { ComparedOffer, OfferComparison } from "../contract/comparison.ts";
import { Question, Report, ReportCase } from "../contract/community.ts";
import { Review } from "../contract/reviews.ts";
import { Demand, DemandHit, DemandMatch, DemandReason, Offer, OfferInput, Order, Payout } from "../contract/offers.ts";
import { KeySummary, MerchantProfile, Person, SessionSummary } from "../contract/people.ts";
import { Problem, problem, SLUGS, statusesOf, type Slug } from "../contract/problems.ts";
import { Money } from "../contract/shared.ts";
import type { Chapter } from "./catalogue.ts";
import type { Endpoint } from "./endpoint.ts";
import { takesClientSent } from "./evidence.ts";
import { EXAMPLES } from "./examples.ts";
import { callName } from "../contract/permissions.ts";
import { SESSION_COOKIE } from "../contract/session-cookie.ts";

/** Shapes that have a name in the document; everything else stands where it is used. */
const NAMED = {
  Award,
  CloseCertificate,
  ComparedOffer,
  Demand,
  DemandHit,
  DemandMatch,
  DemandReason,
  GroupBuy: GroupBuyResource,
  GroupBuyCard,
  GroupBuyTerms: GroupBuyTermsInput,
  Join: JoinInput,
  JoinAnswer,
  KeySummary,
  Leg,
  Membership,
  MerchantProfile,
  Money,
  Offer,
  OfferComparison,
  OfferInput,
  Order,
  Payout,
  Person,
  PriceTier,
  Problem,
  Question,
  Receipt,
  Report,
  ReportCase,
  Review,
  SessionSummary,
};

const DESCRIPTION = `One price. One clock. Everywhere.

Money is an object of integer minor units and a currency. Times are RFC 3339 in UTC with milliseconds. Ids are TypeIDs.
Every refusal is a problem (RFC 9457) whose \`slug\` never changes its meaning. Lists answer \`items\` and \`next\`.
\`RateLimit\` and \`RateLimit-Policy\` follow an IETF draft and may change with it.`;

/** The OpenAPI 3.1 document, made from the same schemas that judge the requests. */
export function openApiDocument(chapters: readonly Chapter[]): object {
  const api = new OpenAPIHono();
  // The generator's own `openapi("Name")` names a copy; this names the very schema that others are built of.
  for (const [name, schema] of Object.entries(NAMED)) z.globalRegistry.add(schema, { _internal: { refId: name } });
  for (const slug of SLUGS) api.openAPIRegistry.registerComponent("examples", slug, { value: problem(slug) });
  api.openAPIRegistry.registerComponent("securitySchemes", "key", {
    type: "http",
    scheme: "bearer",
    description: "An API key, gbk_…",
  });
  api.openAPIRegistry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: SESSION_COOKIE,
  });
  for (const { tag, endpoints } of chapters) {
    for (const endpoint of endpoints) api.openAPIRegistry.registerPath(describe(endpoint, tag));
  }
  return api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Onebell",
      version: "1.0.0",
      description: DESCRIPTION,
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    servers: [{ url: "/api/v1" }],
    tags: chapters.map(({ tag }) => ({ name: tag })),
  });
}

function describe(endpoint: Endpoint, tag: string) {
  const { method, path, summary, scope, status, answer, body } = endpoint;
  const example = EXAMPLES[callName(endpoint)];
  return createRoute({
    method,
    path,
    tags: [tag],
    operationId: operationId(endpoint),
    summary,
    ...(scope !== null && { "x-scope": scope }),
    security: scope === null ? [] : [{ key: [scope] }, { session: [] }],
    request: {
      ...(endpoint.ids && {
        params: z.object(mapValues(endpoint.ids, (kind) => z.string().regex(new RegExp(patternOf(kind))))),
      }),
      ...(endpoint.query && { query: endpoint.query }),
      headers: z.object({
        ...(endpoint.repeat === "required" && { "Idempotency-Key": z.string() }),
        ...(endpoint.repeat !== undefined &&
          endpoint.repeat !== "required" && { "Idempotency-Key": z.string().optional() }),
        ...(endpoint.needsIfMatch && { "If-Match": z.string() }),
        ...(takesClientSent(endpoint) && {
          "Client-Sent": z
            .string()
            .optional()
            .meta({ description: CLIENT_SENT, example: "at=1796117400101, bound=14" }),
        }),
      }),
      ...(body && {
        body: { required: true, content: { "application/json": { schema: body, ...exampleOf(example?.request) } } },
      }),
    },
    responses: {
      [status]: {
        description: summary,
        ...(answer && {
          content: { [endpoint.answerType ?? "application/json"]: { schema: answer, ...exampleOf(example?.answer) } },
        }),
        ...(endpoint.hasETag && {
          headers: { ETag: { description: "The version, for If-Match.", schema: { type: "string" } } },
        }),
      },
      ...refusalsByStatus(endpoint, example?.refusals ?? {}),
    },
  });
}

const CLIENT_SENT =
  "When you say that you sent this, by the clock of the group-buy as you know it: ms UTC, and how far that may be off. " +
  "It is signed on the receipt and decides nothing; numbers that no clock shows are passed over.";

function exampleOf(example: unknown): { readonly example?: unknown } {
  return example === undefined ? {} : { example };
}

/** Every refusal an endpoint can give: its own, and those that follow from what it takes. */
export function refusalsOf(endpoint: Endpoint): readonly Slug[] {
  const slugs: Slug[] = [
    "not-acceptable",
    "credential-in-url",
    "uri-too-long",
    "parameter-unknown",
    "rate-limited",
    "internal",
    "dependency-unavailable",
  ];
  slugs.push("key-malformed", "key-revoked", "key-wrong-mode", "unauthenticated");
  if (endpoint.scope !== null) slugs.push("scope-missing");
  if (endpoint.method !== "get") slugs.push("origin-forbidden");
  if (endpoint.query) slugs.push("parameter-repeated", "parameter-invalid");
  if (endpoint.ids) slugs.push("id-malformed", "not-found");
  if (endpoint.needsIfMatch) slugs.push("precondition-required", "precondition-failed");
  if (takesClientSent(endpoint)) slugs.push("client-sent-malformed");
  if (endpoint.repeat === "required") slugs.push("idempotency-key-missing");
  if (endpoint.repeat) slugs.push("idempotency-key-malformed", "idempotency-key-reused", "idempotency-in-progress");
  if (endpoint.body) {
    slugs.push(
      "body-missing",
      "json-invalid",
      "encoding-invalid",
      "json-duplicate-key",
      "json-too-deep",
      "json-too-large",
    );
    slugs.push("number-format", "body-too-large", "content-type-unsupported", "content-encoding-unsupported");
    slugs.push(
      "field-unknown",
      "required",
      "type-mismatch",
      "value-unknown",
      "not-an-integer",
      "number-too-large",
      "text-invalid-unicode",
    );
  }
  return [...new Set([...slugs, ...(endpoint.refusals ?? [])])];
}

/** @param recorded by slug, where a refusal of this call says more than any other of its slug */
function refusalsByStatus(endpoint: Endpoint, recorded: Readonly<Record<string, unknown>>) {
  const pairs = refusalsOf(endpoint).flatMap((slug) => statusesOf(slug).map((status) => ({ status, slug })));
  const byStatus = Map.groupBy(pairs, ({ status }) => status);
  return Object.fromEntries(
    [...byStatus]
      .map(([status, of]) => [status, of.map(({ slug }) => slug)] as const)
      .map(([status, slugs]) => [
        status,
        {
          description: slugs.map((slug) => `\`${slug}\``).join(", "),
          content: {
            "application/problem+json": {
              schema: Problem,
              examples: Object.fromEntries(
                slugs.map((slug) => {
                  const value = recorded[slug];
                  return [slug, value === undefined ? { $ref: `#/components/examples/${slug}` } : { value }];
                }),
              ),
            },
          },
        },
      ]),
  );
}

/** `POST /group-buys/{id}/joins/me/received` becomes `postGroupBuysJoinsMeReceived`. */
function operationId({ method, path }: Endpoint): string {
  const words = path.split(/[/.-]/).map((word) => (word.startsWith("{") ? "by-id" : word));
  return (
    method +
    words
      .flatMap((word) => word.split("-"))
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join("")
  );
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
