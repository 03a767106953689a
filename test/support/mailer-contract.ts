import { describe, expect, test } from "vitest";
import type { Mailer } from "../../worker/app/mail/mailer.ts";
import { aMail } from "./mail-memory.ts";

export interface Arrived {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface MailerWorld {
  readonly mailer: Mailer;
  /** What has left the house, oldest first. */
  readonly arrived: () => Promise<readonly Arrived[]>;
  /** Whether it keeps keys; one that does not relies on the records in front of it. */
  readonly keepsKeys: boolean;
}

/** What every way out of the house does alike: the services, the mailbox, and its twin in memory. */
export function mailerContract(name: string, make: () => MailerWorld | Promise<MailerWorld>): void {
  describe(`${name}, as every mailer`, () => {
    test("brings a mail to its address with the words it has", async () => {
      const { mailer, arrived } = await make();
      const mail = aMail({ to: "mei@example.org", subject: "Fertig: „Tassen“ 🫖", text: "Zeile\n\nZeile" });
      expect((await mailer.send(mail)).kind).toBe("accepted");
      expect(await arrived()).toEqual([{ to: "mei@example.org", subject: mail.subject, text: mail.text }]);
    });

    test("twice with one key is one mail, where it keeps keys, and no fault anywhere", async () => {
      const { mailer, arrived, keepsKeys } = await make();
      expect([(await mailer.send(aMail())).kind, (await mailer.send(aMail())).kind]).toEqual(["accepted", "accepted"]);
      expect(await arrived()).toHaveLength(keepsKeys ? 1 : 2);
    });

    test.each([
      ["a second header in the subject", { subject: "Hello\r\nBcc: all@example.org" }, "content"],
      ["a line end of Unicode", { subject: "Hello\u2028Bcc: x" }, "content"],
      ["no subject", { subject: "" }, "content"],
      ["a letter as long as a book", { text: "x".repeat(200_000) }, "content"],
      ["a header in the link to turn it off", { muteUrl: "https://x/\r\nBcc: y" }, "content"],
      ["a second address", { to: "a@example.org, b@example.org" }, "address"],
      ["a line end in the address", { to: "a@example.org\r\nBcc: b@example.org" }, "address"],
      ["a name beside the address", { to: "Mei <mei@example.org>" }, "address"],
      ["no address", { to: "nobody" }, "address"],
    ])("%s is refused for good and goes nowhere", async (_, changes, reason) => {
      const { mailer, arrived } = await make();
      expect(await mailer.send(aMail(changes))).toMatchObject({ kind: "refused", reason });
      expect(await arrived()).toEqual([]);
    });
  });
}
