import type { Words } from "./words.ts";

/**
 * Japanese, です・ます. Deposit: 予約金. A hold: 仮押さえ, never 請求 or 引き落とし. Provider: 決済会社 ("お預かり"). Group-buy: 共同購入.
 * Place: 枠. Rest: 残金. Bond: 保証金. Operators: 運営. Initiator: 発起人. Merchant: 販売者. Offer: オファー.
 * 「お戻しします」 until the bank has confirmed it, 「戻りました」 afterwards.
 */
export const japanese: Words = {
  instant: "{day} {clock}（お客様の時刻、{offset}。世界標準では {utc}）",
  mute: "このようなお知らせは停止できます:",
  mail: {
    open: "Onebellで見る",
    code: {
      subject: "{code} はOnebellのコードです",
      text: "ログイン用のコードは {code} です。\n\n10分以内に一度だけ使えます。お心当たりがない場合は、このメールを無視してください。コードがなければ誰もログインできません。",
    },
    emailCode: {
      subject: "{code} はOnebellのアドレス確認コードです",
      text: "このアドレスのコードは {code} です。\n\n10分以内に一度だけ、お申し込みの画面で使えます。お心当たりがない場合は、このメールを無視してください。コードがなければ何も変わりません。",
    },
    emailChanged: {
      subject: "Onebellのアカウントのアドレスが変更されました",
      text: "アカウントのアドレスが {hint} に変更されました。今後のお知らせはそちらに届き、ほかの端末はすべてログアウトされました。\n\nお心当たりがない場合は、すぐにご連絡ください。",
    },
    payoutAccount: {
      subject: "{merchant} の入金口座が変更されました",
      text: "{merchant} の入金口座が、末尾 {hint} の口座に設定されました。\n\nお心当たりがない場合は、すべての端末からログアウトし、すぐにご連絡ください。",
    },
  },
  notices: {
    published: {
      subject: "共同購入が公開されました: {title}",
      text: "予約金が確認され、「{title}」は誰でも見て参加できるようになりました。\n\n{quantityMinimum, plural, other {#枠}}で成立します。締め切りは {closesAtMs} です。それまでに足りなければ、予約金はあなたの分も含めてすべて戻ります。",
    },
    returned_to_draft: {
      subject: "まだ公開されていません: {title}",
      text: "{reason, select, declined {銀行が予約金を承認しなかったため、「{title}」は下書きに戻りました。} timeout {予約金が期限までに支払われなかったため、「{title}」は下書きに戻りました。} too_late {予約金の確認が締め切りの直前になったため、「{title}」は下書きに戻りました。} audit {予約金が求められた内容と一致しなかったため、「{title}」は下書きに戻りました。} by_initiator {あなたが「{title}」を取り下げました。下書きに戻っています。} other {「{title}」は下書きに戻りました。}}\n\nほかの誰にも公開されていません。仮押さえされた金額があれば、解除の手続き中です。下書きを直して、もう一度提出できます。",
    },
    deposit_declined: {
      subject: "お支払いが承認されませんでした: {title}",
      text: "銀行が「{title}」の {amountMinor} を承認しませんでした。お金は動いていません。\n\n枠が確保されているとページに表示されている間は、もう一度試すか、別の方法で支払えます。",
    },
    deposit_at_risk: {
      subject: "予約金を確保できませんでした: {title}",
      text: "「{title}」の予約金 {amountMinor} の仮押さえは、共同購入より先に期限を迎えます。そのため確保し直そうとしましたが、銀行が承認しませんでした。\n\nもう一度試します: {retryAtMs}。銀行側で承認されるようにご確認ください。再び承認されなければ、枠は手放され、仮押さえは解除されます。",
    },
    deposit_lapsed: {
      subject: "予約金の仮押さえが終わりました: {title}",
      text: "「{title}」のための銀行による {amountMinor} の仮押さえが終わりました。このお金はまた自由に使えます。お金は動いていません。",
    },
    seat_at_risk: {
      subject: "もう一度お支払いください: {title}",
      text: "{why, select, reversed {「{title}」の予約金 {amountMinor} の仮押さえが、予定より早く銀行に解除されました。} other {「{title}」の予約金 {amountMinor} が、あなたの銀行に取り戻されました。}}\n\n枠は次の時刻まで確保されます: {payByMs}。ただし、予約金がもう一度支払われるまで人数には数えられません。ページから、同じ方法でも別の方法でも支払えます。支払いがなければ、枠は手放されます。",
    },
    deposit_in_review: {
      subject: "お支払いが確認されています: {title}",
      text: "「{title}」のお支払い {amountMinor} を銀行がもう一度確認しています。よくあることで、たいていは問題なく終わります。その間も枠は有効です。\n\n何もする必要はありません。銀行が解除した場合は、あらためてお知らせします。",
    },
    chargeback: {
      subject:
        "{stage, select, opened {銀行がお支払いを取り戻しました} won {お支払いが戻りました} other {お支払いは銀行に戻りました}}: {title}",
      text: "{stage, select, opened {「{title}」に支払われた {amountMinor} を、あなたの銀行が取り戻しました。どちらが正しいかは銀行どうしが決め、数週間かかることがあります。間違いであれば、銀行にお伝えください。} won {「{title}」の {amountMinor} は一度あなたの銀行に取り戻されましたが、決済会社に返されました。お金は元の行き先に進みます。枠が終わっていれば、あなたに戻ります。} other {「{title}」の {amountMinor} は、あなたの銀行に取り戻されたままになりました。このお金は銀行を通じてあなたに戻っており、当方からの返金はありません。}}",
    },
    order_called_back: {
      subject:
        "{stage, select, opened {注文の支払いが取り戻されました} won {注文の支払いが戻りました} other {注文の支払いが失われました}}: {title}",
      text: "{stage, select, opened {「{title}」のメンバーの銀行が {amountMinor} を取り戻しました。まだ何も送っていなければ、お待ちください。送っていれば、その証拠を保管してください。運営がお尋ねします。} won {「{title}」の {amountMinor} を取り戻していた銀行が、返しました。すべて続きます。} other {「{title}」の {amountMinor} は取り戻されたままになりました。まだ送っていないものは、送る必要はありません。すでに受け取る権利があった分は準備金から差し引かれ、足りない分は未払いとなります。}}",
    },
    promoted: {
      subject: "枠が一つ空きました: {title}",
      text: "「{title}」のキャンセル待ちで順番が来て、枠があなたのものになりました。\n\nこのまま確保するには、予約金 {amountMinor} を次の時刻より前に支払ってください: {payByMs}。不要であれば、何もしなくてかまいません。枠は次の方に移り、お金は動きません。",
    },
    seat_expired: {
      subject: "枠は手放されました: {title}",
      text: "「{title}」の予約金が期限までに支払われなかったため、枠は手放されました。\n\n{backMinor, select, none {お金は動いていません。この後に支払いが届いた場合は、自動的にお戻しします。} other {仮押さえされている {backMinor} は、自動的にお戻しします。}}",
    },
    left: {
      subject: "退出しました: {title}",
      text: "「{title}」から退出しました。\n\n{backMinor, select, none {仮押さえはなかったため、お戻しするものはありません。この後に支払いが届いた場合は、自動的にお戻しします。} other {{backMinor} をお戻しします。銀行が確認したら、あらためてお知らせします。}}",
    },
    suspended: {
      subject: "一時停止しました: {title}",
      text: "運営が「{title}」を一時停止しました: {words}\n\n停止中は誰も参加できず、誰も何も支払いません。予約金はそのままです。いつでも退出して、予約金を取り戻せます。",
    },
    resumed: {
      subject: "再開しました: {title}",
      text: "「{title}」の一時停止が解除されました。締め切りは {closesAtMs} です。\n\n何もしなくてかまいません。退出したい場合は、次の時刻まで可能で、予約金は全額戻ります: {freeExitUntilMs}。",
    },
    extended: {
      subject: "予告されていた延長が始まりました: {title}",
      text: "「{title}」は締め切りまでに参加が足りず、最初から予告されていた延長が始まりました。延長は一度だけです。新しい締め切りは {closesAtMs} です。\n\nこのまま残る場合は、何もしなくてかまいません。それまでは退出でき、予約金は全額戻ります。",
    },
    failed: {
      subject: "成立しませんでした: {title}",
      text: "{reason, select, below_minimum {「{title}」は期限までに参加が足りませんでした。} no_offer {「{title}」に合うオファーを出した販売者がいませんでした。} merchant_declined {「{title}」の販売者がオファーを確定せず、ほかに合うオファーもありません。} collection_shortfall {「{title}」の残金を支払ったメンバーが足りませんでした。} merchant_breach {「{title}」の販売者が納品できません。} other {「{title}」は成立しませんでした。}}\n\n{backMinor, select, none {お支払いいただくものはなく、仮押さえもありません。} other {お預かりしている全額をお戻しします: {backMinor}。何もしなくてかまいません。銀行が確認したら、あらためてお知らせします。}}",
    },
    cancelled: {
      subject: "中止になりました: {title}",
      text: "{reason, select, by_initiator {発起人が「{title}」を中止しました。} review_rejected {運営が「{title}」を確認し、公開しませんでした。} other {運営が「{title}」を中止しました。}}{words}\n\n{backMinor, select, none {お支払いいただくものはなく、仮押さえもありません。} other {お預かりしている全額をお戻しします: {backMinor}。何もしなくてかまいません。銀行が確認したら、あらためてお知らせします。}}",
    },
    minimum_reached: {
      subject: "必要な数に達しました: {title}",
      text: "「{title}」が最少数に達しました: {quantityMinimum} のうち {count}。締め切りの時点でも保たれていれば成立します。締め切りは {closesAtMs} です。\n\n何もしなくてかまいません。予約金はそのままです。",
    },
    minimum_lost: {
      subject: "必要な数を下回りました: {title}",
      text: "「{title}」から退出した人がいて、再び最少数を下回りました: {quantityMinimum} のうち {count}。\n\n締め切りまでこのままなら成立せず、予約金はすべて戻ります。締め切りは {closesAtMs} です。何もしなくてかまいません。",
    },
    waitlist_ended: {
      subject: "枠は空きませんでした: {title}",
      text: "「{title}」の枠が確定し、キャンセル待ちのあなたに枠は空きませんでした。お金は動いておらず、仮押さえもありません。",
    },
    count_frozen: {
      subject: "枠が確定しました: {title}",
      text: "「{title}」のベルが鳴り、すべての予約金が確認されました: {quantity, plural, other {#枠}}（{regions}）。\n\nあなたのオファーは選ばれる対象です。何もしなくてかまいません。選ばれたら、お知らせします。",
    },
    demand_ended: {
      subject: "オファーの拘束が終わりました: {title}",
      text: "{reason, select, below_minimum {「{title}」は期限までに参加が足りませんでした。} no_offer {「{title}」の十分な数のメンバーに合うオファーがありませんでした。} merchant_declined {「{title}」で選ばれたオファーが確定されず、ほかに合うオファーもありません。} collection_shortfall {「{title}」の残金を支払ったメンバーが足りませんでした。} by_initiator {発起人が「{title}」を中止しました。} other {「{title}」は終了しました。}}\n\nあなたのオファーは、もうあなたを拘束しません。支払うものも受け取るものもありません。",
    },
    choose: {
      subject: "オファーを選んでください: {title}",
      text: "「{title}」のオファーがそろいました。選ぶのはあなたです。期限: {untilMs}。\n\nそれまでに選ばない場合は、全員が参加したときの規則により、最良のオファーが選ばれます。",
    },
    vote: {
      subject: "オファーに投票してください: {title}",
      text: "「{title}」のオファーがそろい、メンバーが選びます。一票を投じることができ、期限までは変更できます: {untilMs}。\n\n投票で支払いは発生しません。投票が五分の一に満たない場合は、規則により最良のオファーが選ばれます。",
    },
    consent_asked: {
      subject: "このオファーでよろしいですか。{title}",
      text: "「{title}」で選ばれたオファーは、参加時にあなたが示した条件の外にあります: 一つ {unitPriceMinor}（送料別）。あなたの合計額はページに表示されています。\n\n次の時刻までにお決めください: {untilMs}。同意すれば枠はそのままです。断るか返答がない場合は退出となります{backMinor, select, none {} other {（{backMinor} をお戻しします）}}。",
    },
    opted_out: {
      subject: "参加は終わりました: {title}",
      text: "{why, select, ceiling {「{title}」で選ばれたオファーはあなたの上限価格を超えるため、あなたを拘束しません。} delivery {「{title}」で選ばれたオファーはあなたの希望する期日より遅いため、あなたを拘束しません。} country {「{title}」で選ばれたオファーは、あなたの国には配送されません。} capacity {「{title}」で選ばれたオファーの数量は、あなたの順番まで届きませんでした。} declined {あなたは「{title}」のオファーを断りました。} packs {「{title}」はパック単位で購入され、あなたの個数ではパックがそろいませんでした。} proposal {販売者の提案を受けて、あなたは「{title}」から退出しました。} silence {「{title}」のオファーについてお尋ねしましたが返答がなかったため、あなたを拘束しません。} other {「{title}」への参加は終わりました。}}\n\n{backMinor, select, none {仮押さえはありません。} other {{backMinor} をお戻しします。銀行が確認したら、あらためてお知らせします。}}",
    },
    offer_received: {
      subject: "オファーが届きました: {title}",
      text: "販売者が「{title}」にオファーを出しました。現在{count, plural, other {#件}}のオファーがあります。\n\n何もしなくてかまいません。ベルが鳴るまで、オファーは良くなる一方です。",
    },
    offer_chosen: {
      subject: "オファーが選ばれました: {title}",
      text: "「{title}」へのオファーが選ばれました: {quantity, plural, other {#枠}}、一枠 {unitPriceMinor}。\n\nこの内容で確定するかどうか、次の時刻までにお知らせください: {untilMs}。断るか返答がない場合は、次に良いオファーが試されます。",
    },
    offer_accepted: {
      subject: "取引が成立しました: {title}",
      text: "「{title}」へのオファーが確定しました: {quantity, plural, other {#枠}}、一枠 {unitPriceMinor}。\n\nこれからメンバーが残金を支払います。期限: {balanceDueAtMs}。まだ何もしなくてかまいません。支払い済みの分が発送できるようになったら、お知らせします。",
    },
    offer_fell: {
      subject: "オファーは採用されませんでした: {title}",
      text: "{why, select, too_few {「{title}」へのオファーは一部のメンバーの条件の外にあり、退出したメンバーが多すぎました。} silence {「{title}」へのオファーを確定するかお尋ねしましたが、期限までに返答がありませんでした。} other {「{title}」へのオファーは採用されませんでした。}}\n\n次に良いオファーが試されます。支払うものも受け取るものもありません。",
    },
    balance_due: {
      subject: "残金をお支払いください: {title}",
      text: "「{title}」が成立しました。あなたの合計は送料込みで {totalMinor} です。予約金はこれに充てられます。\n\n残金 {restMinor} を次の時刻より前にお支払いください: {dueAtMs}。商品が届くまで、お金は決済会社がお預かりします。残金が支払われない場合の予約金の扱いは、ページに書かれています。",
    },
    no_show: {
      subject: "残金が支払われませんでした: {title}",
      text: "「{title}」の残金が期限までに支払われなかったため、参加は終わりました。\n\n{fate, select, forfeited {参加時の規則により、予約金 {depositMinor} は、空いた枠の分として販売者に渡ります。} waiting {支払った人が少なかったため、それで足りるか販売者に確認しています。足りる場合、参加時の規則により、予約金 {depositMinor} は販売者に渡ります。足りない場合は、あなたにお戻しします。} at_stake {支払った人が少なかったため、それで足りるか販売者に確認しています。足りる場合、参加時の規則により、予約金 {depositMinor} は販売者に渡ります。足りない場合は次に良いオファーが試され、予約金はあなたにお戻しします。ほかのオファーがなければ、支払ったメンバーに渡ります。} other {予約金 {depositMinor} をお戻しします。銀行が確認したら、あらためてお知らせします。}}",
    },
    shortfall_asked: {
      subject: "支払いが約束より少なくなりました: {title}",
      text: "「{title}」の支払い期間が終わりました。あなたのオファーが採用された {quantity} 枠のうち、{paidQuantity, plural, other {#枠}}が支払い済みです。\n\n同じ価格でそれでよいかどうか、次の時刻までにお知らせください: {untilMs}。断るか返答がない場合は、支払った全員にお金が戻り、あなたが負うものはありません。",
    },
    proposal_asked: {
      subject: "販売者から変更の提案があります: {title}",
      text: "{daysLater, plural, =0 {「{title}」の販売者が別の価格を提案しています: 一つ {unitPriceMinor}（送料別）。} other {「{title}」の販売者が、約束より#日遅い納品を希望しています。}}販売者より: {words}\n\n次の時刻までにお決めください: {untilMs}。同意する、約束のままにする、退出して全額を取り戻す、のいずれかです。返答がなければ、約束のままになります。",
    },
    proposal_ended: {
      subject: "提案への返答がそろいました: {title}",
      text: "「{title}」のメンバーが提案に返答しました: 同意 {accepted, plural, other {#枠}}、約束のまま {kept}、退出 {left}。\n\nそれぞれの発送期限は注文に書かれています。",
    },
    deal_reopened: {
      subject: "別のオファーが試されます: {title}",
      text: "「{title}」の残金を支払ったメンバーが足りず、販売者はその数では納品しません。支払った全員で、次に良いオファーが試されます。\n\n決定後に支払った分は全額お戻しします。予約金はそのまま残り、引き続き充てられます。上限価格や期日を超える内容は、あなたに確認してからでなければ確定しません。お支払いが必要になったら、あらためてお知らせします。",
    },
    award_fell: {
      subject: "あなたの分は成立しませんでした: {title}",
      text: "{why, select, unpaid {「{title}」で {merchant} の担当だったメンバーは誰も残金を支払わなかったため、納品はありません。} shortfall {「{title}」で {merchant} の担当だったメンバーのうち残金を支払った人が足りず、その数では納品されません。} left {「{title}」で {merchant} の担当だったほかのメンバーは、提案された変更を受けて全員退出しました。} other {「{title}」であなたの分を担当していた {merchant} が納品できません。}}ほかのメンバーには別の販売者がいて、その注文は続きます。\n\n{backMinor, select, none {お支払いいただくものはなく、仮押さえもありません。} other {お預かりしている全額をお戻しします: {backMinor}。何もしなくてかまいません。銀行が確認したら、あらためてお知らせします。}}",
    },
    award_ended: {
      subject: "納品は不要になりました: {title}",
      text: "{why, select, unpaid {「{title}」であなたが担当していたメンバーは、誰も残金を支払いませんでした。} shortfall {「{title}」の注文が少なくてもよいかお尋ねしましたが、同意がありませんでした。} other {「{title}」であなたが担当していたメンバーは、あなたの提案した変更を受けて全員退出しました。}}メンバーには全額が戻り、あなたが負うものはありません。ほかの販売者の納品は続きます。",
    },
    ship_due: {
      subject: "発送してください: {title}",
      text: "「{title}」のメンバーが支払いました。{quantity, plural, other {#枠}}が発送できる状態で、住所を確認できます。\n\n次の時刻より前に発送してください: {shipByMs}。代金は、メンバーが受け取った注文ごとに支払われます。",
    },
    shipped: {
      subject: "発送されました: {title}",
      text: "「{title}」のご注文が発送されました{carrier, select, none {} other {。配送会社: {carrier}}}{tracking, select, none {} other {。追跡番号: {tracking}}}。\n\n届いたらお知らせください。そのときに販売者に支払われます。お知らせがない場合は、次の時刻に受け取り済みとなります: {confirmAtMs}。問題があれば、その前にページでお知らせください。",
    },
    balance_reminder: {
      subject: "お支払いが残っています: {title}",
      text: "「{title}」の残金 {restMinor} がまだ支払われていません。次の時刻より前にお支払いください: {dueAtMs}。\n\n商品が届くまで、お金は決済会社がお預かりします。残金が支払われない場合の予約金の扱いは、ページに書かれています。",
    },
    service_dated: {
      subject: "日時のお知らせ: {title}",
      text: "販売者が「{title}」についてあなたと約束した日時を登録しました: {dateMs}。\n\n済んだらお知らせください。そのときに販売者に支払われます。お知らせがない場合は、次の時刻に完了とみなされます: {confirmAtMs}。日時を含めて問題があれば、その前にページでお知らせください。",
    },
    delivered: {
      subject: "販売者によると配達済みです: {title}",
      text: "販売者によると、「{title}」のご注文は届いています{proof, select, none {} other {（{proof}）}}。\n\n中身を確認し、受け取ったことをお知らせください。そのときに販売者に支払われます。お知らせがない場合は、次の時刻に受け取り済みとなります: {confirmAtMs}。問題がある場合や届いていない場合は、その前にページでお知らせください。",
    },
    dispute_opened: {
      subject: "メンバーから問題の申し出があります: {title}",
      text: "「{title}」のメンバーが届いたものに満足しておらず、{wantedMinor} の返金を希望しています。理由はページにあります。その間、この注文のお金は決済会社がお預かりします。\n\n次の時刻までにご返答ください: {untilMs}。返金する、別の金額を提案する、断る、のいずれかです。返答がなければ、{wantedMinor} が相手に戻ります。",
    },
    dispute_proposed: {
      subject: "販売者の提案は {offeredMinor} です: {title}",
      text: "「{title}」の販売者から返答があり、{offeredMinor} を戻すとのことです。\n\n受け入れるか断るか、次の時刻までにお決めください: {untilMs}。断る場合は運営が決定します。返答がなければ、{offeredMinor} があなたに戻り、残りは販売者のものになります。",
    },
    dispute_rejected: {
      subject: "販売者は異なる見方をしています: {title}",
      text: "「{title}」の販売者は返金に応じないため、運営が確認して決定します。期限: {untilMs}。その間、お金は決済会社がお預かりします。何もしなくてかまいません。",
    },
    dispute_raised: {
      subject: "運営が決定します: {title}",
      text: "メンバーが「{title}」についてのあなたの提案を受け入れなかったため、運営が確認して決定します。期限: {untilMs}。その間、この注文のお金は決済会社がお預かりします。何もしなくてかまいません。",
    },
    dispute_ended: {
      subject: "申し出の結果が決まりました: {title}",
      text: "{by, select, merchant {「{title}」の販売者が、あなたの希望どおりにします。} member {あなたと「{title}」の販売者が合意しました。} operator {「{title}」のご注文について運営が決定しました。理由はページにあります。} merchant_silence {「{title}」の販売者が期限までに返答しなかったため、あなたの希望どおりになります。} member_silence {期限までに返答がなかったため、「{title}」の販売者の提案どおりになります。} other {「{title}」のご注文について運営の決定が期限に間に合わなかったため、あなたと販売者の中間となります。}}\n\n{refundMinor, select, none {戻るものはなく、販売者に支払われます。} other {{refundMinor} をお戻しします。銀行が確認したら、あらためてお知らせします。}}",
    },
    dispute_closed: {
      subject: "申し出の結果が決まりました: {title}",
      text: "{by, select, merchant {「{title}」のメンバーの希望どおりにすることにしました。} member {「{title}」のメンバーがあなたと合意しました。} operator {「{title}」の注文について運営が決定しました。理由はページにあります。} merchant_silence {「{title}」のメンバーに期限までに返答がなかったため、相手の希望どおりになります。} member_silence {「{title}」のメンバーが期限までに返答しなかったため、あなたの提案どおりになります。} other {「{title}」の注文について運営の決定が期限に間に合わなかったため、あなたとメンバーの中間となります。}}\n\n{refundMinor, select, none {戻すものはなく、この注文の全額があなたのものです。} other {{refundMinor} がメンバーに戻り、この注文の残りはあなたのものです。}}",
    },
    late_to_ship: {
      subject: "発送が遅れています: {title}",
      text: "「{title}」の注文の発送期限: {shipByMs}。まだ発送されていないものがあり、ご連絡もいただいていません。\n\nいま発送してください。運営に確認を依頼しました。納品されないと判断された場合は、全額がメンバーに戻ります。",
    },
    shipping_late: {
      subject: "ご注文が遅れています: {title}",
      text: "「{title}」のご注文の発送期限: {shipByMs}。販売者から連絡がありません。運営に確認を依頼しました。\n\nお金は引き続き決済会社がお預かりしています。何もしなくてかまいません。",
    },
    breached: {
      subject: "取引が終了しました: {title}",
      text: "「{title}」は約束どおりに納品されなかったと、運営が判断しました: {words}\n\nメンバーが受け取っていない分は、メンバーに返されます。受け取った分の代金はあなたのものです。",
    },
    money_returned: {
      subject: "{amountMinor} が戻りました: {title}",
      text: "銀行が確認しました。「{title}」の {amountMinor} のお預かりは終わり、あなたに戻りました。銀行の表示に反映されるまで数日かかることがあります。",
    },
    refund_failed: {
      subject: "まだお金をお戻しできていません: {title}",
      text: "「{title}」の {amountMinor} をお戻ししようとしましたが、銀行が受け付けませんでした。お金は引き続きあなたのためにお預かりしており、ほかの誰にも渡りません。\n\nもう一度試し、それでもできなければ担当者が確認します。いまは何もしなくてかまいません。",
    },
    settled: {
      subject: "完了しました: {title}",
      text: "「{title}」のすべてが完了しました。{quantity, plural, other {#枠}}の納品と支払いが済んでいます。記録と受領書はページに残ります。",
    },
    closing_soon: {
      subject: "あと{minutes, select, 1440 {24時間} 60 {1時間} other {{minutes}分}}で締め切りです: {title}",
      text: "「{title}」の締め切りは {closesAtMs} です。あなたには枠があるか、キャンセル待ちをしています。しなければならないことはありません。\n\n参加者の数と、いつまで退出して予約金を取り戻せるかは、ページにあります。",
    },
    receipt_soon: {
      subject: "{what, select, service {もう済みましたか。} other {もう届きましたか。}}{title}",
      text: "お知らせがない場合、{what, select, service {「{title}」についての約束は完了} other {「{title}」のご注文は受け取り済み}}とみなされます: {confirmAtMs}。そのときに販売者に支払われます。\n\n問題がなければ、いまお知らせいただけます。問題がある場合や届いていない場合は、その前にページでお知らせください。解決するまで、お金は決済会社がお預かりします。",
    },
    review_waiting: {
      subject: "確認待ちがあります: {title}",
      text: "「{title}」は次の時刻から確認を待っています: {sinceMs}。発起人の予約金は仮押さえされており、誰かが決めるまで誰も参加できません。\n\n自動的に公開されることはありません。",
    },
    suspension_waiting: {
      subject: "一時停止から三日たちました: {title}",
      text: "「{title}」は次の時刻から一時停止しています: {sinceMs}。その間、メンバーの予約金は仮押さえされたままです。\n\n二人目の担当者が、再開か中止かを決める必要があります。",
    },
    books_refused: {
      subject: "{title} の帳簿が締まっていません",
      text: "{title} について、当社の帳簿と決済事業者の明細が一致しません（判定: {judgedAtMs}）。差額、いつからか、正すための記帳は、ページでご確認ください。\n\n締めは一時間ごとに再試行されます。自動で記帳されることはありません。",
    },
    seated: {
      subject: "参加が決まりました: {title}",
      text: "「{title}」に枠が空き、キャンセル待ちのあなたの順番が来ました。予約金はすでにあるため、{quantity, plural, other {#枠}}があなたのものになりました。何もしなくてかまいません。",
    },
    removed: {
      subject: "枠が取り消されました: {title}",
      text: "運営が「{title}」のあなたの枠を取り消しました。{words}\n\n{backMinor, select, none {お金は動いていません。} other {お預かりしている全額をお戻しします: {backMinor}。}}誤りだと思われる場合は、ご連絡ください。",
    },
    incident_extended: {
      subject: "こちらの障害のため時間を延ばします: {title}",
      text: "こちらで障害があったため、「{title}」の締め切りを延ばします: {closesAtMs}。{words}\n\nほかに変更はありません。それまでは、最後の数分でも無料で退出できます。",
    },
    part_ended: {
      subject: "追加した分は手放されました: {title}",
      text: "{why, select, unpaid {「{title}」の枠に追加した分の予約金が期限までに支払われなかったため、その分は手放されました。} deposit {「{title}」の枠に追加した分の予約金を維持できなかったため、その分は手放されました。} packs {「{title}」はパック単位で購入され、追加した分ではパックがそろわなかったため、その分は手放されました。} other {「{title}」で選ばれたオファーには追加した分すべての余裕がないため、その分は手放されました。}}数量: {quantity, plural, other {#個}}。\n\n枠は追加前のままです。追加した分の仮押さえは、自動的に解除されます。",
    },
    packed: {
      subject:
        "{how, select, filled {{pieces, plural, other {#個}}多くお届けします: {title}} other {{pieces, plural, other {#個}}少なくお届けします: {title}}}",
      text: "{how, select, filled {「{title}」はパック単位で購入されます。最後のパックがそろい、あなたは多めでもよいと示していました。ご注文より{pieces, plural, other {#個}}多く、合計 {quantity} 個をお届けします。この分の予約金はなかったため、代金は今回のお支払いに含まれます。} other {「{title}」はパック単位で購入されます。最後のパックがそろわず、あなたは少なめでもよいと示していました。ご注文より{pieces, plural, other {#個}}少なく、合計 {quantity} 個をお届けします。残りの分の仮押さえは、自動的に解除されます。}}",
    },
    guarantee_called: {
      subject: "予約金はメンバーに渡ります: {title}",
      text: "{why, select, cancelled {最少数に達した後に、あなたは「{title}」を中止しました。} other {「{title}」のあなた自身の枠の残金が、期限までに支払われませんでした。}}最初から示されていた規則により、予約金 {amountMinor} は、あなたを信頼した{members, plural, other {#人のメンバー}}に等分されます。",
    },
    forfeits_called: {
      subject: "予約金は支払ったメンバーに渡ります: {title}",
      text: "「{title}」の残金を支払った人が足りず、成立しませんでした。最初から示されていた規則により、予約金 {amountMinor} は、支払っていた{members, plural, other {#人のメンバー}}に枠の割合で分けられます。",
    },
    share_paid: {
      subject: "{amountMinor} が支払われました: {title}",
      text: "{of, select, no_shows {「{title}」は残金を支払わないメンバーがいたため成立せず、その予約金が支払ったメンバーに分けられました。} bond {「{title}」の販売者が約束を守らず、その保証金が商品の届かなかったメンバーに分けられました。} other {「{title}」の発起人が約束を守らず、その予約金がメンバーに分けられました。}}あなたの分 {amountMinor} が支払われました。あなた自身のお金とは別のものです。",
    },
    bond_taken: {
      subject: "保証金が支払われました: {title}",
      text: "銀行が「{title}」の保証金 {amountMinor} を確認しました。あなたのオファーは選ばれる対象になります。\n\nオファーが採用されない、取り下げられる、期限が切れる場合、また取引が完了したときに、自動的に戻ります。運営が約束の不履行と判断した場合に限り、メンバーに渡ります。",
    },
    bond_declined: {
      subject: "保証金が支払われませんでした: {title}",
      text: "銀行が「{title}」の保証金 {amountMinor} を承認せず、何も差し引かれていません。保証金がなければ、オファーは選ばれません。\n\nいつまでもう一度試せるか、または別の方法で支払えるかは、オファーのページにあります。",
    },
    bond_returned: {
      subject: "保証金 {amountMinor} が戻りました: {title}",
      text: "銀行が確認しました。「{title}」の保証金 {amountMinor} があなたに戻りました。銀行の表示に反映されるまで数日かかることがあります。",
    },
    bond_forfeited: {
      subject: "保証金はメンバーに渡ります: {title}",
      text: "運営が「{title}」の取引を不履行と判断しました。最初から示されていた規則により、保証金 {amountMinor} は、商品が届かなかった{members, plural, other {#人のメンバー}}に枠の割合で分けられます。",
    },
    question_asked: {
      subject: "質問が届きました: {title}",
      text: "「{title}」について質問がありました。参加を考えている全員が、あなたの回答を読みます。",
    },
    question_answered: {
      subject: "質問に回答がありました: {title}",
      text: "「{title}」の発起人が、あなたの質問に回答しました。",
    },
    review_written: {
      subject: "レビューが届きました: {title}",
      text: "あなたから「{title}」を購入した人がレビューを書きました。一度だけ、公開で返信できます。",
    },
    review_answered: {
      subject: "レビューに返信がありました: {title}",
      text: "「{title}」の販売者が、あなたのレビューに返信しました。",
    },
    demand_found: {
      subject: "募集が公開されました: {title}",
      text: "「{title}」が公開されました。{why, select, none {保存した条件「{interest}」の絞り込みに合っています。} other {保存した条件「{interest}」に合っています: {why}。}}\n\n締め切りは{closesAtMs}です。供給できる場合は、参加者全員に向けて一つのオファーを出してください。",
    },
    demands_found: {
      subject: "保存した条件に合う新しい募集（{count}件）: {title}",
      text: "保存した条件に合う新しい募集が{count}件あります。いちばん合っているのは「{title}」です。\n\n{list}\n\nすべての募集と、見つかった理由はページでご覧いただけます。",
    },
  },
};
