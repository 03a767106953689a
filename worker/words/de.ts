import type { Words } from "./words.ts";

/**
 * German, with "Sie". Deposit: Anzahlung. A hold of the bank: Reservierung ("reserviert"), never "abgebucht". What the
 * provider keeps: "beim Zahlungsdienst". Group-buy: Sammelkauf. Rest: Restbetrag. Bond: Sicherheit. Operators: Betreiber.
 * "Geht zurück" until the bank has confirmed it, "ist zurück" afterwards.
 */
export const german: Words = {
  instant: "{day}, {clock} Ihrer Zeit ({offset}), das ist {utc}",
  mute: "Nachrichten wie diese können Sie abstellen:",
  mail: {
    open: "Auf Onebell ansehen",
    code: {
      subject: "{code} ist Ihr Code für Onebell",
      text: "Ihr Code zum Anmelden ist {code}.\n\nEr gilt einmal, zehn Minuten lang. Wenn Sie ihn nicht angefordert haben, können Sie diese Nachricht ignorieren: Ohne den Code kommt niemand hinein.",
    },
    emailCode: {
      subject: "{code} bestätigt Ihre Adresse bei Onebell",
      text: "Ihr Code für diese Adresse ist {code}.\n\nEr gilt einmal, zehn Minuten lang, dort, wo Sie ihn angefordert haben. Wenn Sie ihn nicht angefordert haben, können Sie diese Nachricht ignorieren: Ohne den Code ändert sich nichts.",
    },
    emailChanged: {
      subject: "Ihr Konto bei Onebell hat eine andere Adresse",
      text: "Die Adresse Ihres Kontos wurde auf {hint} geändert. Nachrichten gehen ab jetzt dorthin, und alle anderen Geräte wurden abgemeldet.\n\nWenn Sie das nicht waren, schreiben Sie uns sofort.",
    },
    payoutAccount: {
      subject: "Auszahlungen von {merchant} gehen auf ein anderes Konto",
      text: "Als Auszahlungskonto von {merchant} wurde das Konto eingetragen, das auf {hint} endet.\n\nWenn Sie das nicht waren, melden Sie sich überall ab und schreiben Sie uns sofort.",
    },
  },
  notices: {
    published: {
      subject: "Ihr Sammelkauf ist offen: {title}",
      text: "Ihre Anzahlung ist geprüft. Alle können „{title}“ jetzt sehen und mitmachen.\n\nEr kommt ab {quantityMinimum, plural, one {# Platz} other {# Plätzen}} zustande und endet am {closesAtMs}. Wenn bis dahin zu wenige mitmachen, geht jede Anzahlung zurück, auch Ihre.",
    },
    returned_to_draft: {
      subject: "Noch nicht veröffentlicht: {title}",
      text: "{reason, select, declined {Die Bank hat die Anzahlung abgelehnt, deshalb ist „{title}“ wieder ein Entwurf.} timeout {Die Anzahlung wurde nicht rechtzeitig bezahlt, deshalb ist „{title}“ wieder ein Entwurf.} too_late {Die Anzahlung wurde zu kurz vor dem Ende geprüft, deshalb ist „{title}“ wieder ein Entwurf.} audit {Die Anzahlung entsprach nicht dem, was verlangt war, deshalb ist „{title}“ wieder ein Entwurf.} by_initiator {Sie haben „{title}“ zurückgezogen. Er ist wieder ein Entwurf.} other {„{title}“ ist wieder ein Entwurf.}}\n\nNiemand sonst hat ihn gesehen. Falls etwas reserviert war, ist es auf dem Weg zurück. Sie können den Entwurf ändern und erneut einreichen.",
    },
    deposit_declined: {
      subject: "Ihre Zahlung wurde abgelehnt: {title}",
      text: "Die Bank hat {amountMinor} für „{title}“ abgelehnt. Es wurde nichts genommen.\n\nSie können es noch einmal versuchen oder anders bezahlen, solange die Seite sagt, dass Ihr Platz für Sie gehalten wird.",
    },
    deposit_at_risk: {
      subject: "Ihre Anzahlung ließ sich nicht sichern: {title}",
      text: "Die Reservierung Ihrer Anzahlung von {amountMinor} für „{title}“ endet vor dem Sammelkauf. Wir wollten sie deshalb sichern, und die Bank hat abgelehnt.\n\nWir versuchen es noch einmal am {retryAtMs}. Bitte sorgen Sie dafür, dass Ihre Bank es zulässt. Wird es wieder abgelehnt, geben wir Ihren Platz frei und die Reservierung wird aufgehoben.",
    },
    deposit_lapsed: {
      subject: "Die Reservierung Ihrer Anzahlung ist zu Ende: {title}",
      text: "Die Reservierung von {amountMinor} für „{title}“ bei Ihrer Bank ist zu Ende. Das Geld steht Ihnen wieder zur Verfügung; es wurde nichts genommen.",
    },
    seat_at_risk: {
      subject: "Bitte zahlen Sie noch einmal: {title}",
      text: "{why, select, reversed {Die Bank hat Ihre Anzahlung von {amountMinor} für „{title}“ vor der Zeit freigegeben.} other {Ihre Bank hat Ihre Anzahlung von {amountMinor} für „{title}“ zurückgeholt.}}\n\nIhr Platz bleibt Ihnen bis {payByMs}, zählt aber erst wieder, wenn die Anzahlung noch einmal gezahlt ist. Das geht auf der Seite, mit demselben Zahlungsmittel oder einem anderen. Andernfalls wird der Platz frei.",
    },
    deposit_in_review: {
      subject: "Ihre Zahlung wird geprüft: {title}",
      text: "Die Bank prüft Ihre Zahlung von {amountMinor} für „{title}“ noch einmal. Das kommt vor und geht meist gut aus. Ihr Platz bleibt solange bestehen.\n\nSie brauchen nichts zu tun. Wir schreiben wieder, falls die Bank das Geld freigibt.",
    },
    chargeback: {
      subject:
        "{stage, select, opened {Ihre Bank hat eine Zahlung zurückgeholt} won {Eine Zahlung ist wieder da} other {Eine Zahlung ist bei Ihrer Bank zurück}}: {title}",
      text: "{stage, select, opened {Ihre Bank hat {amountMinor} zurückgeholt, die Sie für „{title}“ gezahlt hatten. Die Banken entscheiden, wer recht hat; das kann Wochen dauern. War es ein Versehen, sagen Sie es bitte Ihrer Bank.} won {Ihre Bank hatte {amountMinor} für „{title}“ zurückgeholt und hat sie dem Zahlungsdienst wiedergegeben. Das Geld geht seinen Weg weiter: für Ihren Platz, oder zurück an Sie, wenn es ihn nicht mehr gibt.} other {Ihre Bank hat {amountMinor} für „{title}“ endgültig zurückgeholt. Dieses Geld haben Sie durch Ihre Bank; von uns kommt davon nichts mehr.}}",
    },
    order_called_back: {
      subject:
        "{stage, select, opened {Die Zahlung einer Bestellung wurde zurückgeholt} won {Die Zahlung einer Bestellung ist wieder da} other {Die Zahlung einer Bestellung ist verloren}}: {title}",
      text: "{stage, select, opened {Die Bank eines Mitglieds von „{title}“ hat {amountMinor} zurückgeholt. Haben Sie diesem Mitglied noch nichts geschickt, warten Sie bitte. Sonst bewahren Sie auf, was es beweist: Die Betreiber werden danach fragen.} won {Die Bank, die {amountMinor} für „{title}“ zurückgeholt hatte, hat sie wiedergegeben. Alles geht weiter.} other {{amountMinor} für „{title}“ sind endgültig zurückgeholt. Was nicht verschickt ist, braucht nicht verschickt zu werden. Was schon Ihres war, wird Ihrer Rücklage entnommen und darüber hinaus geschuldet.}}",
    },
    promoted: {
      subject: "Ein Platz ist für Sie frei: {title}",
      text: "Sie waren die Nächsten auf der Warteliste von „{title}“, und ein Platz gehört Ihnen.\n\nUm ihn zu behalten, zahlen Sie bitte die Anzahlung von {amountMinor} vor {payByMs}. Wenn Sie ihn nicht mehr möchten, brauchen Sie nichts zu tun: Der Platz geht an die nächste Person, und es wird nichts genommen.",
    },
    seat_expired: {
      subject: "Ihr Platz wurde freigegeben: {title}",
      text: "Die Anzahlung für „{title}“ wurde nicht rechtzeitig bezahlt, deshalb wurde Ihr Platz freigegeben.\n\n{backMinor, select, none {Es wurde nichts genommen. Falls noch eine Zahlung eintrifft, geht sie von selbst zurück.} other {Was reserviert ist, {backMinor}, geht von selbst zurück.}}",
    },
    left: {
      subject: "Sie sind ausgestiegen: {title}",
      text: "Sie sind bei „{title}“ ausgestiegen.\n\n{backMinor, select, none {Es war nichts reserviert, also steht Ihnen nichts zu. Falls noch eine Zahlung eintrifft, geht sie von selbst zurück.} other {{backMinor} geht an Sie zurück. Wir schreiben wieder, sobald die Bank es bestätigt hat.}}",
    },
    suspended: {
      subject: "Angehalten: {title}",
      text: "Die Betreiber haben „{title}“ angehalten: {words}\n\nSolange das so ist, kann niemand mitmachen und niemand zahlt etwas. Ihre Anzahlung bleibt, wo sie ist. Sie können jederzeit aussteigen und bekommen sie zurück.",
    },
    resumed: {
      subject: "Es geht weiter: {title}",
      text: "„{title}“ ist nicht mehr angehalten und endet am {closesAtMs}.\n\nSie brauchen nichts zu tun. Wenn Sie lieber aussteigen möchten, können Sie das bis {freeExitUntilMs}; Ihre Anzahlung geht dann vollständig zurück.",
    },
    extended: {
      subject: "Die angekündigte Verlängerung hat begonnen: {title}",
      text: "Bis zum Ende von „{title}“ hatten zu wenige mitgemacht, und die Verlängerung hat begonnen, die von Anfang an angekündigt war. Es gibt sie nur einmal. Das neue Ende ist am {closesAtMs}.\n\nUm dabeizubleiben, brauchen Sie nichts zu tun. Bis dahin können Sie aussteigen und bekommen Ihre Anzahlung vollständig zurück.",
    },
    failed: {
      subject: "Nicht zustande gekommen: {title}",
      text: "{reason, select, below_minimum {Bei „{title}“ haben nicht rechtzeitig genug mitgemacht.} no_offer {Für „{title}“ hat kein Händler ein passendes Angebot gemacht.} merchant_declined {Der Händler von „{title}“ steht nicht zu seinem Angebot, und kein anderes passt.} collection_shortfall {Bei „{title}“ haben zu wenige Mitglieder den Restbetrag bezahlt.} merchant_breach {Der Händler von „{title}“ kann nicht liefern.} other {„{title}“ ist nicht zustande gekommen.}}\n\n{backMinor, select, none {Sie haben nichts zu zahlen, und von Ihnen ist nichts reserviert.} other {Alles, was für Sie gehalten wird, geht zurück: {backMinor}. Sie brauchen nichts zu tun; wir schreiben wieder, sobald die Bank es bestätigt hat.}}",
    },
    cancelled: {
      subject: "Abgesagt: {title}",
      text: "{reason, select, by_initiator {„{title}“ wurde von der Person abgesagt, die ihn gestartet hat.} review_rejected {Die Betreiber haben „{title}“ geprüft und nicht veröffentlicht.} other {Die Betreiber haben „{title}“ abgesagt.}} {words}\n\n{backMinor, select, none {Sie haben nichts zu zahlen, und von Ihnen ist nichts reserviert.} other {Alles, was für Sie gehalten wird, geht zurück: {backMinor}. Sie brauchen nichts zu tun; wir schreiben wieder, sobald die Bank es bestätigt hat.}}",
    },
    minimum_reached: {
      subject: "Es sind genug: {title}",
      text: "„{title}“ hat sein Minimum erreicht: {count} von {quantityMinimum}. Er kommt zustande, wenn es beim Ende noch so viele sind, am {closesAtMs}.\n\nSie brauchen nichts zu tun. Ihre Anzahlung bleibt, wie sie ist.",
    },
    minimum_lost: {
      subject: "Es sind nicht mehr genug: {title}",
      text: "Jemand ist bei „{title}“ ausgestiegen, und er liegt wieder unter seinem Minimum: {count} von {quantityMinimum}.\n\nBleibt das so bis zum Ende am {closesAtMs}, kommt er nicht zustande und jede Anzahlung geht zurück. Sie brauchen nichts zu tun.",
    },
    waitlist_ended: {
      subject: "Es wurde kein Platz frei: {title}",
      text: "Die Plätze von „{title}“ sind gezählt, und auf der Warteliste wurde für Sie kein Platz frei. Es wurde nichts genommen, und es ist nichts reserviert.",
    },
    count_frozen: {
      subject: "Die Plätze sind gezählt: {title}",
      text: "Für „{title}“ hat die Glocke geläutet, und jede Anzahlung ist geprüft: {quantity, plural, one {# Platz} other {# Plätze}} ({regions}).\n\nIhr Angebot gehört zu denen, die genommen werden können. Sie brauchen nichts zu tun: Wir schreiben, wenn eines gewählt ist und es Ihres ist.",
    },
    demand_ended: {
      subject: "Ihr Angebot bindet Sie nicht mehr: {title}",
      text: "{reason, select, below_minimum {Bei „{title}“ haben nicht rechtzeitig genug mitgemacht.} no_offer {Für „{title}“ hat kein Angebot zu genügend Mitgliedern gepasst.} merchant_declined {Das für „{title}“ gewählte Angebot wurde nicht bestätigt, und kein anderes passt.} collection_shortfall {Bei „{title}“ haben zu wenige Mitglieder den Restbetrag bezahlt.} by_initiator {„{title}“ wurde von der Person abgesagt, die ihn gestartet hat.} other {„{title}“ wurde beendet.}}\n\nIhr Angebot dafür bindet Sie nicht mehr. Sie schulden nichts, und Ihnen steht nichts zu.",
    },
    choose: {
      subject: "Bitte wählen Sie ein Angebot: {title}",
      text: "Die Angebote für „{title}“ sind da, und die Wahl liegt bei Ihnen, bis {untilMs}.\n\nWenn Sie bis dahin nicht wählen, wird das beste Angebot nach der Regel genommen, unter der alle mitgemacht haben.",
    },
    vote: {
      subject: "Bitte stimmen Sie über die Angebote ab: {title}",
      text: "Die Angebote für „{title}“ sind da, und die Mitglieder wählen. Sie haben eine Stimme, die Sie ändern können, bis {untilMs}.\n\nMit der Abstimmung wird nichts bezahlt. Stimmt weniger als ein Fünftel ab, wird das beste Angebot nach der Regel genommen.",
    },
    consent_asked: {
      subject: "Passt dieses Angebot für Sie? {title}",
      text: "Das für „{title}“ gewählte Angebot liegt außerhalb dessen, was Sie beim Mitmachen gesagt haben: {unitPriceMinor} pro Stück, ohne Lieferung. Die Seite zeigt, was es für Sie ausmacht.\n\nSie entscheiden bis {untilMs}. Wenn Sie zustimmen, behalten Sie Ihren Platz. Wenn Sie ablehnen oder nichts sagen, scheiden Sie aus{backMinor, select, none {} other {, und {backMinor} geht an Sie zurück}}.",
    },
    opted_out: {
      subject: "Sie sind nicht mehr dabei: {title}",
      text: "{why, select, ceiling {Das für „{title}“ gewählte Angebot liegt über Ihrer Preisgrenze und bindet Sie deshalb nicht.} delivery {Das für „{title}“ gewählte Angebot kommt später als Ihr letzter Tag und bindet Sie deshalb nicht.} country {Das für „{title}“ gewählte Angebot wird nicht in Ihr Land geliefert.} capacity {Das für „{title}“ gewählte Angebot reicht nicht bis zu Ihrem Platz in der Reihe.} declined {Sie haben das Angebot für „{title}“ abgelehnt.} packs {„{title}“ wird in ganzen Packungen gekauft, und Ihre Stücke haben keine Packung voll gemacht.} proposal {Sie sind bei „{title}“ ausgestiegen, weil der Händler eine Änderung vorgeschlagen hat.} silence {Sie wurden zum Angebot für „{title}“ gefragt und haben nicht geantwortet, es bindet Sie deshalb nicht.} other {Sie sind nicht mehr Teil von „{title}“.}}\n\n{backMinor, select, none {Von Ihnen ist nichts reserviert.} other {{backMinor} geht an Sie zurück. Wir schreiben wieder, sobald die Bank es bestätigt hat.}}",
    },
    offer_received: {
      subject: "Ein Angebot ist da: {title}",
      text: "Ein Händler hat ein Angebot für „{title}“ gemacht. Es {count, plural, one {gibt jetzt ein Angebot} other {gibt jetzt # Angebote}}.\n\nSie brauchen nichts zu tun: Bis die Glocke läutet, können Angebote nur besser werden.",
    },
    offer_chosen: {
      subject: "Ihr Angebot wurde gewählt: {title}",
      text: "Ihr Angebot für „{title}“ wurde gewählt: {quantity, plural, one {# Platz} other {# Plätze}} zu je {unitPriceMinor}.\n\nBitte sagen Sie bis {untilMs}, ob Sie dazu stehen. Wenn Sie ablehnen oder nichts sagen, wird das nächstbeste Angebot versucht.",
    },
    offer_accepted: {
      subject: "Der Kauf ist vereinbart: {title}",
      text: "Ihr Angebot für „{title}“ ist bindend: {quantity, plural, one {# Platz} other {# Plätze}} zu je {unitPriceMinor}.\n\nDie Mitglieder zahlen jetzt den Restbetrag, bis {balanceDueAtMs}. Sie brauchen noch nichts zu tun: Wir schreiben, wenn alles Bezahlte versandt werden kann.",
    },
    offer_fell: {
      subject: "Ihr Angebot wurde doch nicht genommen: {title}",
      text: "{why, select, too_few {Ihr Angebot für „{title}“ lag außerhalb dessen, was manche Mitglieder gesagt hatten, und zu viele von ihnen sind ausgestiegen.} silence {Sie wurden gefragt, ob Sie zu Ihrem Angebot für „{title}“ stehen, und haben nicht rechtzeitig geantwortet.} other {Ihr Angebot für „{title}“ wurde nicht genommen.}}\n\nDas nächstbeste Angebot wird versucht. Sie schulden nichts, und Ihnen steht nichts zu.",
    },
    balance_due: {
      subject: "Bitte zahlen Sie den Restbetrag: {title}",
      text: "„{title}“ kommt zustande. Für Sie macht das {totalMinor}, Lieferung inbegriffen; Ihre Anzahlung wird angerechnet.\n\nBitte zahlen Sie den Restbetrag von {restMinor} vor {dueAtMs}. Bis Sie die Ware haben, bleibt das Geld beim Zahlungsdienst. Die Seite sagt, was mit Ihrer Anzahlung geschieht, wenn der Restbetrag nicht bezahlt wird.",
    },
    no_show: {
      subject: "Der Restbetrag wurde nicht bezahlt: {title}",
      text: "Der Restbetrag für „{title}“ wurde nicht rechtzeitig bezahlt, deshalb sind Sie nicht mehr dabei.\n\n{fate, select, forfeited {Nach den Regeln, unter denen Sie mitgemacht haben, geht Ihre Anzahlung von {depositMinor} für die frei gewordenen Plätze an den Händler.} waiting {So wenige haben bezahlt, dass der Händler gefragt wird, ob das reicht. Wenn ja, geht Ihre Anzahlung von {depositMinor} nach den Regeln, unter denen Sie mitgemacht haben, an den Händler; wenn nicht, geht sie an Sie zurück.} at_stake {So wenige haben bezahlt, dass der Händler gefragt wird, ob das reicht. Wenn ja, geht Ihre Anzahlung von {depositMinor} nach den Regeln, unter denen Sie mitgemacht haben, an den Händler. Wenn nicht, wird das nächstbeste Angebot versucht und Ihre Anzahlung geht an Sie zurück; gibt es keines, geht sie an die Mitglieder, die bezahlt hatten.} other {Ihre Anzahlung von {depositMinor} geht an Sie zurück. Wir schreiben wieder, sobald die Bank es bestätigt hat.}}",
    },
    shortfall_asked: {
      subject: "Weniger haben bezahlt als vereinbart: {title}",
      text: "Die Zeit zum Bezahlen von „{title}“ ist um. {paidQuantity, plural, one {# Platz ist} other {# Plätze sind}} bezahlt, von {quantity}, für die Ihr Angebot genommen wurde.\n\nBitte sagen Sie bis {untilMs}, ob Ihnen das zum selben Preis genügt. Wenn Sie ablehnen oder nichts sagen, bekommen alle, die bezahlt haben, ihr Geld zurück, und Sie schulden nichts.",
    },
    proposal_asked: {
      subject: "Der Händler schlägt eine Änderung vor: {title}",
      text: "{daysLater, plural, =0 {Der Händler von „{title}“ schlägt einen anderen Preis vor: {unitPriceMinor} pro Stück, ohne Lieferung.} one {Der Händler von „{title}“ möchte # Tag später liefern als vereinbart.} other {Der Händler von „{title}“ möchte # Tage später liefern als vereinbart.}} Er schreibt: {words}\n\nSie entscheiden bis {untilMs}. Sie können zustimmen, bei dem bleiben, was vereinbart war, oder aussteigen und alles zurückbekommen. Wenn Sie nichts sagen, bleibt es bei der Vereinbarung.",
    },
    proposal_ended: {
      subject: "Die Antworten auf Ihren Vorschlag: {title}",
      text: "Die Mitglieder von „{title}“ haben auf Ihren Vorschlag geantwortet: {accepted, plural, one {# Platz nimmt ihn an} other {# Plätze nehmen ihn an}}, {kept} bleiben bei dem, was vereinbart war, {left} sind ausgestiegen.\n\nDie Bestellungen sagen für jede einzelne, bis wann zu versenden ist.",
    },
    deal_reopened: {
      subject: "Ein anderes Angebot wird versucht: {title}",
      text: "Zu wenige Mitglieder von „{title}“ haben den Restbetrag bezahlt, und der Händler liefert nicht so wenig. Mit allen, die bezahlt haben, wird das nächstbeste Angebot versucht.\n\nWas Sie nach dem Zuschlag bezahlt haben, geht vollständig an Sie zurück; Ihre Anzahlung bleibt und zählt wieder. Sie werden gefragt, bevor etwas über Ihrer Preisgrenze oder nach Ihrem letzten Tag Sie bindet, und wir schreiben wieder, wenn etwas zu zahlen ist.",
    },
    award_fell: {
      subject: "Ihr Teil ist nicht zustande gekommen: {title}",
      text: "{why, select, unpaid {Niemand, dessen Platz in „{title}“ bei {merchant} war, hat den Restbetrag bezahlt; deshalb wird von dort nichts geliefert.} shortfall {Zu wenige, deren Platz in „{title}“ bei {merchant} war, haben den Restbetrag bezahlt, und so wenig wird von dort nicht geliefert.} left {Alle anderen, deren Platz in „{title}“ bei {merchant} war, sind wegen einer vorgeschlagenen Änderung ausgestiegen.} other {{merchant}, wo Ihr Platz in „{title}“ war, kann nicht liefern.}} Andere Mitglieder haben andere Händler, und deren Bestellungen gehen weiter.\n\n{backMinor, select, none {Sie haben nichts zu zahlen, und von Ihnen ist nichts reserviert.} other {Alles, was für Sie gehalten wird, geht zurück: {backMinor}. Sie brauchen nichts zu tun; wir schreiben wieder, sobald die Bank es bestätigt hat.}}",
    },
    award_ended: {
      subject: "Sie liefern nichts: {title}",
      text: "{why, select, unpaid {Niemand, dessen Bestellung in „{title}“ bei Ihnen war, hat den Restbetrag bezahlt.} shortfall {Sie wurden gefragt, ob weniger Bestellungen von „{title}“ genügen, und haben nicht zugesagt.} other {Alle, deren Bestellung in „{title}“ bei Ihnen war, sind wegen der Änderung ausgestiegen, die Sie vorgeschlagen haben.}} Die Mitglieder bekommen alles zurück, und Sie schulden nichts. Was andere Händler liefern, geht weiter.",
    },
    ship_due: {
      subject: "Bitte versenden: {title}",
      text: "Die Mitglieder von „{title}“ haben bezahlt: {quantity, plural, one {# Platz ist} other {# Plätze sind}} zum Versand bereit, und Sie sehen die Adressen.\n\nBitte versenden Sie vor {shipByMs}. Für jede Bestellung werden Sie bezahlt, wenn sie bei ihrem Mitglied ist.",
    },
    shipped: {
      subject: "Unterwegs: {title}",
      text: "Ihre Bestellung von „{title}“ wurde versandt{carrier, select, none {} other { mit {carrier}}}{tracking, select, none {} other {, Nummer {tracking}}}.\n\nBitte sagen Sie, wenn Sie sie haben; dann wird der Händler bezahlt. Wenn Sie nichts sagen, gilt sie am {confirmAtMs} als erhalten. Wenn etwas nicht stimmt, sagen Sie es bitte vorher auf der Seite.",
    },
    balance_reminder: {
      subject: "Noch zu zahlen: {title}",
      text: "Der Restbetrag von {restMinor} für „{title}“ ist noch nicht bezahlt. Bitte zahlen Sie ihn vor {dueAtMs}.\n\nBis Sie die Ware haben, bleibt das Geld beim Zahlungsdienst. Die Seite sagt, was mit Ihrer Anzahlung geschieht, wenn der Restbetrag nicht bezahlt wird.",
    },
    service_dated: {
      subject: "Ein Termin für Sie: {title}",
      text: "Der Händler hat eingetragen, was mit Ihnen für „{title}“ vereinbart ist: {dateMs}.\n\nBitte sagen Sie, wenn es erledigt ist; dann wird der Händler bezahlt. Wenn Sie nichts sagen, gilt es am {confirmAtMs} als erledigt. Wenn etwas nicht stimmt, auch der Termin, sagen Sie es bitte vorher auf der Seite.",
    },
    delivered: {
      subject: "Geliefert, sagt der Händler: {title}",
      text: "Der Händler sagt, dass Ihre Bestellung von „{title}“ angekommen ist{proof, select, none {} other {: {proof}}}.\n\nBitte sehen Sie sie an und sagen Sie, dass Sie sie haben; dann wird der Händler bezahlt. Wenn Sie nichts sagen, gilt sie am {confirmAtMs} als erhalten. Wenn etwas nicht stimmt oder nichts da ist, sagen Sie es bitte vorher auf der Seite.",
    },
    dispute_opened: {
      subject: "Ein Mitglied sagt, dass etwas nicht stimmt: {title}",
      text: "Ein Mitglied von „{title}“ ist mit dem, was kam, nicht zufrieden und möchte {wantedMinor} zurück. Die Seite sagt, warum. Das Geld dieser Bestellung bleibt solange beim Zahlungsdienst.\n\nBitte antworten Sie bis {untilMs}: Geben Sie es zurück, schlagen Sie einen anderen Betrag vor oder lehnen Sie ab. Wenn Sie nichts sagen, geht {wantedMinor} zurück.",
    },
    dispute_proposed: {
      subject: "Der Händler schlägt {offeredMinor} vor: {title}",
      text: "Der Händler von „{title}“ hat Ihnen geantwortet und würde {offeredMinor} zurückgeben.\n\nBitte nehmen Sie das an oder lehnen Sie es ab, bis {untilMs}. Wenn Sie ablehnen, entscheiden die Betreiber. Wenn Sie nichts sagen, kommt {offeredMinor} zu Ihnen zurück und der Rest gehört dem Händler.",
    },
    dispute_rejected: {
      subject: "Der Händler sieht es anders: {title}",
      text: "Der Händler von „{title}“ möchte nichts zurückgeben. Deshalb sehen es sich die Betreiber an und entscheiden bis {untilMs}. Ihr Geld bleibt solange beim Zahlungsdienst. Sie brauchen nichts zu tun.",
    },
    dispute_raised: {
      subject: "Die Betreiber entscheiden: {title}",
      text: "Das Mitglied hat Ihren Vorschlag zu „{title}“ nicht angenommen. Deshalb sehen es sich die Betreiber an und entscheiden bis {untilMs}. Das Geld dieser Bestellung bleibt solange beim Zahlungsdienst. Sie brauchen nichts zu tun.",
    },
    dispute_ended: {
      subject: "Was nicht stimmte, ist geklärt: {title}",
      text: "{by, select, merchant {Der Händler von „{title}“ gibt Ihnen, was Sie wollten.} member {Sie haben sich mit dem Händler von „{title}“ geeinigt.} operator {Die Betreiber haben über Ihre Bestellung von „{title}“ entschieden. Die Seite sagt, warum.} merchant_silence {Der Händler von „{title}“ hat nicht rechtzeitig geantwortet, deshalb bekommen Sie, was Sie wollten.} member_silence {Sie haben nicht rechtzeitig geantwortet, deshalb gilt der Vorschlag des Händlers von „{title}“.} other {Über Ihre Bestellung von „{title}“ wurde nicht rechtzeitig entschieden, deshalb gilt die Mitte zwischen Ihnen und dem Händler.}}\n\n{refundMinor, select, none {Es geht nichts zurück; der Händler wird bezahlt.} other {{refundMinor} geht an Sie zurück. Wir schreiben wieder, sobald die Bank es bestätigt hat.}}",
    },
    dispute_closed: {
      subject: "Was nicht stimmte, ist geklärt: {title}",
      text: "{by, select, merchant {Sie geben einem Mitglied von „{title}“, was es wollte.} member {Ein Mitglied von „{title}“ hat sich mit Ihnen geeinigt.} operator {Die Betreiber haben über eine Bestellung von „{title}“ entschieden. Die Seite sagt, warum.} merchant_silence {Sie haben einem Mitglied von „{title}“ nicht rechtzeitig geantwortet, deshalb bekommt es, was es wollte.} member_silence {Ein Mitglied von „{title}“ hat Ihnen nicht rechtzeitig geantwortet, deshalb gilt Ihr Vorschlag.} other {Über eine Bestellung von „{title}“ wurde nicht rechtzeitig entschieden, deshalb gilt die Mitte zwischen Ihnen und dem Mitglied.}}\n\n{refundMinor, select, none {Es geht nichts zurück; der ganze Preis dieser Bestellung gehört Ihnen.} other {{refundMinor} geht an das Mitglied zurück, und der Rest dieser Bestellung gehört Ihnen.}}",
    },
    late_to_ship: {
      subject: "Sie sind im Verzug: {title}",
      text: "Die Bestellungen von „{title}“ sollten bis {shipByMs} versandt sein. Einige sind es nicht, und wir haben nichts von Ihnen gehört.\n\nBitte versenden Sie sie jetzt. Die Betreiber sind gebeten, es sich anzusehen. Wenn sie feststellen, dass Sie nicht liefern, geht alles an die Mitglieder zurück.",
    },
    shipping_late: {
      subject: "Ihre Bestellung ist verspätet: {title}",
      text: "Ihre Bestellung von „{title}“ sollte bis {shipByMs} versandt sein, und vom Händler war nichts zu hören. Die Betreiber sind gebeten, es sich anzusehen.\n\nIhr Geld ist noch beim Zahlungsdienst. Sie brauchen nichts zu tun.",
    },
    breached: {
      subject: "Der Kauf wurde beendet: {title}",
      text: "Die Betreiber haben festgestellt, dass „{title}“ nicht wie versprochen geliefert wurde: {words}\n\nWas Mitglieder nicht erhalten haben, wird ihnen zurückgezahlt. Was sie erhalten haben, gehört Ihnen.",
    },
    money_returned: {
      subject: "{amountMinor} ist zu Ihnen zurückgekommen: {title}",
      text: "Die Bank hat es bestätigt: {amountMinor} für „{title}“ wird nicht mehr gehalten und gehört wieder Ihnen. Bis Ihre Bank es anzeigt, können einige Tage vergehen.",
    },
    refund_failed: {
      subject: "Ihr Geld konnte noch nicht zurückgehen: {title}",
      text: "Wir wollten {amountMinor} für „{title}“ zurückgeben, und die Bank hat es nicht angenommen. Das Geld wird weiter für Sie gehalten, und niemand sonst kann es bekommen.\n\nWir versuchen es noch einmal, und wenn auch das nicht gelingt, sieht es sich ein Mensch an. Sie brauchen jetzt nichts zu tun.",
    },
    settled: {
      subject: "Erledigt: {title}",
      text: "Alles um „{title}“ ist abgeschlossen: {quantity, plural, one {Ihr Platz wurde} other {Ihre # Plätze wurden}} geliefert und bezahlt. Die Seite bewahrt das Protokoll und Ihre Belege auf.",
    },
    closing_soon: {
      subject: "Ende in {minutes, select, 1440 {24 Stunden} 60 {einer Stunde} other {{minutes} Minuten}}: {title}",
      text: "„{title}“ endet am {closesAtMs}. Sie haben einen Platz oder warten auf einen; Sie müssen nichts tun.\n\nDie Seite sagt, wie viele mitmachen und bis wann Sie aussteigen können und Ihre Anzahlung zurückbekommen.",
    },
    receipt_soon: {
      subject: "{what, select, service {Ist es erledigt?} other {Ist es angekommen?}} {title}",
      text: "{what, select, service {Was mit Ihnen für „{title}“ vereinbart ist, gilt als erledigt} other {Ihre Bestellung von „{title}“ gilt als erhalten}}, und zwar am {confirmAtMs}, wenn Sie nichts sagen. Dann wird der Händler bezahlt.\n\nWenn alles gut ist, können Sie es jetzt sagen. Wenn etwas nicht stimmt oder nichts gekommen ist, sagen Sie es bitte vorher auf der Seite: Das Geld bleibt beim Zahlungsdienst, bis das geklärt ist.",
    },
    review_waiting: {
      subject: "Eine Prüfung wartet: {title}",
      text: "„{title}“ wartet auf eine Prüfung seit {sinceMs}. Die Anzahlung für den Start ist reserviert, und niemand kann mitmachen, bis jemand entscheidet.\n\nEr wird nie von selbst veröffentlicht.",
    },
    suspension_waiting: {
      subject: "Seit drei Tagen angehalten: {title}",
      text: "„{title}“ ist angehalten seit {sinceMs}. Solange das so ist, bleiben die Anzahlungen der Mitglieder reserviert.\n\nJetzt muss eine zweite Person entscheiden: fortsetzen oder absagen.",
    },
    books_refused: {
      subject: "Die Bücher vom {title} sind nicht abgeschlossen",
      text: "Unsere Bücher und der Auszug des Anbieters stimmen für den {title} nicht überein, beurteilt am {judgedAtMs}. Die Seite sagt, um wie viel, seit wann, und was es berichtigen würde.\n\nDer Abschluss wird stündlich wieder versucht. Von selbst wird nichts gebucht.",
    },
    seated: {
      subject: "Sie sind dabei: {title}",
      text: "In „{title}“ wurde ein Platz frei, und Sie waren die Nächsten auf der Warteliste. Ihre Anzahlung war schon da, also {quantity, plural, one {gehört der Platz Ihnen} other {gehören die # Plätze Ihnen}}. Sie brauchen nichts zu tun.",
    },
    removed: {
      subject: "Ihr Platz wurde zurückgenommen: {title}",
      text: "Die Betreiber haben Ihren Platz in „{title}“ zurückgenommen. {words}\n\n{backMinor, select, none {Es wurde nichts genommen.} other {Alles, was für Sie gehalten wird, geht zurück: {backMinor}.}} Wenn Sie das für falsch halten, schreiben Sie uns.",
    },
    incident_extended: {
      subject: "Mehr Zeit nach einer Störung bei uns: {title}",
      text: "Bei uns ist etwas schiefgegangen, deshalb ist „{title}“ offen bis {closesAtMs}. {words}\n\nSonst hat sich nichts geändert. Bis dahin können Sie ohne Kosten aussteigen, auch in den letzten Minuten.",
    },
    part_ended: {
      subject: "Was Sie hinzugefügt hatten, wurde freigegeben: {title}",
      text: "{why, select, unpaid {Die Anzahlung für das, was Sie Ihrem Platz in „{title}“ hinzugefügt hatten, wurde nicht rechtzeitig bezahlt, deshalb wurde dieser Teil freigegeben.} deposit {Die Anzahlung für das, was Sie Ihrem Platz in „{title}“ hinzugefügt hatten, konnte nicht gehalten werden, deshalb wurde dieser Teil freigegeben.} packs {„{title}“ wird in ganzen Packungen gekauft, und was Sie hinzugefügt hatten, hat keine Packung voll gemacht; deshalb wurde dieser Teil freigegeben.} other {Das für „{title}“ gewählte Angebot hat nicht Platz für alles, was Sie hinzugefügt hatten.}} Es {quantity, plural, one {war # Stück} other {waren # Stück}}.\n\nIhr Platz bleibt, wie er vorher war. Was für den hinzugefügten Teil reserviert war, geht von selbst zurück.",
    },
    packed: {
      subject:
        "{how, select, filled {Sie bekommen {pieces, plural, one {ein Stück} other {# Stück}} mehr: {title}} other {Sie bekommen {pieces, plural, one {ein Stück} other {# Stück}} weniger: {title}}}",
      text: "{how, select, filled {„{title}“ wird in ganzen Packungen gekauft. Die letzte wurde aufgefüllt, und Sie hatten gesagt, dass Sie mehr nehmen würden: Sie bekommen {pieces, plural, one {ein Stück} other {# Stück}} mehr als bestellt, insgesamt {quantity}. Dafür wurde keine Anzahlung verlangt, der Preis gehört deshalb zu dem, was Sie jetzt zahlen.} other {„{title}“ wird in ganzen Packungen gekauft. Die letzte konnte nicht gefüllt werden, und Sie hatten gesagt, dass weniger auch genügt: Sie bekommen {pieces, plural, one {ein Stück} other {# Stück}} weniger als bestellt, insgesamt {quantity}. Was für die anderen reserviert war, geht von selbst zurück.}}",
    },
    guarantee_called: {
      subject: "Ihre Anzahlung geht an die Mitglieder: {title}",
      text: "{why, select, cancelled {Sie haben „{title}“ abgesagt, nachdem das Minimum erreicht war.} other {Der Restbetrag für Ihren eigenen Platz in „{title}“ wurde nicht rechtzeitig bezahlt.}} Wie die Regeln von Anfang an sagten, geht Ihre Anzahlung von {amountMinor} zu gleichen Teilen an {members, plural, one {das eine Mitglied, das} other {die # Mitglieder, die}} sich auf Sie verlassen {members, plural, one {hat} other {haben}}.",
    },
    forfeits_called: {
      subject: "Ihre Anzahlung geht an die Mitglieder, die bezahlt haben: {title}",
      text: "Zu wenige haben den Restbetrag für „{title}“ bezahlt, deshalb ist er nicht zustande gekommen. Wie die Regeln von Anfang an sagten, geht Ihre Anzahlung von {amountMinor} im Verhältnis der Plätze an {members, plural, one {das eine Mitglied, das bezahlt hatte} other {die # Mitglieder, die bezahlt hatten}}.",
    },
    share_paid: {
      subject: "{amountMinor} wurde an Sie ausgezahlt: {title}",
      text: "{of, select, no_shows {„{title}“ ist nicht zustande gekommen, weil Mitglieder den Restbetrag nicht bezahlt haben; ihre Anzahlungen wurden unter denen geteilt, die bezahlt hatten.} bond {Der Händler von „{title}“ hat sich nicht an die Vereinbarung gehalten; seine Sicherheit wurde unter denen geteilt, deren Ware nicht kam.} other {„{title}“ wurde von der Person nicht durchgehalten, die ihn gestartet hat; ihre Anzahlung wurde unter den Mitgliedern geteilt.}} Ihr Anteil von {amountMinor} wurde an Sie ausgezahlt. Er kommt zu Ihrem eigenen Geld hinzu.",
    },
    bond_taken: {
      subject: "Ihre Sicherheit ist bezahlt: {title}",
      text: "Die Bank hat Ihre Sicherheit von {amountMinor} für „{title}“ bestätigt: Ihr Angebot kann gewählt werden.\n\nSie kommt von selbst zurück, wenn Ihr Angebot nicht genommen wird, zurückgezogen wird oder abläuft, und wenn der Kauf abgeschlossen ist. An die Mitglieder ginge sie, wenn die Betreiber die Vereinbarung für gebrochen erklären müssten.",
    },
    bond_declined: {
      subject: "Ihre Sicherheit wurde nicht bezahlt: {title}",
      text: "Die Bank hat Ihre Sicherheit von {amountMinor} für „{title}“ nicht freigegeben und behält nichts davon. Ohne sie kann Ihr Angebot nicht gewählt werden.\n\nDie Seite Ihres Angebots sagt, bis wann Sie es noch einmal versuchen oder anders bezahlen können.",
    },
    bond_returned: {
      subject: "Ihre Sicherheit von {amountMinor} ist zurück: {title}",
      text: "Die Bank hat es bestätigt: Ihre Sicherheit von {amountMinor} für „{title}“ gehört wieder Ihnen. Bis Ihre Bank es anzeigt, können einige Tage vergehen.",
    },
    bond_forfeited: {
      subject: "Ihre Sicherheit geht an die Mitglieder: {title}",
      text: "Die Betreiber haben die Vereinbarung zu „{title}“ für gebrochen erklärt. Wie die Regeln von Anfang an sagten, geht Ihre Sicherheit von {amountMinor} im Verhältnis der Plätze an {members, plural, one {das eine Mitglied, dessen} other {die # Mitglieder, deren}} Ware nicht kam.",
    },
    question_asked: {
      subject: "Eine Frage: {title}",
      text: "Jemand hat etwas zu „{title}“ gefragt. Ihre Antwort lesen alle, die überlegen mitzumachen.",
    },
    question_answered: {
      subject: "Ihre Frage wurde beantwortet: {title}",
      text: "Auf Ihre Frage zu „{title}“ gibt es jetzt eine Antwort.",
    },
    review_written: {
      subject: "Eine Bewertung: {title}",
      text: "Jemand, der „{title}“ bei Ihnen gekauft hat, hat eine Bewertung geschrieben. Sie können einmal öffentlich darauf antworten.",
    },
    review_answered: {
      subject: "Ihre Bewertung wurde beantwortet: {title}",
      text: "Der Händler von „{title}“ hat auf Ihre Bewertung geantwortet.",
    },
    demand_found: {
      subject: "Das wird gesucht: {title}",
      text: "„{title}“ wurde gerade veröffentlicht. {why, select, none {Es passt zu den Filtern Ihres Suchauftrags „{interest}“.} other {Es passt zu Ihrem Suchauftrag „{interest}“: {why}.}}\n\nEs schließt am {closesAtMs}. Wenn Sie liefern können, machen Sie ein Angebot für alle, die mitmachen.",
    },
    demands_found: {
      subject: "{count} neu für Ihre Suchaufträge: {title}",
      text: "{count, plural, one {# neues Gesuch passt zu Ihren Suchaufträgen: „{title}“.} other {# neue Gesuche passen zu Ihren Suchaufträgen, „{title}“ am besten.}}\n\n{list}\n\nAlle stehen auf der Seite, auch warum sie gefunden wurden.",
    },
  },
};
