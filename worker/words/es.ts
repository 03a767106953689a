import type { Words } from "./words.ts";

/**
 * Spanish for every country, with "usted". Deposit: depósito. A hold: retención ("retenido"), never "cobrado". Provider:
 * proveedor de pago. Group-buy: compra conjunta. Place: plaza. Rest: resto. Bond: fianza. Operators: la administración.
 * "Se devuelve" until the bank has confirmed it, "ha vuelto" afterwards.
 */
export const spanish: Words = {
  instant: "{day}, {clock} en su hora ({offset}), es decir, {utc}",
  mute: "Puede desactivar los mensajes como este:",
  mail: {
    open: "Verlo en Onebell",
    code: {
      subject: "{code} es su código de Onebell",
      text: "Su código para entrar es {code}.\n\nSirve una vez, durante diez minutos. Si no lo ha pedido, ignore este mensaje: sin él no entra nadie.",
    },
    emailCode: {
      subject: "{code} confirma su dirección en Onebell",
      text: "Su código para esta dirección es {code}.\n\nSirve una vez, durante diez minutos, donde lo haya pedido. Si no lo ha pedido, ignore este mensaje: sin él no cambia nada.",
    },
    emailChanged: {
      subject: "Su cuenta de Onebell tiene otra dirección",
      text: "La dirección de su cuenta es ahora {hint}. Los mensajes van allí desde ahora y se ha cerrado la sesión en los demás dispositivos.\n\nSi no ha sido usted, escríbanos de inmediato.",
    },
    payoutAccount: {
      subject: "Los pagos de {merchant} van a otra cuenta",
      text: "La cuenta de cobro de {merchant} es ahora la que termina en {hint}.\n\nSi no ha sido usted, cierre la sesión en todos los dispositivos y escríbanos de inmediato.",
    },
  },
  notices: {
    published: {
      subject: "Su compra conjunta está abierta: {title}",
      text: "Su depósito está verificado, y cualquiera puede ver «{title}» y unirse.\n\nHacen falta {quantityMinimum, plural, one {# plaza} many {# de plazas} other {# plazas}} para que siga adelante. Cierra el {closesAtMs}. Si para entonces se han unido muy pocas personas, se devuelven todos los depósitos, también el suyo.",
    },
    returned_to_draft: {
      subject: "Todavía sin publicar: {title}",
      text: "{reason, select, declined {El banco rechazó el depósito, así que «{title}» vuelve a ser un borrador.} timeout {El depósito no se pagó a tiempo, así que «{title}» vuelve a ser un borrador.} too_late {El depósito se verificó demasiado cerca del cierre, así que «{title}» vuelve a ser un borrador.} audit {El depósito no coincidía con lo pedido, así que «{title}» vuelve a ser un borrador.} by_initiator {Usted retiró «{title}». Vuelve a ser un borrador.} other {«{title}» vuelve a ser un borrador.}}\n\nNadie más lo ha visto. Si había algo retenido, está en camino de vuelta. Puede cambiar el borrador y enviarlo de nuevo.",
    },
    deposit_declined: {
      subject: "Su pago fue rechazado: {title}",
      text: "El banco rechazó {amountMinor} para «{title}». No se ha tomado nada.\n\nPuede intentarlo de nuevo o pagar de otra manera mientras la página diga que su plaza está reservada.",
    },
    deposit_at_risk: {
      subject: "No se pudo asegurar su depósito: {title}",
      text: "La retención de su depósito de {amountMinor} para «{title}» termina antes que la compra conjunta, así que intentamos asegurarlo y el banco lo rechazó.\n\nLo intentamos una vez más el {retryAtMs}. Compruebe, por favor, que su banco lo permita. Si vuelve a rechazarlo, su plaza queda libre y la retención se levanta.",
    },
    deposit_lapsed: {
      subject: "La retención de su depósito ha terminado: {title}",
      text: "La retención de {amountMinor} que hizo el banco para «{title}» ha terminado. Ese dinero vuelve a estar a su disposición; no se ha tomado nada.",
    },
    seat_at_risk: {
      subject: "Pague de nuevo, por favor: {title}",
      text: "{why, select, reversed {El banco ha liberado antes de tiempo su depósito de {amountMinor} para «{title}».} other {Su banco ha reclamado su depósito de {amountMinor} para «{title}».}}\n\nSu plaza se conserva hasta el {payByMs}, pero no cuenta hasta que el depósito se pague de nuevo. Puede hacerlo en la página, con el mismo medio de pago o con otro. Si no, la plaza queda libre.",
    },
    deposit_in_review: {
      subject: "Se está revisando su pago: {title}",
      text: "El banco revisa de nuevo su pago de {amountMinor} para «{title}». A veces ocurre, y casi siempre acaba bien. Mientras tanto su plaza se mantiene.\n\nNo tiene que hacer nada. Le escribiremos si el banco libera el dinero.",
    },
    chargeback: {
      subject:
        "{stage, select, opened {Su banco ha reclamado un pago} won {Un pago está aquí de nuevo} other {Un pago ha vuelto a su banco}}: {title}",
      text: "{stage, select, opened {Su banco ha reclamado {amountMinor} que usted pagó para «{title}». Los bancos deciden quién tiene razón; puede tardar semanas. Si fue un error, dígaselo a su banco.} won {Su banco había reclamado {amountMinor} de «{title}» y los ha devuelto al proveedor de pago. El dinero sigue su camino: a su plaza, o a usted si la plaza ya terminó.} other {Su banco ha reclamado definitivamente {amountMinor} de «{title}». Ese dinero lo tiene usted por su banco; de nosotros no llega nada más.}}",
    },
    order_called_back: {
      subject:
        "{stage, select, opened {Se ha reclamado el pago de un pedido} won {El pago de un pedido está aquí de nuevo} other {Se ha perdido el pago de un pedido}}: {title}",
      text: "{stage, select, opened {El banco de un miembro de «{title}» ha reclamado {amountMinor}. Si todavía no ha enviado nada a ese miembro, espere, por favor. Si ya lo envió, guarde las pruebas: la administración se las pedirá.} won {El banco que había reclamado {amountMinor} de «{title}» los ha devuelto. Todo sigue adelante.} other {Se han reclamado definitivamente {amountMinor} de «{title}». Lo que no se ha enviado ya no hay que enviarlo. Lo que ya era suyo se toma de su reserva, y lo que falte se debe.}}",
    },
    promoted: {
      subject: "Hay una plaza para usted: {title}",
      text: "Era su turno en la lista de espera de «{title}», y hay una plaza para usted.\n\nPara conservarla, pague el depósito de {amountMinor} antes de esta hora: {payByMs}. Si ya no la quiere, no haga nada: la plaza pasa a la siguiente persona y no se toma nada.",
    },
    seat_expired: {
      subject: "Su plaza ha quedado libre: {title}",
      text: "El depósito de «{title}» no se pagó a tiempo, así que su plaza ha quedado libre.\n\n{backMinor, select, none {No se ha tomado nada. Si aún llega un pago, se devuelve por sí solo.} other {Lo retenido, {backMinor}, se devuelve por sí solo.}}",
    },
    left: {
      subject: "Ha salido: {title}",
      text: "Ha salido de «{title}».\n\n{backMinor, select, none {No había nada retenido, así que no se le debe nada. Si aún llega un pago, se devuelve por sí solo.} other {Se le devuelven {backMinor}. Le escribiremos de nuevo cuando el banco lo haya confirmado.}}",
    },
    suspended: {
      subject: "En pausa: {title}",
      text: "La administración ha puesto en pausa «{title}»: {words}\n\nMientras dure la pausa, nadie puede unirse y nadie paga nada. Su depósito sigue donde está. Puede salir en cualquier momento y recuperarlo.",
    },
    resumed: {
      subject: "Continúa: {title}",
      text: "«{title}» ya no está en pausa. Cierra el {closesAtMs}.\n\nNo tiene que hacer nada. Si prefiere salir, puede hacerlo hasta esta hora y su depósito se devuelve por completo: {freeExitUntilMs}.",
    },
    extended: {
      subject: "Ha comenzado la prórroga anunciada: {title}",
      text: "Al llegar el cierre de «{title}» se habían unido muy pocas personas, y ha comenzado la prórroga anunciada desde el principio. Solo ocurre una vez. El nuevo cierre es el {closesAtMs}.\n\nNo tiene que hacer nada para quedarse. Hasta entonces puede salir y recuperar su depósito por completo.",
    },
    failed: {
      subject: "No se ha realizado: {title}",
      text: "{reason, select, below_minimum {Muy pocas personas se unieron a tiempo a «{title}».} no_offer {Ningún comercio hizo una oferta adecuada para «{title}».} merchant_declined {El comercio de «{title}» no mantuvo su oferta, y no hay otra adecuada.} collection_shortfall {Muy pocos miembros de «{title}» pagaron el resto.} merchant_breach {El comercio de «{title}» no puede entregar.} other {«{title}» no se ha realizado.}}\n\n{backMinor, select, none {No tiene nada que pagar, y no hay nada suyo retenido.} other {Se devuelve todo lo que se guarda para usted: {backMinor}. No tiene que hacer nada; le escribiremos de nuevo cuando el banco lo haya confirmado.}}",
    },
    cancelled: {
      subject: "Cancelada: {title}",
      text: "{reason, select, by_initiator {Quien inició «{title}» la ha cancelado.} review_rejected {La administración ha revisado «{title}» y no la ha publicado.} other {La administración ha cancelado «{title}».}} {words}\n\n{backMinor, select, none {No tiene nada que pagar, y no hay nada suyo retenido.} other {Se devuelve todo lo que se guarda para usted: {backMinor}. No tiene que hacer nada; le escribiremos de nuevo cuando el banco lo haya confirmado.}}",
    },
    minimum_reached: {
      subject: "Ya son suficientes: {title}",
      text: "«{title}» ha alcanzado su mínimo: {count} de {quantityMinimum}. Sigue adelante si aún lo tiene al cierre, el {closesAtMs}.\n\nNo tiene que hacer nada. Su depósito sigue como está.",
    },
    minimum_lost: {
      subject: "Ya no son suficientes: {title}",
      text: "Alguien ha salido de «{title}», que vuelve a estar por debajo de su mínimo: {count} de {quantityMinimum}.\n\nSi sigue así al cierre, el {closesAtMs}, no se realiza y se devuelven todos los depósitos. No tiene que hacer nada.",
    },
    waitlist_ended: {
      subject: "No quedó ninguna plaza libre: {title}",
      text: "«{title}» ha contado sus plazas, y en la lista de espera no quedó ninguna libre para usted. No se ha tomado nada y no hay nada retenido.",
    },
    count_frozen: {
      subject: "Las plazas están contadas: {title}",
      text: "Ha sonado la campana de «{title}», y todos los depósitos están verificados: {quantity, plural, one {# plaza} many {# de plazas} other {# plazas}} ({regions}).\n\nSu oferta está entre las que pueden elegirse. No tiene que hacer nada: le escribiremos cuando se elija una y sea la suya.",
    },
    demand_ended: {
      subject: "Su oferta ya no es vinculante: {title}",
      text: "{reason, select, below_minimum {Muy pocas personas se unieron a tiempo a «{title}».} no_offer {Ninguna oferta para «{title}» era adecuada para suficientes miembros.} merchant_declined {La oferta elegida para «{title}» no se confirmó, y no hay otra adecuada.} collection_shortfall {Muy pocos miembros de «{title}» pagaron el resto.} by_initiator {Quien inició «{title}» la ha cancelado.} other {«{title}» se ha dado por terminada.}}\n\nSu oferta ya no le compromete. No debe nada y no se le debe nada.",
    },
    choose: {
      subject: "Elija una oferta, por favor: {title}",
      text: "Ya están las ofertas para «{title}», y la elección es suya hasta el {untilMs}.\n\nSi para entonces no elige, se toma la mejor oferta según la regla con la que todos se unieron.",
    },
    vote: {
      subject: "Vote las ofertas, por favor: {title}",
      text: "Ya están las ofertas para «{title}», y eligen los miembros. Tiene un voto, que puede cambiar, hasta el {untilMs}.\n\nVotar no supone ningún pago. Si vota menos de una quinta parte, se toma la mejor oferta según la regla.",
    },
    consent_asked: {
      subject: "¿Le conviene esta oferta? {title}",
      text: "La oferta elegida para «{title}» queda fuera de lo que usted indicó al unirse: {unitPriceMinor} por unidad, sin el envío. La página muestra cuánto supone para usted.\n\nDecide usted hasta el {untilMs}. Si acepta, conserva su plaza. Si la rechaza o no dice nada, sale{backMinor, select, none {} other { y se le devuelven {backMinor}}}.",
    },
    opted_out: {
      subject: "Ya no participa: {title}",
      text: "{why, select, ceiling {La oferta elegida para «{title}» supera su precio máximo, así que no le compromete.} delivery {La oferta elegida para «{title}» llega después de su último día, así que no le compromete.} country {La oferta elegida para «{title}» no se entrega en su país.} capacity {La oferta elegida para «{title}» no alcanza hasta su lugar en el orden.} declined {Usted rechazó la oferta para «{title}».} packs {«{title}» se compra en paquetes completos, y sus piezas no completaron ninguno.} proposal {Usted salió de «{title}» por lo que propuso el comercio.} silence {Se le preguntó por la oferta para «{title}» y no respondió, así que no le compromete.} other {Ya no forma parte de «{title}».}}\n\n{backMinor, select, none {No hay nada suyo retenido.} other {Se le devuelven {backMinor}. Le escribiremos de nuevo cuando el banco lo haya confirmado.}}",
    },
    offer_received: {
      subject: "Ha llegado una oferta: {title}",
      text: "Un comercio ha hecho una oferta para «{title}». Ya hay {count, plural, one {una oferta} many {# de ofertas} other {# ofertas}}.\n\nNo tiene que hacer nada: hasta que suene la campana, las ofertas solo pueden mejorar.",
    },
    offer_chosen: {
      subject: "Su oferta ha sido elegida: {title}",
      text: "Su oferta para «{title}» ha sido elegida: {quantity, plural, one {# plaza} many {# de plazas} other {# plazas}} a {unitPriceMinor} cada una.\n\nDiga, por favor, si la mantiene, hasta el {untilMs}. Si la rechaza o no dice nada, se prueba la siguiente mejor oferta.",
    },
    offer_accepted: {
      subject: "El acuerdo está hecho: {title}",
      text: "Su oferta para «{title}» es vinculante: {quantity, plural, one {# plaza} many {# de plazas} other {# plazas}} a {unitPriceMinor} cada una.\n\nLos miembros pagan ahora el resto, hasta el {balanceDueAtMs}. Todavía no tiene que hacer nada: le escribiremos cuando se pueda enviar todo lo pagado.",
    },
    offer_fell: {
      subject: "Al final no se tomó su oferta: {title}",
      text: "{why, select, too_few {Su oferta para «{title}» quedaba fuera de lo que habían indicado algunos miembros, y salieron demasiados.} silence {Se le preguntó si mantenía su oferta para «{title}» y no respondió a tiempo.} other {Su oferta para «{title}» no se tomó.}}\n\nSe prueba la siguiente mejor oferta. No debe nada y no se le debe nada.",
    },
    balance_due: {
      subject: "Pague el resto, por favor: {title}",
      text: "«{title}» sigue adelante. Para usted son {totalMinor}, envío incluido; su depósito cuenta como parte de ese importe.\n\nPague, por favor, el resto de {restMinor} antes de esta hora: {dueAtMs}. Hasta que usted tenga lo comprado, el dinero lo guarda el proveedor de pago. La página dice qué pasa con su depósito si no se paga el resto.",
    },
    no_show: {
      subject: "El resto no se pagó: {title}",
      text: "El resto de «{title}» no se pagó a tiempo, así que ya no forma parte de la compra.\n\n{fate, select, forfeited {Según las reglas con las que se unió, su depósito de {depositMinor} pasa al comercio por las plazas que quedaron vacías.} waiting {Han pagado tan pocos que se pregunta al comercio si es suficiente. Si lo es, su depósito de {depositMinor} pasa al comercio, según las reglas con las que se unió; si no lo es, se le devuelve.} at_stake {Han pagado tan pocos que se pregunta al comercio si es suficiente. Si lo es, su depósito de {depositMinor} pasa al comercio, según las reglas con las que se unió. Si no lo es, se prueba la siguiente mejor oferta y su depósito se le devuelve; si no hay ninguna, pasa a los miembros que habían pagado.} other {Se le devuelve su depósito de {depositMinor}. Le escribiremos de nuevo cuando el banco lo haya confirmado.}}",
    },
    shortfall_asked: {
      subject: "Han pagado menos de lo acordado: {title}",
      text: "El plazo para pagar «{title}» ha terminado. {paidQuantity, plural, one {Está pagada # plaza} many {Están pagadas # de plazas} other {Están pagadas # plazas}}, de las {quantity} para las que se tomó su oferta.\n\nDiga, por favor, si le basta, al mismo precio, hasta el {untilMs}. Si lo rechaza o no dice nada, quienes pagaron recuperan su dinero y usted no debe nada.",
    },
    proposal_asked: {
      subject: "El comercio propone un cambio: {title}",
      text: "{daysLater, plural, =0 {El comercio de «{title}» propone otro precio: {unitPriceMinor} por unidad, sin el envío.} one {El comercio de «{title}» quiere entregar # día más tarde de lo acordado.} many {El comercio de «{title}» quiere entregar # de días más tarde de lo acordado.} other {El comercio de «{title}» quiere entregar # días más tarde de lo acordado.}} Escribe: {words}\n\nDecide usted hasta el {untilMs}. Puede aceptar, mantener lo acordado o salir y recuperarlo todo. Si no dice nada, se mantiene lo acordado.",
    },
    proposal_ended: {
      subject: "Las respuestas a su propuesta: {title}",
      text: "Los miembros de «{title}» han respondido a su propuesta: {accepted, plural, one {# plaza la acepta} many {# de plazas la aceptan} other {# plazas la aceptan}}, {kept} mantienen lo acordado, {left} han salido.\n\nLos pedidos dicen, para cada uno, hasta cuándo debe enviarse.",
    },
    deal_reopened: {
      subject: "Se prueba otra oferta: {title}",
      text: "Muy pocos miembros de «{title}» pagaron el resto, y el comercio no entrega tan poco. Se prueba la siguiente mejor oferta con quienes sí pagaron.\n\nLo que usted pagó después de la adjudicación se le devuelve por completo; su depósito se queda y vuelve a contar. Se le preguntará antes de que le comprometa algo por encima de su precio máximo o después de su último día, y le escribiremos cuando haya algo que pagar.",
    },
    award_fell: {
      subject: "Su parte no se ha realizado: {title}",
      text: "{why, select, unpaid {Nadie cuya plaza en «{title}» era de {merchant} pagó el resto, así que no entrega nada.} shortfall {Muy pocos de aquellos cuya plaza en «{title}» era de {merchant} pagaron el resto, y no entrega tan poco.} left {Todos los demás cuya plaza en «{title}» era de {merchant} han salido por un cambio que propuso.} other {{merchant}, de quien era su plaza en «{title}», no puede entregar.}} Otros miembros tienen otros comercios, y sus pedidos siguen.\n\n{backMinor, select, none {No tiene nada que pagar, y no hay nada suyo retenido.} other {Se devuelve todo lo que se guarda para usted: {backMinor}. No tiene que hacer nada; le escribiremos de nuevo cuando el banco lo haya confirmado.}}",
    },
    award_ended: {
      subject: "No entrega nada: {title}",
      text: "{why, select, unpaid {Nadie cuyo pedido de «{title}» era suyo pagó el resto.} shortfall {Se le preguntó si bastaban menos pedidos de «{title}», y no dijo que sí.} other {Todos aquellos cuyo pedido de «{title}» era suyo han salido por el cambio que usted propuso.}} Los miembros lo recuperan todo, y usted no debe nada. Lo que entregan otros comercios sigue.",
    },
    ship_due: {
      subject: "Haga el envío, por favor: {title}",
      text: "Los miembros de «{title}» han pagado: {quantity, plural, one {# plaza está lista} many {# de plazas están listas} other {# plazas están listas}} para enviarse, y puede ver las direcciones.\n\nHaga el envío, por favor, antes de esta hora: {shipByMs}. Se le paga cada pedido cuando su miembro lo tiene.",
    },
    shipped: {
      subject: "En camino: {title}",
      text: "Su pedido de «{title}» se ha enviado{carrier, select, none {} other { con {carrier}}}{tracking, select, none {} other {, número {tracking}}}.\n\nDiga, por favor, cuándo lo tiene; entonces se paga al comercio. Si no dice nada, cuenta como recibido el {confirmAtMs}. Si algo no está bien, dígalo antes en la página.",
    },
    balance_reminder: {
      subject: "Queda por pagar: {title}",
      text: "El resto de {restMinor} de «{title}» todavía no está pagado. Páguelo, por favor, antes de esta hora: {dueAtMs}.\n\nHasta que usted tenga lo comprado, el dinero lo guarda el proveedor de pago. La página dice qué pasa con su depósito si no se paga el resto.",
    },
    service_dated: {
      subject: "Una fecha para usted: {title}",
      text: "El comercio ha anotado lo acordado con usted para «{title}»: {dateMs}.\n\nDiga, por favor, cuándo se ha hecho; entonces se paga al comercio. Si no dice nada, cuenta como hecho el {confirmAtMs}. Si algo no está bien, también la fecha, dígalo antes en la página.",
    },
    delivered: {
      subject: "Entregado, según el comercio: {title}",
      text: "El comercio dice que su pedido de «{title}» ha llegado{proof, select, none {} other {: {proof}}}.\n\nMírelo, por favor, y diga que lo tiene; entonces se paga al comercio. Si no dice nada, cuenta como recibido el {confirmAtMs}. Si algo no está bien, o no hay nada, dígalo antes en la página.",
    },
    dispute_opened: {
      subject: "Un miembro dice que algo no está bien: {title}",
      text: "Un miembro de «{title}» no está conforme con lo que llegó y quiere recuperar {wantedMinor}. La página dice por qué. Mientras tanto, el dinero de este pedido lo guarda el proveedor de pago.\n\nResponda, por favor, hasta el {untilMs}: devuélvalo, proponga otro importe o rechace la petición. Si no dice nada, se devuelven {wantedMinor}.",
    },
    dispute_proposed: {
      subject: "El comercio propone {offeredMinor}: {title}",
      text: "El comercio de «{title}» le ha respondido y devolvería {offeredMinor}.\n\nAcéptelo o rechácelo, por favor, hasta el {untilMs}. Si lo rechaza, decide la administración. Si no dice nada, se le devuelven {offeredMinor} y el resto es del comercio.",
    },
    dispute_rejected: {
      subject: "El comercio lo ve de otra manera: {title}",
      text: "El comercio de «{title}» no quiere devolver nada, así que la administración lo examina y decide, hasta el {untilMs}. Mientras tanto, su dinero lo guarda el proveedor de pago. No tiene que hacer nada.",
    },
    dispute_raised: {
      subject: "Decide la administración: {title}",
      text: "El miembro no aceptó su propuesta para «{title}», así que la administración lo examina y decide, hasta el {untilMs}. Mientras tanto, el dinero de este pedido lo guarda el proveedor de pago. No tiene que hacer nada.",
    },
    dispute_ended: {
      subject: "Lo que no estaba bien está resuelto: {title}",
      text: "{by, select, merchant {El comercio de «{title}» le da lo que quería.} member {Usted y el comercio de «{title}» han llegado a un acuerdo.} operator {La administración ha decidido sobre su pedido de «{title}». La página dice por qué.} merchant_silence {El comercio de «{title}» no respondió a tiempo, así que usted obtiene lo que quería.} member_silence {Usted no respondió a tiempo, así que vale la propuesta del comercio de «{title}».} other {La administración no decidió a tiempo sobre su pedido de «{title}», así que vale el punto medio entre usted y el comercio.}}\n\n{refundMinor, select, none {No se devuelve nada; se paga al comercio.} other {Se le devuelven {refundMinor}. Le escribiremos de nuevo cuando el banco lo haya confirmado.}}",
    },
    dispute_closed: {
      subject: "Lo que no estaba bien está resuelto: {title}",
      text: "{by, select, merchant {Usted da a un miembro de «{title}» lo que quería.} member {Un miembro de «{title}» ha llegado a un acuerdo con usted.} operator {La administración ha decidido sobre un pedido de «{title}». La página dice por qué.} merchant_silence {Usted no respondió a tiempo a un miembro de «{title}», que obtiene lo que quería.} member_silence {Un miembro de «{title}» no le respondió a tiempo, así que vale su propuesta.} other {La administración no decidió a tiempo sobre un pedido de «{title}», así que vale el punto medio entre usted y el miembro.}}\n\n{refundMinor, select, none {No se devuelve nada; todo el precio de este pedido es suyo.} other {Se devuelven {refundMinor} al miembro, y el resto de este pedido es suyo.}}",
    },
    late_to_ship: {
      subject: "Va con retraso: {title}",
      text: "Los pedidos de «{title}» debían enviarse antes de esta hora: {shipByMs}. Algunos no se han enviado, y no tenemos noticias suyas.\n\nEnvíelos ahora, por favor. Se ha pedido a la administración que lo examine. Si concluye que usted no entrega, todo se devuelve a los miembros.",
    },
    shipping_late: {
      subject: "Su pedido va con retraso: {title}",
      text: "Su pedido de «{title}» debía enviarse antes de esta hora: {shipByMs}. No hay noticias del comercio. Se ha pedido a la administración que lo examine.\n\nSu dinero sigue en manos del proveedor de pago. No tiene que hacer nada.",
    },
    breached: {
      subject: "El acuerdo se ha dado por terminado: {title}",
      text: "La administración ha concluido que «{title}» no se entregó como se prometió: {words}\n\nLo que los miembros no han recibido se les devuelve. Lo que han recibido es suyo.",
    },
    money_returned: {
      subject: "{amountMinor} han vuelto a usted: {title}",
      text: "El banco lo ha confirmado: {amountMinor} de «{title}» ya no están retenidos y vuelven a ser suyos. Su banco puede tardar algunos días en mostrarlo.",
    },
    refund_failed: {
      subject: "Aún no se ha podido devolver su dinero: {title}",
      text: "Intentamos devolver {amountMinor} de «{title}», y el banco no lo aceptó. El dinero sigue guardado para usted, y nadie más puede disponer de él.\n\nLo intentamos de nuevo y, si tampoco sale, lo revisa una persona. Ahora no tiene que hacer nada.",
    },
    settled: {
      subject: "Terminado: {title}",
      text: "Todo lo de «{title}» está liquidado: {quantity, plural, one {su plaza se ha entregado y pagado} many {sus # de plazas se han entregado y pagado} other {sus # plazas se han entregado y pagado}}. La página conserva el registro y sus recibos.",
    },
    closing_soon: {
      subject: "Cierra en {minutes, select, 1440 {24 horas} 60 {una hora} other {{minutes} minutos}}: {title}",
      text: "«{title}» cierra el {closesAtMs}. Tiene una plaza o espera una; no tiene que hacer nada.\n\nLa página dice cuántas personas se han unido y hasta cuándo puede salir y recuperar su depósito.",
    },
    receipt_soon: {
      subject: "{what, select, service {¿Se ha hecho ya?} other {¿Ha llegado ya?}} {title}",
      text: "Si no dice nada, {what, select, service {lo acordado con usted para «{title}» cuenta como hecho} other {su pedido de «{title}» cuenta como recibido}} el {confirmAtMs}. Entonces se paga al comercio.\n\nSi todo está bien, puede decirlo ahora. Si algo no está bien, o no ha llegado nada, dígalo antes en la página: el dinero lo guarda el proveedor de pago hasta que se resuelva.",
    },
    review_waiting: {
      subject: "Una revisión espera: {title}",
      text: "«{title}» espera una revisión desde el {sinceMs}. El depósito de quien la inició está retenido, y nadie puede unirse hasta que alguien decida.\n\nNunca se publica por sí sola.",
    },
    suspension_waiting: {
      subject: "En pausa desde hace tres días: {title}",
      text: "«{title}» está en pausa desde el {sinceMs}. Mientras tanto, los depósitos de sus miembros siguen retenidos.\n\nAhora tiene que decidir una segunda persona de la administración: reanudarla o cancelarla.",
    },
    books_refused: {
      subject: "Los libros del {title} no coinciden",
      text: "Nuestros libros y el extracto del proveedor no coinciden para el {title}, según el examen del {judgedAtMs}. La página dice por cuánto, desde cuándo y qué lo corregiría.\n\nEl cierre se intenta de nuevo cada hora. Nada se asienta por sí solo.",
    },
    seated: {
      subject: "Ya participa: {title}",
      text: "Quedó una plaza libre en «{title}», y era su turno en la lista de espera. Su depósito ya estaba allí, así que {quantity, plural, one {la plaza es suya} many {las # de plazas son suyas} other {las # plazas son suyas}}. No tiene que hacer nada.",
    },
    removed: {
      subject: "Se ha retirado su plaza: {title}",
      text: "La administración ha retirado su plaza en «{title}». {words}\n\n{backMinor, select, none {No se ha tomado nada.} other {Se devuelve todo lo que se guarda para usted: {backMinor}.}} Si cree que es un error, escríbanos.",
    },
    incident_extended: {
      subject: "Más tiempo tras un fallo nuestro: {title}",
      text: "Algo falló por nuestra parte, así que «{title}» está abierta hasta el {closesAtMs}. {words}\n\nNada más ha cambiado. Hasta entonces puede salir sin coste alguno, también en los últimos minutos.",
    },
    part_ended: {
      subject: "Lo que añadió ha quedado libre: {title}",
      text: "{why, select, unpaid {El depósito de lo que añadió a su plaza en «{title}» no se pagó a tiempo, así que esa parte ha quedado libre.} deposit {El depósito de lo que añadió a su plaza en «{title}» no se pudo mantener, así que esa parte ha quedado libre.} packs {«{title}» se compra en paquetes completos, y lo que añadió no completó ninguno, así que esa parte ha quedado libre.} other {La oferta que se tomó para «{title}» no tiene sitio para todo lo que añadió, así que esa parte ha quedado libre.}} {quantity, plural, one {Era # unidad} many {Eran # de unidades} other {Eran # unidades}}.\n\nSu plaza sigue como estaba antes. Lo retenido por la parte añadida se devuelve por sí solo.",
    },
    packed: {
      subject:
        "{how, select, filled {Recibe {pieces, plural, one {una pieza} many {# de piezas} other {# piezas}} más: {title}} other {Recibe {pieces, plural, one {una pieza} many {# de piezas} other {# piezas}} menos: {title}}}",
      text: "{how, select, filled {«{title}» se compra en paquetes completos. El último se completó, y usted dijo que aceptaría más: recibe {pieces, plural, one {una pieza} many {# de piezas} other {# piezas}} más de lo pedido, {quantity} en total. No se pidió depósito por ellas, así que su precio forma parte de lo que paga ahora.} other {«{title}» se compra en paquetes completos. El último no se pudo completar, y usted dijo que le bastaría con menos: recibe {pieces, plural, one {una pieza} many {# de piezas} other {# piezas}} menos de lo pedido, {quantity} en total. Lo retenido por las demás se devuelve por sí solo.}}",
    },
    guarantee_called: {
      subject: "Su depósito pasa a los miembros: {title}",
      text: "{why, select, cancelled {Usted canceló «{title}» después de alcanzarse el mínimo.} other {El resto de su propia plaza en «{title}» no se pagó a tiempo.}} Como decían las reglas desde el principio, su depósito de {amountMinor} pasa, a partes iguales, {members, plural, one {al único miembro que confió} many {a los # de miembros que confiaron} other {a los # miembros que confiaron}} en usted.",
    },
    forfeits_called: {
      subject: "Su depósito pasa a los miembros que pagaron: {title}",
      text: "Muy pocos pagaron el resto de «{title}», así que no se ha realizado. Como decían las reglas desde el principio, su depósito de {amountMinor} pasa, en proporción a sus plazas, {members, plural, one {al único miembro que había pagado} many {a los # de miembros que habían pagado} other {a los # miembros que habían pagado}}.",
    },
    share_paid: {
      subject: "Se le han pagado {amountMinor}: {title}",
      text: "{of, select, no_shows {«{title}» no se realizó porque hubo miembros que no pagaron el resto, y sus depósitos se repartieron entre quienes habían pagado.} bond {El comercio de «{title}» no cumplió el acuerdo, y su fianza se repartió entre quienes no recibieron lo comprado.} other {Quien inició «{title}» no siguió adelante, y su depósito se repartió entre los miembros.}} Se le ha pagado su parte de {amountMinor}. Se suma a su propio dinero.",
    },
    bond_taken: {
      subject: "Su fianza está pagada: {title}",
      text: "El banco ha confirmado su fianza de {amountMinor} para «{title}»: su oferta puede elegirse.\n\nVuelve por sí sola cuando su oferta no se toma, se retira o caduca, y cuando el acuerdo queda liquidado. Pasaría a los miembros si la administración tuviera que declarar incumplido el acuerdo.",
    },
    bond_declined: {
      subject: "Su fianza no se ha pagado: {title}",
      text: "El banco no nos permitió tomar su fianza de {amountMinor} para «{title}», y no se queda con nada. Sin ella, su oferta no puede elegirse.\n\nLa página de su oferta dice hasta cuándo puede intentarlo de nuevo o pagar de otra manera.",
    },
    bond_returned: {
      subject: "Su fianza de {amountMinor} ha vuelto: {title}",
      text: "El banco lo ha confirmado: su fianza de {amountMinor} para «{title}» vuelve a ser suya. Su banco puede tardar algunos días en mostrarlo.",
    },
    bond_forfeited: {
      subject: "Su fianza pasa a los miembros: {title}",
      text: "La administración ha declarado incumplido el acuerdo de «{title}». Como decían las reglas desde el principio, su fianza de {amountMinor} pasa, en proporción a sus plazas, {members, plural, one {al único miembro que no recibió} many {a los # de miembros que no recibieron} other {a los # miembros que no recibieron}} lo comprado.",
    },
    question_asked: {
      subject: "Una pregunta: {title}",
      text: "Alguien ha preguntado algo sobre «{title}». Su respuesta la leen todas las personas que piensan en unirse.",
    },
    question_answered: {
      subject: "Su pregunta tiene respuesta: {title}",
      text: "Quien inició «{title}» ha respondido a su pregunta.",
    },
    review_written: {
      subject: "Una valoración: {title}",
      text: "Alguien que le compró «{title}» ha escrito una valoración. Puede responderla una vez, en público.",
    },
    review_answered: {
      subject: "Su valoración tiene respuesta: {title}",
      text: "El comercio de «{title}» ha respondido a su valoración.",
    },
    demand_found: {
      subject: "Se busca: {title}",
      text: "Se acaba de publicar «{title}». {why, select, none {Encaja con los filtros de su interés «{interest}».} other {Encaja con su interés «{interest}»: {why}.}}\n\nCierra el {closesAtMs}. Si puede suministrarlo, haga una oferta para todos los que se unan.",
    },
    demands_found: {
      subject: "Novedades para sus intereses ({count}): {title}",
      text: "{count, plural, one {# demanda nueva encaja con sus intereses: «{title}».} many {# de demandas nuevas encajan con sus intereses; la que mejor, «{title}».} other {# demandas nuevas encajan con sus intereses; la que mejor, «{title}».}}\n\n{list}\n\nTodas están en la página, con el motivo por el que se encontraron.",
    },
  },
};
