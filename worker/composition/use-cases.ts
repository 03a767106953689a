import { createBackupSeal } from "../adapters/backup-seal.ts";
import { afterAnswer } from "../adapters/after-answer.ts";
import { createD1BackupRecords } from "../adapters/catalogue/backup-records.ts";
import { createD1CodeStore } from "../adapters/catalogue/code-store.ts";
import { createD1Directory } from "../adapters/catalogue/directory.ts";
import { createD1InviteStore } from "../adapters/catalogue/invite-store.ts";
import { createD1KeyStore } from "../adapters/catalogue/key-store.ts";
import { createD1Mailbox } from "../adapters/catalogue/mailbox.ts";
import { createD1Measurements } from "../adapters/catalogue/measurements.ts";
import { createD1MerchantRecords } from "../adapters/catalogue/merchant-records.ts";
import { createD1Notices } from "../adapters/catalogue/notices.ts";
import { createD1OperatorDirectory } from "../adapters/catalogue/operator-directory.ts";
import { createD1OperatorRoles } from "../adapters/catalogue/operator-roles.ts";
import { createD1PasskeyStore } from "../adapters/catalogue/passkey-store.ts";
import { createD1PeopleStore } from "../adapters/catalogue/people-store.ts";
import { createD1PersonalStore } from "../adapters/catalogue/personal-store.ts";
import { readAskedQueries, readSearchedWeeks } from "../adapters/catalogue/asked-queries.ts";
import { createD1QueryLogRecords } from "../adapters/catalogue/query-log-records.ts";
import { createD1QuestionStore } from "../adapters/catalogue/question-store.ts";
import { createD1ReportStore } from "../adapters/catalogue/report-store.ts";
import { createD1ReviewStore } from "../adapters/catalogue/review-store.ts";
import { createD1SessionStore } from "../adapters/catalogue/session-store.ts";
import { createD1Vitals } from "../adapters/catalogue/vitals.ts";
import { createCursorCodec } from "../adapters/cursors.ts";
import { createPasskeyVerifier } from "../adapters/passkeys.ts";
import { platformLog } from "../adapters/log.ts";
import { readIndexReport } from "../adapters/search/index-report.ts";
import { timingSafeEqual } from "../adapters/timing-safe-equal.ts";
import { createTokenBuckets } from "../adapters/token-buckets.ts";
import type { App } from "../app/app.ts";
import { createMailBlockUseCases } from "../app/mail/own-address.ts";
import { createOperatorMails } from "../app/mail/operator-mails.ts";
import { createSampleLetters } from "../app/mail/sample-letters.ts";
import { createInviteUseCases } from "../app/community/invites.ts";
import { createModerationUseCases } from "../app/community/moderation.ts";
import { createQuestionUseCases } from "../app/community/questions.ts";
import { createReportUseCases } from "../app/community/reports.ts";
import { createReviewUseCases } from "../app/community/reviews.ts";
import {
  type GroupBuyDependencies as UseCaseDependencies,
  createGroupBuyUseCases,
} from "../app/group-buys/group-buys.ts";
import { createLegUseCases } from "../app/group-buys/legs.ts";
import { createMerchantUseCases } from "../app/merchants/merchants.ts";
import { createPayoutAccounts } from "../app/merchants/payout-account.ts";
import { createNoticeUseCases } from "../app/notices/notices.ts";
import { createBackupUseCases } from "../app/operators/backups.ts";
import { onlyOperators } from "../app/operators/only-operators.ts";
import { createOperatorUseCases } from "../app/operators/operators.ts";
import { createReconciliationUseCases } from "../app/operators/reconciliation.ts";
import { createPeopleUseCases } from "../app/people/people.ts";
import { createPersonalUseCases } from "../app/people/personal-data.ts";
import { createPeopleSandbox } from "../app/people/sandbox.ts";
import { operatorPolicy } from "../app/policy.ts";
import { createSandboxUseCases } from "../app/sandbox/sandbox.ts";
import { rebuildIndex } from "../app/search/index-keeping.ts";
import { createSearchOperating } from "../app/search/operating.ts";
import { createQueryLog } from "../app/search/query-log.ts";
import { createStatusUseCases } from "../app/status/status.ts";
import type { Config } from "../env.ts";
import { aliveIn } from "./alive.ts";
import { attemptSignerOf } from "./attempts.ts";
import { authoritiesOf } from "./authorities.ts";
import { booksOf } from "./books.ts";
import { indexKeepingOf, searchOf } from "./search.ts";
import { interestUseCasesOf } from "./interests.ts";
import { limitsOf } from "./limits.ts";
import { clock, ids } from "./machine.ts";
import { mailOf } from "./mail.ts";
import { merchantMoneyIn, moneyOf, payoutsIn, providerFacts } from "./money.ts";
import { closingOf } from "./reconciliation.ts";

