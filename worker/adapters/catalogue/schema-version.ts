/** The newest migrations that this code was written for; test/unit/migrations.test.ts compares them with the folders. */
export const CATALOGUE_MIGRATION = "0020_interests.sql";
export const SEARCH_MIGRATION = "0003_details_and_words.sql";
