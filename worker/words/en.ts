import type { Words } from "./words.ts";

/**
 * English. A kind without words does not compile. Calm and plain (web.md 5.11): what happened, what it means for this
 * person's money, what is asked of them and until when. Never "charged" for a hold, never "refunded" before the provider
 * has said so, never "closed" while payments are still settling.
 */
export const english: Words = {
  instant: "{day}, {clock} your time ({offset}), which is {utc}",
  mute: "You can turn messages like this one off:",
  mail: {
    open: "See it on Onebell",
    code: {
      subject: "{code} is your Onebell code",
      text: "Your sign-in code is {code}.\n\nIt works once, for ten minutes. If you did not ask for it, ignore this message: nobody gets in without it.",
    },
    emailCode: {
      subject: "{code} confirms your address at Onebell",
      text: "Your code for this address is {code}.\n\nIt works once, for ten minutes, where you asked for it. If you did not ask for it, ignore this message: nothing changes without it.",
    },
    emailChanged: {
      subject: "Your Onebell account has another address",
      text: "The address of your account was changed to {hint}. Messages go there from now on, and all other devices were signed out.\n\nIf that was not you, write to us at once.",
    },
    payoutAccount: {
      subject: "Payouts of {merchant} go to another account",
      text: "The payout account of {merchant} was set to the one that ends in {hint}.\n\nIf that was not you, sign out everywhere and write to us at once.",
    },
  },
  notices: {
    published: {
      subject: "Your group-buy is open: {title}",
      text: "Your deposit is verified, and everybody can see “{title}” and join it.\n\nIt takes {quantityMinimum, plural, one {# place} other {# places}} to go ahead. It closes on {closesAtMs}. If too few have joined by then, every deposit goes back, yours too.",
    },
    returned_to_draft: {
      subject: "Not published yet: {title}",
      text: "{reason, select, declined {The bank declined the deposit, so “{title}” is a draft again.} timeout {The deposit was not paid in time, so “{title}” is a draft again.} too_late {The deposit was verified too shortly before the deadline, so “{title}” is a draft again.} audit {The deposit did not match what was asked for, so “{title}” is a draft again.} by_initiator {You took “{title}” back. It is a draft again.} other {“{title}” is a draft again.}}\n\nNobody else has seen it. If anything was held, it is on its way back. You can change the draft and submit it again.",
    },
    deposit_declined: {
      subject: "Your payment was declined: {title}",
      text: "The bank declined {amountMinor} for “{title}”. Nothing was taken.\n\nYou can try again or name another way to pay, for as long as the page says that your place is held.",
    },
    deposit_at_risk: {
      subject: "Your deposit could not be secured: {title}",
      text: "The hold on your deposit of {amountMinor} for “{title}” ends before the group-buy does, so we tried to secure it, and the bank declined.\n\nWe try once more on {retryAtMs}. Please make sure that your bank allows it. If it is declined again, your place is given up and the hold is released.",
    },
    deposit_lapsed: {
      subject: "The hold on your deposit has ended: {title}",
      text: "The bank’s hold of {amountMinor} for “{title}” has ended. That money is yours again; nothing was taken.",
    },
    seat_at_risk: {
      subject: "Please pay again: {title}",
      text: "{why, select, reversed {The bank has let go of your deposit of {amountMinor} for “{title}” before its time.} other {Your bank has called back your deposit of {amountMinor} for “{title}”.}}\n\nYour place is kept until {payByMs}, but it does not count until the deposit is paid again. You can do that on the page, with the same means of payment or another. If you do not, the place is given up.",
    },
    deposit_in_review: {
      subject: "Your payment is being examined: {title}",
      text: "The bank is examining your payment of {amountMinor} for “{title}” again. That happens, and mostly ends well. Your place stands meanwhile.\n\nYou need not do anything. We write again if the bank lets the money go.",
    },
    chargeback: {
      subject:
        "{stage, select, opened {Your bank has called a payment back} won {A payment is here again} other {A payment has gone back to your bank}}: {title}",
      text: "{stage, select, opened {Your bank has called back {amountMinor} that you paid for “{title}”. The banks decide who is right; that can take weeks. If it was a mistake, please tell your bank.} won {Your bank had called back {amountMinor} for “{title}”, and has returned it to the provider. It goes on where it was going: to your place, or back to you if the place has ended.} other {Your bank has called back {amountMinor} for “{title}” for good. You have that money by your bank; nothing more of it comes from us.}}",
    },
    order_called_back: {
      subject:
        "{stage, select, opened {A payment of an order was called back} won {A payment of an order is here again} other {A payment of an order is lost}}: {title}",
      text: "{stage, select, opened {The bank of a member of “{title}” has called back {amountMinor}. If you have not sent anything to this member yet, please wait. If you have, keep what proves it: an operator will ask you for it.} won {The bank that had called back {amountMinor} for “{title}” has returned it. Everything goes on.} other {{amountMinor} for “{title}” was called back for good. What was not sent need not be sent. What was already yours is taken from your reserve, and beyond that is owed.}}",
    },
    promoted: {
      subject: "A place is free for you: {title}",
      text: "You were next on the waiting list of “{title}”, and a place is yours.\n\nTo keep it, pay the deposit of {amountMinor} before {payByMs}. If you do not want it any more, do nothing: the place goes to the next in line, and nothing is taken.",
    },
    seat_expired: {
      subject: "Your place was given up: {title}",
      text: "The deposit for “{title}” was not paid in time, so your place was given up.\n\n{backMinor, select, none {Nothing was taken. If a payment still arrives, it goes back by itself.} other {What is held, {backMinor}, goes back by itself.}}",
    },
    left: {
      subject: "You have left: {title}",
      text: "You have left “{title}”.\n\n{backMinor, select, none {Nothing was held, so nothing is owed to you. If a payment still arrives, it goes back by itself.} other {{backMinor} goes back to you. We write again once the bank has confirmed it.}}",
    },
    suspended: {
      subject: "Paused: {title}",
      text: "An operator has paused “{title}”: {words}\n\nNobody can join it, and nobody pays anything, while it is paused. Your deposit stays where it is. You may leave at any time and get it back.",
    },
    resumed: {
      subject: "It goes on: {title}",
      text: "“{title}” is no longer paused. It closes on {closesAtMs}.\n\nYou need not do anything. If you would rather leave, you can until {freeExitUntilMs}, and your deposit goes back in full.",
    },
    extended: {
      subject: "The announced extension has begun: {title}",
      text: "Too few had joined “{title}” by its deadline, and the extension that was announced from the start has begun. It happens once. The new deadline is {closesAtMs}.\n\nYou need not do anything to stay. You may leave until then and get your deposit back in full.",
    },
    failed: {
      subject: "It did not happen: {title}",
      text: "{reason, select, below_minimum {Too few joined “{title}” in time.} no_offer {No merchant made an offer for “{title}” that fits.} merchant_declined {The merchant of “{title}” did not stand by the offer, and no other offer fits.} collection_shortfall {Too few members of “{title}” paid the rest.} merchant_breach {The merchant of “{title}” cannot deliver.} other {“{title}” did not happen.}}\n\n{backMinor, select, none {You have nothing to pay, and nothing of yours is held.} other {Everything held for you goes back: {backMinor}. You need not do anything; we write again once the bank has confirmed it.}}",
    },
    cancelled: {
      subject: "Cancelled: {title}",
      text: "{reason, select, by_initiator {The initiator has cancelled “{title}”.} review_rejected {An operator has looked at “{title}” and did not publish it.} other {An operator has cancelled “{title}”.}} {words}\n\n{backMinor, select, none {You have nothing to pay, and nothing of yours is held.} other {Everything held for you goes back: {backMinor}. You need not do anything; we write again once the bank has confirmed it.}}",
    },
    minimum_reached: {
      subject: "Enough have joined: {title}",
      text: "“{title}” has reached its minimum: {count} of {quantityMinimum}. It goes ahead if it still has them when it closes, on {closesAtMs}.\n\nYou need not do anything. Your deposit stays as it is.",
    },
    minimum_lost: {
      subject: "No longer enough: {title}",
      text: "Somebody has left “{title}”, and it is below its minimum again: {count} of {quantityMinimum}.\n\nIf it stays so until it closes, on {closesAtMs}, it does not happen and every deposit goes back. You need not do anything.",
    },
    waitlist_ended: {
      subject: "No place came free: {title}",
      text: "“{title}” has counted its places, and no place came free for you on its waiting list. Nothing was taken and nothing is held.",
    },
    count_frozen: {
      subject: "The places are counted: {title}",
      text: "The bell has rung for “{title}”, and every deposit is verified: {quantity, plural, one {# place} other {# places}} ({regions}).\n\nYour offer is among those that can be taken. You need not do anything: we write when one is chosen and it is yours.",
    },
    demand_ended: {
      subject: "Your offer is no longer binding: {title}",
      text: "{reason, select, below_minimum {Too few joined “{title}” in time.} no_offer {No offer for “{title}” fitted enough of its members.} merchant_declined {The offer taken for “{title}” was not confirmed, and no other fits.} collection_shortfall {Too few members of “{title}” paid the rest.} by_initiator {The initiator has cancelled “{title}”.} other {“{title}” has been ended.}}\n\nYour offer for it binds you no longer. You owe nothing and are owed nothing.",
    },
    choose: {
      subject: "Please choose an offer: {title}",
      text: "The offers for “{title}” are in, and the choice is yours, until {untilMs}.\n\nIf you do not choose by then, the best offer is taken by the rule that everybody joined under.",
    },
    vote: {
      subject: "Please vote on the offers: {title}",
      text: "The offers for “{title}” are in, and the members choose. You have one vote, which you may change, until {untilMs}.\n\nNothing is paid by voting. If fewer than a fifth vote, the best offer is taken by rule.",
    },
    consent_asked: {
      subject: "Does this offer suit you? {title}",
      text: "The offer chosen for “{title}” is outside of what you said when you joined: {unitPriceMinor} each, before delivery. The page shows what it comes to for you.\n\nYou decide until {untilMs}. If you agree, you keep your place. If you decline, or say nothing, you leave{backMinor, select, none {} other { and {backMinor} goes back to you}}.",
    },
    opted_out: {
      subject: "You have left: {title}",
      text: "{why, select, ceiling {The offer taken for “{title}” is above your ceiling, so it does not bind you.} delivery {The offer taken for “{title}” comes later than your latest day, so it does not bind you.} country {The offer taken for “{title}” is not delivered to your country.} capacity {The offer taken for “{title}” does not reach as far as your place in line.} declined {You declined the offer for “{title}”.} packs {“{title}” is bought in whole packs, and your pieces made no pack whole.} proposal {You left “{title}” over what its merchant proposed.} silence {You were asked about the offer for “{title}” and did not answer, so it does not bind you.} other {You are no longer part of “{title}”.}}\n\n{backMinor, select, none {Nothing of yours is held.} other {{backMinor} goes back to you. We write again once the bank has confirmed it.}}",
    },
    offer_received: {
      subject: "An offer has arrived: {title}",
      text: "A merchant has made an offer for “{title}”. There {count, plural, one {is now one offer} other {are now # offers}}.\n\nYou need not do anything: offers can only become better until the bell.",
    },
    offer_chosen: {
      subject: "Your offer was chosen: {title}",
      text: "Your offer for “{title}” was chosen: {quantity, plural, one {# place} other {# places}} at {unitPriceMinor} each.\n\nPlease say whether you stand by it, until {untilMs}. If you decline, or say nothing, the next best offer is tried.",
    },
    offer_accepted: {
      subject: "The deal is made: {title}",
      text: "Your offer for “{title}” is binding: {quantity, plural, one {# place} other {# places}} at {unitPriceMinor} each.\n\nThe members now pay the rest, until {balanceDueAtMs}. You need not do anything yet: we write when everything that was paid can be shipped.",
    },
    offer_fell: {
      subject: "Your offer was not taken after all: {title}",
      text: "{why, select, too_few {Your offer for “{title}” was outside of what some members had said, and too many of them left.} silence {You were asked whether you stand by your offer for “{title}”, and did not answer in time.} other {Your offer for “{title}” was not taken.}}\n\nThe next best offer is tried. You owe nothing and are owed nothing.",
    },
    balance_due: {
      subject: "Please pay the rest: {title}",
      text: "“{title}” goes ahead. It comes to {totalMinor} for you, delivery included; your deposit counts towards it.\n\nPlease pay the rest of {restMinor} before {dueAtMs}. Until you have the goods, the provider keeps the money. The page says what happens to your deposit if the rest is not paid.",
    },
    no_show: {
      subject: "The rest was not paid: {title}",
      text: "The rest for “{title}” was not paid in time, so you are no longer part of it.\n\n{fate, select, forfeited {Under the rules you joined by, your deposit of {depositMinor} goes to the merchant for the places left behind.} waiting {So few have paid that the merchant is being asked whether that is enough. If it is, your deposit of {depositMinor} goes to the merchant, under the rules you joined by; if it is not, it goes back to you.} at_stake {So few have paid that the merchant is being asked whether that is enough. If it is, your deposit of {depositMinor} goes to the merchant, under the rules you joined by. If it is not, the next best offer is tried and your deposit goes back to you; where there is none, it goes to the members who had paid.} other {Your deposit of {depositMinor} goes back to you. We write again once the bank has confirmed it.}}",
    },
    shortfall_asked: {
      subject: "Fewer have paid than agreed: {title}",
      text: "The time to pay for “{title}” is over. {paidQuantity, plural, one {# place is} other {# places are}} paid, of {quantity} that your offer was taken for.\n\nPlease say whether that is enough for you, at the same price, until {untilMs}. If you decline, or say nothing, everybody who paid gets the money back, and you owe nothing.",
    },
    proposal_asked: {
      subject: "The merchant proposes a change: {title}",
      text: "{daysLater, plural, =0 {The merchant of “{title}” proposes another price: {unitPriceMinor} each, before delivery.} one {The merchant of “{title}” would like to deliver # day later than agreed.} other {The merchant of “{title}” would like to deliver # days later than agreed.}} They write: {words}\n\nYou decide until {untilMs}. You may agree, keep what was agreed, or leave and get everything back. If you say nothing, what was agreed stays.",
    },
    proposal_ended: {
      subject: "The answers to your proposal: {title}",
      text: "The members of “{title}” have answered what you proposed: {accepted, plural, one {# place accepts it} other {# places accept it}}, {kept} keep what was agreed, {left} have left.\n\nThe orders say for each of them until when to ship.",
    },
    deal_reopened: {
      subject: "Another offer is tried: {title}",
      text: "Too few members of “{title}” paid the rest, and the merchant does not deliver as few. The next best offer is tried with everybody who did pay.\n\nWhat you paid after the award goes back to you in full; your deposit stays and counts again. You are asked before anything above your ceiling or after your latest day binds you, and we write again when there is something to pay.",
    },
    award_fell: {
      subject: "Your part did not happen: {title}",
      text: "{why, select, unpaid {Nobody whose place in “{title}” was with {merchant} paid the rest, so they deliver nothing.} shortfall {Too few whose place in “{title}” was with {merchant} paid the rest, and they do not deliver as few.} left {Everybody else whose place in “{title}” was with {merchant} has left over a change that they proposed.} other {{merchant}, with whom your place in “{title}” was, cannot deliver.}} Other members have other merchants, and their orders go on.\n\n{backMinor, select, none {You have nothing to pay, and nothing of yours is held.} other {Everything held for you goes back: {backMinor}. You need not do anything; we write again once the bank has confirmed it.}}",
    },
    award_ended: {
      subject: "You deliver nothing: {title}",
      text: "{why, select, unpaid {Nobody whose order in “{title}” was with you paid the rest.} shortfall {You were asked whether fewer orders of “{title}” will do, and did not say yes.} other {Everybody whose order in “{title}” was with you has left over the change that you proposed.}} The members get everything back, and you owe nothing. What other merchants deliver goes on.",
    },
    ship_due: {
      subject: "Please ship: {title}",
      text: "The members of “{title}” have paid: {quantity, plural, one {# place is} other {# places are}} ready to be shipped, and you can see the addresses.\n\nPlease ship them before {shipByMs}. You are paid for each order when its member has it.",
    },
    shipped: {
      subject: "On its way: {title}",
      text: "Your order of “{title}” has been shipped{carrier, select, none {} other { with {carrier}}}{tracking, select, none {} other {, number {tracking}}}.\n\nPlease say when you have it; the merchant is paid then. If you say nothing, it counts as received on {confirmAtMs}. If something is wrong, say so on the page before that.",
    },
    balance_reminder: {
      subject: "Still to pay: {title}",
      text: "The rest of {restMinor} for “{title}” is not paid yet. Please pay it before {dueAtMs}.\n\nUntil you have the goods, the provider keeps the money. The page says what happens to your deposit if the rest is not paid.",
    },
    service_dated: {
      subject: "A date for you: {title}",
      text: "The merchant has put down what was agreed with you for “{title}”: {dateMs}.\n\nPlease say when it has been done; the merchant is paid then. If you say nothing, it counts as done on {confirmAtMs}. If something is wrong, the date too, say so on the page before that.",
    },
    delivered: {
      subject: "Delivered, says the merchant: {title}",
      text: "The merchant says that your order of “{title}” has arrived{proof, select, none {} other {: {proof}}}.\n\nPlease look at it and say that you have it; the merchant is paid then. If you say nothing, it counts as received on {confirmAtMs}. If something is wrong, or nothing is there, say so on the page before that.",
    },
    dispute_opened: {
      subject: "A member says that something is wrong: {title}",
      text: "A member of “{title}” is not content with what came, and would like {wantedMinor} back. The page says why. The money of this order stays with the provider meanwhile.\n\nPlease answer until {untilMs}: give it back, propose another amount, or reject it. If you say nothing, {wantedMinor} goes back.",
    },
    dispute_proposed: {
      subject: "The merchant proposes {offeredMinor}: {title}",
      text: "The merchant of “{title}” has answered you and would give {offeredMinor} back.\n\nPlease take it or decline it until {untilMs}. If you decline, an operator decides. If you say nothing, {offeredMinor} comes back to you and the rest is the merchant’s.",
    },
    dispute_rejected: {
      subject: "The merchant sees it otherwise: {title}",
      text: "The merchant of “{title}” does not want to give anything back, so an operator looks at it and decides, until {untilMs}. Your money stays with the provider meanwhile. You need not do anything.",
    },
    dispute_raised: {
      subject: "An operator decides: {title}",
      text: "The member did not take your proposal for “{title}”, so an operator looks at it and decides, until {untilMs}. The money of this order stays with the provider meanwhile. You need not do anything.",
    },
    dispute_ended: {
      subject: "What was wrong is settled: {title}",
      text: "{by, select, merchant {The merchant of “{title}” gives you what you wanted.} member {You have come to terms with the merchant of “{title}”.} operator {An operator has decided about your order of “{title}”. The page says why.} merchant_silence {The merchant of “{title}” did not answer in time, so you get what you wanted.} member_silence {You did not answer in time, so the proposal of the merchant of “{title}” holds.} other {No operator has decided about your order of “{title}” in time, so it is the middle between you and the merchant.}}\n\n{refundMinor, select, none {Nothing goes back; the merchant is paid.} other {{refundMinor} goes back to you. We write again once the bank has confirmed it.}}",
    },
    dispute_closed: {
      subject: "What was wrong is settled: {title}",
      text: "{by, select, merchant {You give a member of “{title}” what they wanted.} member {A member of “{title}” has come to terms with you.} operator {An operator has decided about an order of “{title}”. The page says why.} merchant_silence {You did not answer a member of “{title}” in time, so they get what they wanted.} member_silence {A member of “{title}” did not answer you in time, so your proposal holds.} other {No operator has decided about an order of “{title}” in time, so it is the middle between you and the member.}}\n\n{refundMinor, select, none {Nothing goes back; the whole price of this order is yours.} other {{refundMinor} goes back to the member, and the rest of this order is yours.}}",
    },
    late_to_ship: {
      subject: "You are late: {title}",
      text: "The orders of “{title}” were to be shipped by {shipByMs}. Some have not been, and we have not heard from you.\n\nPlease ship them now. Operators have been asked to look at it. If they find that you do not deliver, everything goes back to the members.",
    },
    shipping_late: {
      subject: "Your order is late: {title}",
      text: "Your order of “{title}” was to be shipped by {shipByMs}, and the merchant has not been heard from. Operators have been asked to look at it.\n\nYour money is still with the provider. You need not do anything.",
    },
    breached: {
      subject: "The deal has been ended: {title}",
      text: "An operator has found that “{title}” was not delivered as promised: {words}\n\nWhat members have not received is paid back to them. What they have received is yours.",
    },
    money_returned: {
      subject: "{amountMinor} has come back to you: {title}",
      text: "The bank has confirmed it: {amountMinor} for “{title}” is no longer held, and yours again. Your bank may take some days to show it.",
    },
    refund_failed: {
      subject: "Your money could not be returned yet: {title}",
      text: "We tried to return {amountMinor} for “{title}”, and the bank did not take it. The money is still held for you, and nobody else can have it.\n\nWe try again, and a person looks at it if that fails too. You need not do anything now.",
    },
    settled: {
      subject: "Done: {title}",
      text: "Everything about “{title}” is settled: {quantity, plural, one {your place has} other {your # places have}} been delivered and paid for. The page keeps the record and your receipts.",
    },
    closing_soon: {
      subject: "It closes in {minutes, select, 1440 {24 hours} 60 {one hour} other {{minutes} minutes}}: {title}",
      text: "“{title}” closes on {closesAtMs}. You have a place, or wait for one; there is nothing you must do.\n\nThe page says how many have joined, and until when you may leave and get your deposit back.",
    },
    receipt_soon: {
      subject: "{what, select, service {Has it been done?} other {Has it arrived?}} {title}",
      text: "{what, select, service {What was agreed with you for “{title}” counts as done} other {Your order of “{title}” counts as received}} on {confirmAtMs} if you say nothing. The merchant is paid then.\n\nIf all is well, you can say so now. If something is wrong, or nothing has come, please say so on the page before then: the money stays with the provider until that is settled.",
    },
    review_waiting: {
      subject: "A review waits: {title}",
      text: "“{title}” has been waiting for a review since {sinceMs}. Its initiator’s deposit is held, and nobody can join until somebody decides.\n\nIt is never published by itself.",
    },
    suspension_waiting: {
      subject: "Paused for three days: {title}",
      text: "“{title}” has been paused since {sinceMs}. Its members’ deposits stay held for as long as it is.\n\nA second operator has to decide now: resume it, or cancel it.",
    },
    books_refused: {
      subject: "The books of {title} do not agree",
      text: "Our books and the provider’s statement do not agree for {title}, as judged on {judgedAtMs}. The page says by how much, since when, and what would set it right.\n\nThe close is tried again every hour. Nothing is booked by itself.",
    },
    seated: {
      subject: "You are in: {title}",
      text: "A place came free in “{title}”, and you were next on the waiting list. Your deposit was there already, so {quantity, plural, one {the place is yours} other {the # places are yours}}. You need not do anything.",
    },
    removed: {
      subject: "Your place was taken back: {title}",
      text: "An operator has taken your place in “{title}” back. {words}\n\n{backMinor, select, none {Nothing was taken.} other {Everything held for you goes back: {backMinor}.}} If you think that this is wrong, write to us.",
    },
    incident_extended: {
      subject: "More time after a fault of ours: {title}",
      text: "Something went wrong on our side, so “{title}” is open until {closesAtMs}. {words}\n\nNothing else has changed. Until then you may leave without any cost, even in the last minutes.",
    },
    part_ended: {
      subject: "What you added was given up: {title}",
      text: "{why, select, unpaid {The deposit for what you added to your place in “{title}” was not paid in time, so that part was given up.} deposit {The deposit for what you added to your place in “{title}” could not be kept, so that part was given up.} packs {“{title}” is bought in whole packs, and what you added made no pack whole, so that part was given up.} other {The offer that was taken for “{title}” has no room for all that you added, so that part was given up.}} It was {quantity, plural, one {# unit} other {# units}}.\n\nYour place stays as it was before. What was held for the added part goes back by itself.",
    },
    packed: {
      subject:
        "{how, select, filled {You get {pieces, plural, one {one piece} other {# pieces}} more: {title}} other {You get {pieces, plural, one {one piece} other {# pieces}} fewer: {title}}}",
      text: "{how, select, filled {“{title}” is bought in whole packs. The last one was filled, and you said that you would take more: you get {pieces, plural, one {one piece} other {# pieces}} more than you ordered, {quantity} in all. No deposit was asked for them, so their price is part of what you pay now.} other {“{title}” is bought in whole packs. The last one could not be filled, and you said that fewer will do: you get {pieces, plural, one {one piece} other {# pieces}} fewer than you ordered, {quantity} in all. What was held for the others goes back by itself.}}",
    },
    guarantee_called: {
      subject: "Your deposit goes to the members: {title}",
      text: "{why, select, cancelled {You cancelled “{title}” after its minimum had been reached.} other {The rest for your own place in “{title}” was not paid in time.}} As the rules said from the start, your deposit of {amountMinor} goes to {members, plural, one {the one member} other {the # members}} who relied on you, in equal parts.",
    },
    forfeits_called: {
      subject: "Your deposit goes to the members who paid: {title}",
      text: "Too few paid the rest for “{title}”, so it has failed. As the rules said from the start, your deposit of {amountMinor} goes to {members, plural, one {the one member} other {the # members}} who had paid, in proportion to their places.",
    },
    share_paid: {
      subject: "{amountMinor} has been paid out to you: {title}",
      text: "{of, select, no_shows {“{title}” failed because members did not pay the rest, and their deposits were shared among those who had paid.} bond {The merchant of “{title}” did not keep the deal, and their bond was shared among those whose goods did not come.} other {The initiator of “{title}” did not stand by it, and their deposit was shared among its members.}} Your part of {amountMinor} has been paid out to you. It comes on top of your own money.",
    },
    bond_taken: {
      subject: "Your bond is paid: {title}",
      text: "The bank has confirmed your bond of {amountMinor} for “{title}”: your offer can be chosen.\n\nIt comes back by itself when your offer is not taken, is withdrawn or runs out, and when the deal is settled. It would go to the members if operators had to declare the deal broken.",
    },
    bond_declined: {
      subject: "Your bond was not paid: {title}",
      text: "The bank did not let us take your bond of {amountMinor} for “{title}”, and keeps nothing of it. Without it your offer cannot be chosen.\n\nThe page of your offer says until when you can try again, or pay in another way.",
    },
    bond_returned: {
      subject: "Your bond of {amountMinor} has come back: {title}",
      text: "The bank has confirmed it: your bond of {amountMinor} for “{title}” is yours again. Your bank may take some days to show it.",
    },
    bond_forfeited: {
      subject: "Your bond goes to the members: {title}",
      text: "Operators have declared the deal of “{title}” broken. As the rules said from the start, your bond of {amountMinor} goes to {members, plural, one {the one member} other {the # members}} whose goods did not come, in proportion to their places.",
    },
    question_asked: {
      subject: "A question: {title}",
      text: "Somebody has asked something about “{title}”. Everybody who thinks of joining reads your answer.",
    },
    question_answered: {
      subject: "Your question was answered: {title}",
      text: "The initiator of “{title}” has answered your question.",
    },
    review_written: {
      subject: "A review: {title}",
      text: "Somebody who bought “{title}” from you has written a review. You may answer it once, in public.",
    },
    review_answered: {
      subject: "Your review was answered: {title}",
      text: "The merchant of “{title}” has answered your review.",
    },
    demand_found: {
      subject: "Somebody wants this: {title}",
      text: "“{title}” has just been published. {why, select, none {It fits the filters of your interest “{interest}”.} other {It fits your interest “{interest}”: {why}.}}\n\nIt closes on {closesAtMs}. If you can supply it, make one offer for everybody who joins.",
    },
    demands_found: {
      subject: "{count} new for your interests: {title}",
      text: "{count, plural, one {# new demand fits your interests: “{title}”.} other {# new demands fit your interests, “{title}” best of all.}}\n\n{list}\n\nAll of them are on the page, with why they were found.",
    },
  },
};