export function appOf(env: Env, config: Config): App {
  const mailbox = createD1Mailbox(env.CATALOGUE, clock, ids);
  const people = createD1PeopleStore(env.CATALOGUE);
  const peopleDependencies = {
    mode: config.mode,
    people,
    sessions: createD1SessionStore(env.CATALOGUE),
    keys: createD1KeyStore(env.CATALOGUE),
    codes: createD1CodeStore(env.CATALOGUE),
    post: mailOf(env, config).post,
    clock,
    ids,
    pepper: config.sessionPepper,
    sameDigest: timingSafeEqual,
    passkeys: createD1PasskeyStore(env.CATALOGUE),
    passkeyVerifier: createPasskeyVerifier(),
    operatorRoles: createD1OperatorRoles(env.CATALOGUE),
  };
  const authorities = authoritiesOf(env, attemptSignerOf(config));
  const search = searchOf(env);
  const directory = createD1Directory(env.CATALOGUE, search);
  const cursors = createCursorCodec(config.cursorKey);
  const questions = createD1QuestionStore(env.CATALOGUE);
  const operatorDirectory = createD1OperatorDirectory(env.CATALOGUE);
  const reports = createD1ReportStore(env.CATALOGUE);
  const reviews = createD1ReviewStore(env.CATALOGUE);
  const provider = config.mode === "live" ? null : moneyOf(env, config).provider;
  const groupBuyDependencies: UseCaseDependencies = {
    authorities,
    directory,
    cursors,
    clock,
    ids,
    policy: operatorPolicy(config.merchantBondBasisPoints),
    provider: providerFacts(config, env),
    ratingsOf: (merchantIds) => reviews.ratings(merchantIds),
  };
  const groupBuys = createGroupBuyUseCases(groupBuyDependencies);
  const merchants = createMerchantUseCases({
    authorities,
    directory,
    search,
    queryLog: createQueryLog({
      records: createD1QueryLogRecords(env.CATALOGUE),
      pepper: config.sessionPepper,
      clock,
      later: afterAnswer,
      log: platformLog,
    }),
    cursors,
    clock,
    payouts: payoutsIn(env),
    merchantOf: async (id) => {
      const merchant = await people.merchant(id);
      return (
        merchant && {
          name: merchant.name,
          isVerified: merchant.state === "verified",
          sinceMs: merchant.createdAtMs,
        }
      );
    },
    records: createD1MerchantRecords(env.CATALOGUE),
    kinOf: (id) => people.kinOf(id),
    payoutAccounts: createPayoutAccounts({
      ...peopleDependencies,
      authorities,
      standingOffersOf: (id) => operatorDirectory.standingOffersOf(id),
    }),
  });
  return {
    mode: config.mode,
    people: createPeopleUseCases(peopleDependencies),
    personal: createPersonalUseCases({
      people,
      personal: createD1PersonalStore(env.CATALOGUE, env.SEARCH),
      authorities,
      directory,
      merchantMoney: (merchantId) => merchantMoneyIn(env, merchantId),
      sessions: peopleDependencies.sessions,
      clock,
    }),
    groupBuys,
    ledger: booksOf(env, config, { cursors, authorities }),
    legs: createLegUseCases({ authorities, directory, provider }),
    merchants,
    interests: interestUseCasesOf(env, cursors),
    letters: config.mode === "live" ? null : createSampleLetters(),
    alive: aliveIn(env, config, groupBuyDependencies, merchants),
    operators: onlyOperators({
      ...createOperatorUseCases({
        ...peopleDependencies,
        authorities,
        directory,
        operatorDirectory,
        cursors,
      }),
      ...createOperatorMails({ ...peopleDependencies, records: mailOf(env, config).records }),
    }),
    backups: onlyOperators(
      createBackupUseCases({
        authorities,
        records: {
          ...createD1BackupRecords(env.CATALOGUE),
          rebuildSearch: () => rebuildIndex(indexKeepingOf(env), clock.nowMs()),
        },
        seal: () => createBackupSeal(config.receiptSigningKey, config.retiredReceiptKeys),
        restorable: config.restorable,
        sessions: peopleDependencies.sessions,
        clock,
        ids,
      }),
    ),
    searchOperating: onlyOperators(
      createSearchOperating({
        report: () => readIndexReport(env.CATALOGUE, env.SEARCH),
        searched: () => readSearchedWeeks(env.CATALOGUE),
        asked: (limit) => readAskedQueries(env.CATALOGUE, limit),
        clock,
      }),
    ),
    reconciliation: onlyOperators(createReconciliationUseCases({ closing: closingOf(env, config), ids })),
    notices: {
      ...createNoticeUseCases({ records: createD1Notices(env.CATALOGUE), cursors, clock }),
      ...createMailBlockUseCases({ records: mailOf(env, config).records, pepper: config.sessionPepper, clock }),
    },
    questions: createQuestionUseCases({ authorities, questions, cursors, clock, ids }),
    invites: createInviteUseCases({ authorities, invites: createD1InviteStore(env.CATALOGUE), clock, ids }),
    reviews: createReviewUseCases({
      authorities,
      reviews,
      merchantOf: (id) => people.merchant(id),
      records: createD1MerchantRecords(env.CATALOGUE),
      cursors,
      clock,
      ids,
    }),
    reports: createReportUseCases({ authorities, questions, reviews, reports, clock, ids }),
    moderation: onlyOperators(createModerationUseCases({ authorities, questions, reviews, reports, clock })),
    status: createStatusUseCases({
      mode: config.mode,
      version: env.VERSION.id || null,
      vitals: createD1Vitals({ catalogue: env.CATALOGUE, search: env.SEARCH }, clock),
      measurements: createD1Measurements(env.CATALOGUE),
      directory,
      clock,
    }),
    sandbox:
      config.mode === "live"
        ? null
        : createSandboxUseCases(
            {
              ...peopleDependencies,
              authorities,
              groupBuys,
              merchants,
              payouts: payoutsIn(env),
              bank: moneyOf(env, config).sandbox,
              newcomers: { limiter: createTokenBuckets(clock), limit: limitsOf(config).newcomers },
            },
            createPeopleSandbox({ ...peopleDependencies, mailbox }),
          ),
  };
}
