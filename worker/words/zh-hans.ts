import type { Words } from "./words.ts";

/**
 * Chinese in simplified characters, with "您". Deposit: 订金 (not 定金, which is a penalty in law). A hold: 冻结, never 扣款.
 * Provider: 支付机构. Group-buy: 团购. Place: 名额. Rest: 余款. Bond: 保证金. Operators: 平台运营. Initiator: 发起人.
 * "将退还" until the bank has confirmed it, "已退回" afterwards.
 */
export const chinese: Words = {
  instant: "您当地时间 {day} {clock}（{offset}），即 {utc}",
  mute: "您可以关闭此类消息：",
  mail: {
    open: "在 Onebell 上查看",
    code: {
      subject: "{code} 是您的 Onebell 验证码",
      text: "您的登录验证码是 {code}。\n\n它只能使用一次，十分钟内有效。如果不是您本人请求的，请忽略这条消息：没有验证码，任何人都无法登录。",
    },
    emailCode: {
      subject: "{code} 用于确认您在 Onebell 的地址",
      text: "此地址的验证码是 {code}。\n\n它只能使用一次，十分钟内有效，请在您请求的页面输入。如果不是您本人请求的，请忽略这条消息：没有验证码，什么都不会改变。",
    },
    emailChanged: {
      subject: "您的 Onebell 账户已更换邮箱地址",
      text: "您账户的邮箱地址已改为 {hint}。今后的消息将发送到那里，其他设备均已退出登录。\n\n如果这不是您本人的操作，请立即写信给我们。",
    },
    payoutAccount: {
      subject: "{merchant} 的收款账户已变更",
      text: "{merchant} 的收款账户已设为尾号为 {hint} 的账户。\n\n如果这不是您本人的操作，请退出所有设备的登录，并立即写信给我们。",
    },
  },
  notices: {
    published: {
      subject: "您的团购已开放：{title}",
      text: "您的订金已核实，所有人都能看到“{title}”并加入。\n\n达到 {quantityMinimum, plural, other {# 个名额}}即可成团。截止时间：{closesAtMs}。届时如果人数不足，所有订金都会退还，包括您的。",
    },
    returned_to_draft: {
      subject: "尚未发布：{title}",
      text: "{reason, select, declined {银行拒绝了订金，因此“{title}”重新成为草稿。} timeout {订金未在规定时间内支付，因此“{title}”重新成为草稿。} too_late {订金核实时离截止时间太近，因此“{title}”重新成为草稿。} audit {订金与要求不符，因此“{title}”重新成为草稿。} by_initiator {您撤回了“{title}”，它重新成为草稿。} other {“{title}”重新成为草稿。}}\n\n其他人都没有看到过它。如有冻结的款项，正在解冻退还。您可以修改草稿后再次提交。",
    },
    deposit_declined: {
      subject: "您的付款被拒绝：{title}",
      text: "银行拒绝了“{title}”的 {amountMinor}。没有收取任何款项。\n\n只要页面上显示名额仍为您保留，您就可以再试一次，或换一种付款方式。",
    },
    deposit_at_risk: {
      subject: "您的订金未能得到保障：{title}",
      text: "您为“{title}”冻结的订金 {amountMinor} 会在团购结束之前到期，我们为此尝试续办，但银行拒绝了。\n\n我们将再试一次，时间：{retryAtMs}。请确认您的银行允许这笔操作。如果再次被拒绝，您的名额将被释放，冻结也会解除。",
    },
    deposit_lapsed: {
      subject: "您订金的冻结已结束：{title}",
      text: "银行为“{title}”冻结的 {amountMinor} 已解除。这笔钱可由您自由支配，没有收取任何款项。",
    },
    seat_at_risk: {
      subject: "请重新支付：{title}",
      text: "{why, select, reversed {银行提前解除了您为“{title}”支付的订金 {amountMinor} 的冻结。} other {您的银行收回了您为“{title}”支付的订金 {amountMinor}。}}\n\n您的名额保留到：{payByMs}，但在重新支付订金之前不计入人数。您可以在页面上用同一种或另一种支付方式支付。如不支付，名额将被释放。",
    },
    deposit_in_review: {
      subject: "您的付款正在核查：{title}",
      text: "银行正在再次核查您为“{title}”支付的 {amountMinor}。这种情况时有发生，大多没有问题。在此期间您的名额不变。\n\n您无需任何操作。如果银行解除这笔款项，我们会再通知您。",
    },
    chargeback: {
      subject:
        "{stage, select, opened {您的银行收回了一笔付款} won {一笔付款已回来} other {一笔付款已退回您的银行}}：{title}",
      text: "{stage, select, opened {您的银行收回了您为“{title}”支付的 {amountMinor}。由银行之间裁定，可能需要数周。如果是误会，请告知您的银行。} won {您的银行曾收回“{title}”的 {amountMinor}，现已还给支付机构。款项继续原来的去向：用于您的名额；如果名额已结束，则退还给您。} other {您的银行已最终收回“{title}”的 {amountMinor}。这笔钱已由您的银行退给您，我们不会再退一次。}}",
    },
    order_called_back: {
      subject:
        "{stage, select, opened {一个订单的付款被收回} won {一个订单的付款已回来} other {一个订单的付款已丧失}}：{title}",
      text: "{stage, select, opened {“{title}”一位成员的银行收回了 {amountMinor}。如果您还没有向该成员发货，请先等待。如果已发货，请保留凭证：平台运营会向您索取。} won {曾收回“{title}” {amountMinor} 的银行已经归还。一切继续。} other {“{title}”的 {amountMinor} 已被最终收回。尚未发出的无需再发。已归您的部分由您的准备金抵付，不足部分记为欠款。}}",
    },
    promoted: {
      subject: "有一个名额留给您：{title}",
      text: "您是“{title}”候补名单上的下一位，现在有一个名额归您。\n\n如需保留，请支付订金 {amountMinor}，截止时间：{payByMs}。如果您不再需要，无需任何操作：名额会给下一位，不会收取任何款项。",
    },
    seat_expired: {
      subject: "您的名额已释放：{title}",
      text: "“{title}”的订金未在规定时间内支付，因此您的名额已释放。\n\n{backMinor, select, none {没有收取任何款项。如果之后仍有付款到账，会自动退还。} other {已冻结的 {backMinor} 会自动退还。}}",
    },
    left: {
      subject: "您已退出：{title}",
      text: "您已退出“{title}”。\n\n{backMinor, select, none {没有冻结任何款项，因此无需退还。如果之后仍有付款到账，会自动退还。} other {{backMinor} 将退还给您。银行确认后我们会再次通知您。}}",
    },
    suspended: {
      subject: "已暂停：{title}",
      text: "平台运营暂停了“{title}”：{words}\n\n暂停期间，任何人都不能加入，也无需支付任何款项。您的订金保持原状。您可以随时退出并取回订金。",
    },
    resumed: {
      subject: "继续进行：{title}",
      text: "“{title}”已恢复。截止时间：{closesAtMs}。\n\n您无需任何操作。如果您想退出，可在此之前退出并全额取回订金：{freeExitUntilMs}。",
    },
    extended: {
      subject: "预告的延长已开始：{title}",
      text: "“{title}”到截止时人数不足，一开始就预告的延长现已开始，且只有这一次。新的截止时间：{closesAtMs}。\n\n如需留下，您无需任何操作。在此之前您可以退出，并全额取回订金。",
    },
    failed: {
      subject: "未能成团：{title}",
      text: "{reason, select, below_minimum {“{title}”在规定时间内人数不足。} no_offer {没有商家为“{title}”提出合适的报价。} merchant_declined {“{title}”的商家没有确认报价，也没有其他合适的报价。} collection_shortfall {“{title}”支付余款的成员太少。} merchant_breach {“{title}”的商家无法交付。} other {“{title}”未能成团。}}\n\n{backMinor, select, none {您无需支付任何款项，您也没有被冻结的款项。} other {为您保管的全部款项将退还：{backMinor}。您无需任何操作；银行确认后我们会再次通知您。}}",
    },
    cancelled: {
      subject: "已取消：{title}",
      text: "{reason, select, by_initiator {发起人取消了“{title}”。} review_rejected {平台运营审核了“{title}”，没有予以发布。} other {平台运营取消了“{title}”。}}{words}\n\n{backMinor, select, none {您无需支付任何款项，您也没有被冻结的款项。} other {为您保管的全部款项将退还：{backMinor}。您无需任何操作；银行确认后我们会再次通知您。}}",
    },
    minimum_reached: {
      subject: "人数已够：{title}",
      text: "“{title}”已达到最低要求：{count}/{quantityMinimum}。如果截止时仍然达到，就会成团。截止时间：{closesAtMs}。\n\n您无需任何操作。您的订金保持原状。",
    },
    minimum_lost: {
      subject: "人数不再足够：{title}",
      text: "有人退出了“{title}”，现在又低于最低要求：{count}/{quantityMinimum}。\n\n如果到截止时仍然如此，就不会成团，所有订金都会退还。截止时间：{closesAtMs}。您无需任何操作。",
    },
    waitlist_ended: {
      subject: "没有空出名额：{title}",
      text: "“{title}”的名额已清点完毕，候补名单上没有为您空出名额。没有收取任何款项，也没有冻结任何款项。",
    },
    count_frozen: {
      subject: "名额已清点：{title}",
      text: "“{title}”的钟声已响，所有订金均已核实：{quantity, plural, other {# 个名额}}（{regions}）。\n\n您的报价属于可被选用的报价。您无需任何操作：选定报价后，如果是您的，我们会通知您。",
    },
    demand_ended: {
      subject: "您的报价不再具有约束力：{title}",
      text: "{reason, select, below_minimum {“{title}”在规定时间内人数不足。} no_offer {没有报价适合“{title}”的足够多成员。} merchant_declined {“{title}”选用的报价未获确认，也没有其他合适的报价。} collection_shortfall {“{title}”支付余款的成员太少。} by_initiator {发起人取消了“{title}”。} other {“{title}”已终止。}}\n\n您为它所作的报价对您不再有约束力。您不欠任何款项，也没有应收款项。",
    },
    choose: {
      subject: "请选择一个报价：{title}",
      text: "“{title}”的报价已到，由您来选择，截止时间：{untilMs}。\n\n如果届时您没有选择，将按所有人加入时的规则选用最优报价。",
    },
    vote: {
      subject: "请为报价投票：{title}",
      text: "“{title}”的报价已到，由成员选择。您有一票，可以更改，截止时间：{untilMs}。\n\n投票不涉及任何付款。如果投票人数不足五分之一，将按规则选用最优报价。",
    },
    consent_asked: {
      subject: "这个报价适合您吗？{title}",
      text: "“{title}”选用的报价超出了您加入时设定的条件：每件 {unitPriceMinor}，不含运费。页面上显示了您的合计金额。\n\n请在此之前决定：{untilMs}。如果同意，您保留名额。如果拒绝或未作答复，您将退出{backMinor, select, none {} other {，{backMinor} 将退还给您}}。",
    },
    opted_out: {
      subject: "您已退出：{title}",
      text: "{why, select, ceiling {“{title}”选用的报价高于您的价格上限，因此对您没有约束力。} delivery {“{title}”选用的报价晚于您的最晚日期，因此对您没有约束力。} country {“{title}”选用的报价不送往您所在的国家或地区。} capacity {“{title}”选用的报价数量有限，没有轮到您的次序。} declined {您拒绝了“{title}”的报价。} packs {“{title}”按整包购买，您的件数没有凑成整包。} proposal {因商家提出变更，您退出了“{title}”。} silence {我们就“{title}”的报价询问过您，但没有收到答复，因此对您没有约束力。} other {您已不再参与“{title}”。}}\n\n{backMinor, select, none {您没有被冻结的款项。} other {{backMinor} 将退还给您。银行确认后我们会再次通知您。}}",
    },
    offer_received: {
      subject: "收到报价：{title}",
      text: "一家商家为“{title}”提出了报价。现在共有{count, plural, other { # 个报价}}。\n\n您无需任何操作：钟声响起之前，报价只会变得更好。",
    },
    offer_chosen: {
      subject: "您的报价被选中：{title}",
      text: "您为“{title}”所作的报价被选中：{quantity, plural, other {# 个名额}}，每个 {unitPriceMinor}。\n\n请在此之前确认是否履行：{untilMs}。如果拒绝或未作答复，将尝试次优的报价。",
    },
    offer_accepted: {
      subject: "交易达成：{title}",
      text: "您为“{title}”所作的报价现已生效：{quantity, plural, other {# 个名额}}，每个 {unitPriceMinor}。\n\n成员现在支付余款，截止时间：{balanceDueAtMs}。您暂时无需任何操作：已付款的订单可以发货时，我们会通知您。",
    },
    offer_fell: {
      subject: "您的报价最终未被选用：{title}",
      text: "{why, select, too_few {您为“{title}”所作的报价超出了部分成员设定的条件，其中退出的人太多。} silence {我们询问过您是否履行“{title}”的报价，但未在规定时间内收到答复。} other {您为“{title}”所作的报价未被选用。}}\n\n将尝试次优的报价。您不欠任何款项，也没有应收款项。",
    },
    balance_due: {
      subject: "请支付余款：{title}",
      text: "“{title}”已成团。您的合计为 {totalMinor}，含运费；您的订金会计入其中。\n\n请支付余款 {restMinor}，截止时间：{dueAtMs}。在您收到商品之前，款项由支付机构保管。页面上说明了未支付余款时订金如何处理。",
    },
    no_show: {
      subject: "余款未支付：{title}",
      text: "“{title}”的余款未在规定时间内支付，因此您不再参与。\n\n{fate, select, forfeited {按照您加入时的规则，您的订金 {depositMinor} 因空出的名额归商家。} waiting {付款的人太少，我们正在询问商家是否足够。如果足够，按照您加入时的规则，您的订金 {depositMinor} 归商家；如果不够，将退还给您。} at_stake {付款的人太少，我们正在询问商家是否足够。如果足够，按照您加入时的规则，您的订金 {depositMinor} 归商家。如果不够，将尝试次优的报价，您的订金退还给您；如果没有其他报价，则归已付款的成员。} other {您的订金 {depositMinor} 将退还给您。银行确认后我们会再次通知您。}}",
    },
    shortfall_asked: {
      subject: "付款人数少于约定：{title}",
      text: "“{title}”的付款时间已结束。您的报价对应 {quantity} 个名额，其中{paidQuantity, plural, other { # 个}}已付款。\n\n请在此之前告知，在价格不变的情况下这是否足够：{untilMs}。如果拒绝或未作答复，所有已付款的人都会拿回款项，您不欠任何款项。",
    },
    proposal_asked: {
      subject: "商家提出变更：{title}",
      text: "{daysLater, plural, =0 {“{title}”的商家提出另一个价格：每件 {unitPriceMinor}，不含运费。} other {“{title}”的商家希望比约定晚 # 天交付。}}商家写道：{words}\n\n请在此之前决定：{untilMs}。您可以同意、维持原约定，或退出并取回全部款项。如果您未作答复，则维持原约定。",
    },
    proposal_ended: {
      subject: "对您提议的答复：{title}",
      text: "“{title}”的成员已答复您的提议：{accepted, plural, other {# 个名额接受}}，{kept} 个维持原约定，{left} 个已退出。\n\n订单中写明了每一单的发货期限。",
    },
    deal_reopened: {
      subject: "正在尝试另一个报价：{title}",
      text: "“{title}”支付余款的成员太少，商家不按这样的数量交付。现在与所有已付款的成员一起尝试次优的报价。\n\n您在选定报价之后支付的款项将全额退还给您；您的订金保留并继续计入。任何高于您价格上限或晚于您最晚日期的内容，在对您生效之前都会先询问您；需要付款时我们会再次通知您。",
    },
    award_fell: {
      subject: "您的部分未能成交：{title}",
      text: "{why, select, unpaid {在“{title}”中归 {merchant} 供货的成员无人支付余款，因此该商家不交付。} shortfall {在“{title}”中归 {merchant} 供货的成员支付余款的太少，该商家不按这样的数量交付。} left {在“{title}”中归 {merchant} 供货的其他成员，都因其提出的变更而退出。} other {在“{title}”中为您供货的 {merchant} 无法交付。}}其他成员由其他商家供货，他们的订单继续进行。\n\n{backMinor, select, none {您无需支付任何款项，您也没有被冻结的款项。} other {为您保管的全部款项将退还：{backMinor}。您无需任何操作；银行确认后我们会再次通知您。}}",
    },
    award_ended: {
      subject: "您无需交付：{title}",
      text: "{why, select, unpaid {在“{title}”中由您供货的成员无人支付余款。} shortfall {我们询问过您“{title}”的较少订单是否可行，您没有同意。} other {在“{title}”中由您供货的成员，都因您提出的变更而退出。}}成员会拿回全部款项，您不欠任何款项。其他商家的交付继续进行。",
    },
    ship_due: {
      subject: "请发货：{title}",
      text: "“{title}”的成员已付款：{quantity, plural, other {# 个名额}}可以发货，您可以看到收货地址。\n\n请在此之前发货：{shipByMs}。每个订单在成员收到后向您付款。",
    },
    shipped: {
      subject: "已发出：{title}",
      text: "您在“{title}”中的订单已发货{carrier, select, none {} other {，承运方 {carrier}}}{tracking, select, none {} other {，单号 {tracking}}}。\n\n收到后请告知，届时商家才会收到款项。如果您未作答复，将在此时视为已收到：{confirmAtMs}。如有问题，请在此之前在页面上说明。",
    },
    balance_reminder: {
      subject: "尚待付款：{title}",
      text: "“{title}”的余款 {restMinor} 尚未支付。请在此之前支付：{dueAtMs}。\n\n在您收到商品之前，款项由支付机构保管。页面上说明了未支付余款时订金如何处理。",
    },
    service_dated: {
      subject: "您的预约时间：{title}",
      text: "商家登记了与您就“{title}”约定的时间：{dateMs}。\n\n完成后请告知，届时商家才会收到款项。如果您未作答复，将在此时视为已完成：{confirmAtMs}。如有问题，包括时间不符，请在此之前在页面上说明。",
    },
    delivered: {
      subject: "商家表示已送达：{title}",
      text: "商家表示您在“{title}”中的订单已送达{proof, select, none {} other {：{proof}}}。\n\n请查看并告知已收到，届时商家才会收到款项。如果您未作答复，将在此时视为已收到：{confirmAtMs}。如有问题或没有收到，请在此之前在页面上说明。",
    },
    dispute_opened: {
      subject: "一位成员表示有问题：{title}",
      text: "“{title}”的一位成员对收到的东西不满意，希望退回 {wantedMinor}。页面上说明了原因。在此期间，这个订单的款项由支付机构保管。\n\n请在此之前答复：{untilMs}。您可以同意退回、提出另一个金额，或拒绝。如果您未作答复，{wantedMinor} 将退还给对方。",
    },
    dispute_proposed: {
      subject: "商家提出 {offeredMinor}：{title}",
      text: "“{title}”的商家已答复您，愿意退回 {offeredMinor}。\n\n请在此之前接受或拒绝：{untilMs}。如果您拒绝，由平台运营裁定。如果您未作答复，{offeredMinor} 将退还给您，其余归商家。",
    },
    dispute_rejected: {
      subject: "商家有不同看法：{title}",
      text: "“{title}”的商家不愿退回任何款项，因此由平台运营查看并裁定，期限：{untilMs}。在此期间您的款项由支付机构保管。您无需任何操作。",
    },
    dispute_raised: {
      subject: "由平台运营裁定：{title}",
      text: "该成员没有接受您就“{title}”提出的方案，因此由平台运营查看并裁定，期限：{untilMs}。在此期间这个订单的款项由支付机构保管。您无需任何操作。",
    },
    dispute_ended: {
      subject: "您提出的问题已有结果：{title}",
      text: "{by, select, merchant {“{title}”的商家同意了您的要求。} member {您与“{title}”的商家达成了一致。} operator {平台运营就您在“{title}”中的订单作出了裁定。页面上说明了理由。} merchant_silence {“{title}”的商家未在规定时间内答复，因此按您的要求处理。} member_silence {您未在规定时间内答复，因此按“{title}”的商家提出的方案处理。} other {平台运营未在规定时间内就您在“{title}”中的订单作出裁定，因此取您与商家之间的中间值。}}\n\n{refundMinor, select, none {没有款项退还；商家收到全款。} other {{refundMinor} 将退还给您。银行确认后我们会再次通知您。}}",
    },
    dispute_closed: {
      subject: "成员提出的问题已有结果：{title}",
      text: "{by, select, merchant {您同意了“{title}”一位成员的要求。} member {“{title}”的一位成员与您达成了一致。} operator {平台运营就“{title}”的一个订单作出了裁定。页面上说明了理由。} merchant_silence {您未在规定时间内答复“{title}”的一位成员，因此按对方的要求处理。} member_silence {“{title}”的一位成员未在规定时间内答复您，因此按您的方案处理。} other {平台运营未在规定时间内就“{title}”的一个订单作出裁定，因此取您与成员之间的中间值。}}\n\n{refundMinor, select, none {没有款项退还；这个订单的全款归您。} other {{refundMinor} 将退还给成员，这个订单的其余款项归您。}}",
    },
    late_to_ship: {
      subject: "您已逾期：{title}",
      text: "“{title}”的订单应在此之前发货：{shipByMs}。其中一些尚未发货，我们也没有收到您的消息。\n\n请现在发货。我们已请平台运营查看。如果认定您不交付，全部款项将退还给成员。",
    },
    shipping_late: {
      subject: "您的订单延迟了：{title}",
      text: "您在“{title}”中的订单应在此之前发货：{shipByMs}，但商家没有消息。我们已请平台运营查看。\n\n您的款项仍由支付机构保管。您无需任何操作。",
    },
    breached: {
      subject: "交易已终止：{title}",
      text: "平台运营认定“{title}”没有按承诺交付：{words}\n\n成员没有收到的部分，款项会退还给他们。已收到的部分，款项归您。",
    },
    money_returned: {
      subject: "{amountMinor} 已退回给您：{title}",
      text: "银行已确认：“{title}”的 {amountMinor} 不再被保管，重新归您。您的银行可能需要几天才会显示。",
    },
    refund_failed: {
      subject: "您的款项暂时未能退还：{title}",
      text: "我们尝试退还“{title}”的 {amountMinor}，但银行没有受理。这笔钱仍为您保管，其他任何人都不能动用。\n\n我们会再试一次，如果仍不成功，会由专人查看。您现在无需任何操作。",
    },
    settled: {
      subject: "已完成：{title}",
      text: "“{title}”的一切都已结清：{quantity, plural, other {您的 # 个名额}}已交付并付清。页面上保留着记录和您的收据。",
    },
    closing_soon: {
      subject: "{minutes, select, 1440 {24 小时} 60 {1 小时} other {{minutes} 分钟}}后截止：{title}",
      text: "“{title}”的截止时间：{closesAtMs}。您有一个名额，或正在候补；您不必做任何事。\n\n页面上显示有多少人加入，以及您在什么时间之前可以退出并取回订金。",
    },
    receipt_soon: {
      subject: "{what, select, service {已经完成了吗？} other {已经收到了吗？}}{title}",
      text: "如果您未作答复，{what, select, service {与您就“{title}”约定的服务将视为已完成} other {您在“{title}”中的订单将视为已收到}}，时间：{confirmAtMs}。届时商家会收到款项。\n\n如果一切都好，您现在就可以告知。如有问题或没有收到，请在此之前在页面上说明：在问题解决之前，款项由支付机构保管。",
    },
    review_waiting: {
      subject: "有一项审核待处理：{title}",
      text: "“{title}”等待审核，开始时间：{sinceMs}。发起人的订金已冻结，在有人作出决定之前，任何人都不能加入。\n\n它不会自动发布。",
    },
    suspension_waiting: {
      subject: "已暂停三天：{title}",
      text: "“{title}”已暂停，开始时间：{sinceMs}。暂停期间，成员的订金一直处于冻结状态。\n\n现在需要由第二位运营人员决定：恢复，或取消。",
    },
    books_refused: {
      subject: "{title} 的账目未能结清",
      text: "{title} 我方账目与支付机构的对账单不一致，判定时间：{judgedAtMs}。页面上写明差额、从何时起，以及如何更正。\n\n结账每小时重试一次。不会自动记账。",
    },
    seated: {
      subject: "您已加入：{title}",
      text: "“{title}”空出了名额，您是候补名单上的下一位。您的订金早已到位，因此{quantity, plural, other {这 # 个名额}}归您。您无需任何操作。",
    },
    removed: {
      subject: "您的名额已被收回：{title}",
      text: "平台运营收回了您在“{title}”中的名额。{words}\n\n{backMinor, select, none {没有收取任何款项。} other {为您保管的全部款项将退还：{backMinor}。}}如果您认为有误，请写信给我们。",
    },
    incident_extended: {
      subject: "因我们的故障而延长时间：{title}",
      text: "我们这边出现了故障，因此“{title}”延长开放至：{closesAtMs}。{words}\n\n其他一切不变。在此之前您可以免费退出，最后几分钟也不例外。",
    },
    part_ended: {
      subject: "您增加的部分已释放：{title}",
      text: "{why, select, unpaid {您在“{title}”中增加部分的订金未在规定时间内支付，因此该部分已释放。} deposit {您在“{title}”中增加部分的订金未能保留，因此该部分已释放。} packs {“{title}”按整包购买，您增加的部分没有凑成整包，因此该部分已释放。} other {“{title}”选用的报价容纳不下您增加的全部数量，因此该部分已释放。}}共{quantity, plural, other { # 件}}。\n\n您原来的名额保持不变。为增加部分冻结的款项会自动退还。",
    },
    packed: {
      subject:
        "{how, select, filled {您将多得{pieces, plural, other { # 件}}：{title}} other {您将少得{pieces, plural, other { # 件}}：{title}}}",
      text: "{how, select, filled {“{title}”按整包购买。最后一包已补满，您说过愿意多要：您比订购的多得{pieces, plural, other { # 件}}，共 {quantity} 件。这些没有收订金，因此其价格包含在您现在的付款中。} other {“{title}”按整包购买。最后一包未能补满，您说过少一些也可以：您比订购的少得{pieces, plural, other { # 件}}，共 {quantity} 件。为其余部分冻结的款项会自动退还。}}",
    },
    guarantee_called: {
      subject: "您的订金归成员所有：{title}",
      text: "{why, select, cancelled {您在“{title}”达到最低要求之后取消了它。} other {您自己在“{title}”中的余款未在规定时间内支付。}}按照一开始就写明的规则，您的订金 {amountMinor} 平均分给信赖您的{members, plural, other { # 位成员}}。",
    },
    forfeits_called: {
      subject: "您的订金归已付款的成员：{title}",
      text: "“{title}”支付余款的人太少，因此未能成团。按照一开始就写明的规则，您的订金 {amountMinor} 按名额比例分给已付款的{members, plural, other { # 位成员}}。",
    },
    share_paid: {
      subject: "{amountMinor} 已支付给您：{title}",
      text: "{of, select, no_shows {“{title}”因部分成员未支付余款而未能成团，他们的订金由已付款的人分享。} bond {“{title}”的商家没有履行约定，其保证金由没有收到商品的人分享。} other {“{title}”的发起人没有坚持到底，其订金由成员分享。}}您的一份 {amountMinor} 已支付给您。这是在您自己的款项之外另加的。",
    },
    bond_taken: {
      subject: "您的保证金已支付：{title}",
      text: "银行已确认您为“{title}”支付的保证金 {amountMinor}：您的报价可以被选用。\n\n如果您的报价未被选用、被撤回或到期，以及交易结清时，保证金会自动退还。只有当平台运营不得不认定违约时，它才会归成员所有。",
    },
    bond_declined: {
      subject: "您的保证金未支付：{title}",
      text: "银行没有允许我们收取您为“{title}”支付的保证金 {amountMinor}，也没有留下任何款项。没有保证金，您的报价不能被选用。\n\n您的报价页面上写明了在什么时间之前可以再试一次，或换一种付款方式。",
    },
    bond_returned: {
      subject: "您的保证金 {amountMinor} 已退回：{title}",
      text: "银行已确认：您为“{title}”支付的保证金 {amountMinor} 重新归您。您的银行可能需要几天才会显示。",
    },
    bond_forfeited: {
      subject: "您的保证金归成员所有：{title}",
      text: "平台运营认定“{title}”的交易违约。按照一开始就写明的规则，您的保证金 {amountMinor} 按名额比例分给没有收到商品的{members, plural, other { # 位成员}}。",
    },
    question_asked: {
      subject: "一个问题：{title}",
      text: "有人就“{title}”提了一个问题。所有考虑加入的人都会看到您的回答。",
    },
    question_answered: {
      subject: "您的问题有了回答：{title}",
      text: "“{title}”的发起人回答了您的问题。",
    },
    review_written: {
      subject: "一条评价：{title}",
      text: "一位向您购买了“{title}”的人写了评价。您可以公开回复一次。",
    },
    review_answered: {
      subject: "您的评价有了回复：{title}",
      text: "“{title}”的商家回复了您的评价。",
    },
    demand_found: {
      subject: "有人求购：{title}",
      text: "“{title}”刚刚发布。{why, select, none {它符合您的求购关注“{interest}”的筛选条件。} other {它符合您的求购关注“{interest}”：{why}。}}\n\n截止时间是{closesAtMs}。如果您能供货，请为所有参团者提交一份报价。",
    },
    demands_found: {
      subject: "符合您关注的新需求（{count} 个）：{title}",
      text: "有 {count} 个新需求符合您的关注，最符合的是“{title}”。\n\n{list}\n\n页面上列出了全部需求以及找到它们的原因。",
    },
  },
};
