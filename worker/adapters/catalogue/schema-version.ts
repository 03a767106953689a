/** The newest migrations that this code was written for; test/unit/migrations.test.ts compares them with the folders. */
export const CATALOGUE_MIGRATION = "0024_interest_postings.sql";
export const SEARCH_MIGRATION = "0005_meanings.sql";
