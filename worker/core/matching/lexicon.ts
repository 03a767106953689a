/**
 * Things under the keys of all their names (concept-keys.ts): a thing a line, first what the index calls it, then a column
 * for each language with keys between spaces. Reading names would take a new isolate a quarter of a second; keys do not.
 *
 * Made by scripts/lexicon/lexicon.ts of our own table of goods, CLDR's annotations (Unicode License v3) and the presets of
 * OpenStreetMap's editors (ISC); see THIRD-PARTY.md.
 */
export const LEXICON_LANGUAGES = [
  "en",
  "zh",
  "es",
  "de",
  "ar",
  "ja",
  "ko",
  "fr",
  "pt",
  "it",
  "nl",
  "pl",
  "ru",
  "uk",
  "tr",
  "id",
  "vi",
  "th",
  "hi",
] as const;

export const LEXICON = `
rice|rice|大米 米 稻米|arroz|reis|ارز رز|米 お米 白米 玄米 新米|쌀
noodle|noodle steamingbowl|面条 挂面 汤面|fide tazondefide|nudel schusselundessstabch|نودلز معكرون سلطانبخار|麺 うどん そば|국수 면|bolfumant|lamen|ciotolafumante|dampendekom|miskaparujacegojedzenia|лапша||eriste|mangkukmengepul|batmi|ราเมน|भापवालीबाउल
instantnoodle|instantnoodle ramen|方便面 泡面 拉面|fideinstantane ramen|instantnudel ram|نودلزسريعتحضير اندوم|いんすたんとらめん らめん かっぷ麺|라면 컵라면
pasta|pasta spaghetti|意大利面 意面 意粉 义大利面|past espagueti|pasta spaghetti|باستا سباغيت مكرون سباغت|ぱすた すぱげってぃ|파스타 스파게티|spaghetti|espaguete|spaghetti|spaghetti|spaghetti|спагетти|спагеті|spagetti|spageti|spaghetti|สปาเก็ตตี้|स्पैगेटी
flour|flour|面粉|harin|mehl|دقيق طحين|小麦粉|밀가루
bread|bread|面包 吐司|pan pandemold|brot|خبز|ぱん 食ぱん|빵|pain|pao|paneincassetta|brood|chleb|хлеб|хліб|ekmek|roti|banhmi|ขนมปัง|ब्रेड
oat|oat oatmeal|燕麦 燕麦片|aven copodeaven|haferflock haf|شوف|おとみる おつ麦|귀리 오트밀
bean|bean lentil|豆子 豆类 扁豆 豆|alubi judi lentej|bohn lins|فول فاصوليا عدس بقول|豆 れんず豆|콩 렌틸콩|haricots|feijoes|fagioli|bonen|fasola|фасоль|квасоля|fasulye|kacangmerah|hatdau|เมล็ดถั่ว|लोबिया
sugar|sugar|糖 白糖|azucar|zuck|سكر|砂糖|설탕
salt|salt|盐 食盐|sal|salz|ملح|盐|소금|sel|sal|sale|zout|sol|солонка|сіль|tuz|garam|muoi|เกลือ|नमक
cookingoil|cookingoil vegetableoil|食用油 植物油|aceitdegirasol aceitvegetal|speiseol pflanzenol|زيتطعام زيتنبات|食用油 さらだ油|식용유
oliveoil|oliveoil|橄榄油|aceitdeoliv|olivenol|زيتزيت|おりぶおいる|올리브유 올리브오일
honey|honey honeypot|蜂蜜|miel tarrdemiel|honig honigtopf|عسل جرهعسل|はちみつ 蜂蜜|꿀|potdemiel|potedemel|barattolodimiele|honingpot|garnekmiodu|мед|горщикізмедом|balkabi|toplesmadu|humatong|โถน้ําผึ้ง|शहदपात्र
spice|spice|香料 调料|especi|gewurz|بهار توابل|すぱいす 香辛料|향신료
chocolate|chocolate chocolatebar|巧克力|chocolat bombon tabletdechocolat|schokolad schokoladentafel|شوكولات لوحشوكولات|ちょこれと ちょこ|초콜릿 초콜렛|barrechocolatee|chocolate|cioccolato|chocoladereep|tabliczkaczekolady|шоколад|плиткашоколаду|cikolata|sebatangcokelat||ช็อกโกแลต|चॉकलेटबार
sweet|sweet candy|糖果|dulz caramel|sussigkeit bonbons bonbo|حلوي حلو|お菓子 きゃんでぃ|사탕 과자|bonbon|bala|caramella|snoep|cukierek|конфета|цукерка|sekerleme|permen|keo|ลูกอม|कैंडी
nut|nut almond|坚果 杏仁|frutseco nuez almendr|nuss mandel|مكسر لوز|なっつ あもんど|견과 아몬드
date|date|椰枣 枣|datil|dattel|تمر تمور|でつ なつめやし|대추야자
fruit|fruit|水果|frut|obst|فاكه فواك|果物 ふるつ|과일
apple|apple|苹果|manzan|apfel|تفاح|りんご|사과
orange|orange tangerine|橙子 橘子|naranj mandarin|orang mandarin|برتقال يوسف|おれんじ みかん|오렌지 귤|mandarine|tangerina|mandarino|mandarijn|mandarynka|мандарин|танжерин|mandalina|buahjeruk|quyt|ส้ม
vegetable|vegetable|蔬菜|verdur hortaliz|gemu|خضار خضرو|野菜|채소 야채
potatoe|potatoe potato|土豆 马铃薯|patat papa|kartoffel|بطاطس بطاطا|じゃがいも|감자|pommedeterre|batata|patata|aardappel|ziemniak|картофель|картопля|patates|kentang|khoaitay|มันฝรั่ง|आलू
egg|egg|鸡蛋 蛋|huev|eier ei|بيض|卵 たまご|계란 달걀|oeuf|ovo|uovo|ei|jajko|яицо|яице|yumurta|telur|trung|ไข่|अंडा
milk|milk|牛奶|lech|milch|حليب لبن|牛乳 みるく|우유
milkpowder|milkpowder infantformula|奶粉 婴儿奶粉|lechenpolv lechdeformul|milchpulv sauglingsnahrung|حليبمجفف حليباطفال|粉みるく|분유
cheese|cheese cheesewedge|奶酪 芝士 起士|ques cunadeques|kas kasestuck|جبن اجب قطعجبن|ちず|치즈 치즈조각|partdefromage|queijo|fettadiformaggio|stukkaas|kawaleksera|сыр|кусеньсиру|peynirdilimi|irisankeju|miengphomat|เนยแข็ง|पनीरकाटुकड़ा
meat|meat beef|肉 牛肉|carn terner|fleisch rindfleisch|لحم لحوم|肉 牛肉|고기 소고기
chicken|chicken|鸡肉 鸡|poll gallin|hahnch huhnerfleisch huh|دجاج|鶏肉 ちきん にわとり|닭고기 닭|poule|galinha|gallina|kip|kura|курица|курка|tavuk|ayam|ga|ไก่|मुर्गी
fish|fish seafood|鱼 海鲜|pescad marisc pez|fisch meeresfrucht|سمك اسماك|鱼 海鲜|생선 해산물 물고기|poisson|peixe|pesce|vis|ryba|рыба|риба|balik|ikan|ca|ปลา|मछली
cannedfood|cannedfood tinnedfood|罐头 罐头食品|conserv comidenlatad|konserv|معلب طعاممعلب|罐诘|통조림|alimentsenconserve|comidaenlatada|ciboinscatola|blikvoedsel|jedzeniewpuszce|консервы|консерви|konservegida|makanankaleng||อาหารกระป๋อง
tea|tea greentea blacktea|茶 茶叶 绿茶 红茶|te teverd tenegr|tee grunte schwarzte|شاي شاياخضر|茶 お茶 绿茶 红茶 日本茶|차 녹차 홍차
coffee|coffee coffeebean|咖啡 咖啡豆|cafe cafeengran|kaffe kaffeebohn rostkaffe|قهو بن|こひ 珈琲 こひ豆|커피 원두
mineralwater|mineralwater bottledwater|矿泉水 甁装水 饮用水|aguamineral aguaembotellad|mineralwass|ميامعدن ماءمعبا|みねらるうぉた 饮料水|생수
juice|juice|果汁|zumo jugo|saft|عصير|じゅす|주스
beer|beer|啤酒|cervez|bier|بير|びる|맥주
wine|wine|葡萄酒 红酒|vino|wei|نبيذ|わいん|와인
snack|snack crisp potatochip|零食 薯片|aperitiv patatfrit|snack chip|وجبخفيف شيبس|すなっく ぽてとちっぷす|간식 과자 감자칩
refrigerator|refrigerator fridge minifridge|冰箱 电冰箱 小冰箱|never frigorific refrigerador minibar|kuhlschrank minikuhlschrank|ثلاج براد|冷藏库|냉장고
freezer|freezer chestfreezer|冰柜 冷柜|congelador arconcongelador|gefrierschrank gefriertruh|فريزر مجمد|冷冻库|냉동고
airconditioner|airconditioner airconditioning acunit|空调 空调机 冷气机 冷气|aireacondicionad acondicionadordeaire|klimaanlag klimagerat|مكيف مكيفهواء تكييف|えあこん くら|에어컨
fan|fan ventilator|风扇 电风扇|ventilador|ventilator|مروح مراوح|扇风机|선풍기
heater|heater radiator|取暖器 暖气|calefactor estuf radiador|heizung heizluft heizkorp|مدفا دفا|ひた すとぶ|히터 난로
washingmachine|washingmachine|洗衣机|lavador|waschmaschin|غسال|洗濯机|세탁기
dishwasher|dishwasher|洗碗机|lavavajill|geschirrspul spulmaschin|غسالصحون جلا|食洗机 食器洗い机|식기세척기
vacuumcleaner|vacuumcleaner|吸尘器|aspirador|staubsaug|مكنسكهرباي|扫除机|청소기 진공청소기
microwave|microwave microwaveoven|微波炉|microond|mikrowell|ميكروويف|电子れんじ|전자레인지
oven|oven|烤箱|horn|backof ofe|فرن افر|おぶん|오븐
airfryer|airfryer|空气炸锅|freidordeaire|heissluftfritteu|قلاهواي|えあふらいや のんふらいや|에어프라이어
kettle|kettle|电水壶 热水壶|hervidor|wasserkoch|غلا|电气けとる やかん|전기포트 주전자
ricecooker|ricecooker|电饭煲 电饭锅|arrocer|reiskoch|طباخارز|炊饭器|밥솥
coffeemachine|coffeemachine coffeemaker espressomachine|咖啡机|cafeter maquindecafe|kaffeemaschin kaffeevollautomat|ماكينقهو الهقهو|こひめか|커피머신 커피메이커
blender|blender mixer|搅拌机 榨汁机|batidor licuador|mix standmix|خلاط|みきさ ぶれんだ|믹서기 블렌더
pan|pan pot cookware cooking|锅 炒锅 平底锅 锅具 煎蛋|sarten olla bateridecocin cocinar|pfann topf kochgeschirr spiegeleiinbratpfann|قدر مقلا اوانطبخ|锅 ふらいぱん 料理|냄비 프라이팬|oeufauplat|ovofrito|cucinare|koken|gotowanie|яичницанасковороде|готуванняіжі|yemekpisirme|memasak|nauan|ทําอาหาร|भोजनपकाना
knife|knife kitchenknife|刀 菜刀|cuchill cuchilldecocin|mess kuchenmess|سكين سكاك سكينطهي|包丁 ないふ|칼 식칼|couteaudecuisine|facadecozinha|coltellodacucina|keukenmes|nozkuchenny|нож|кухоннииніж|mutfakbicagi|pisaudapur|daolambep|มีดทําครัว
plate|plate tableware dish|盘子 餐具|plat vajill|tell geschirr|صحون اطباق|皿 食器|접시 식기
cup|cup mug|杯子 马克杯|taza vaso|tass bech|اكواب كوب|かっぷ まぐかっぷ こっぷ|컵 머그컵
waterbottle|waterbottle thermo vacuumflask|水杯 保温杯|botelldeagua term|trinkflasch thermosflasch|قارورماء ترمس|水筒 魔法甁|물병 텀블러 보온병
waterfilter|waterfilter waterpurifier|净水器 滤水器 滤芯|filtrdeagua purificadordeagua|wasserfilt|فلترماء منقميا|净水器|정수기
airpurifier|airpurifier|空气净化器|purificadordeaire|luftreinig|منقهواء|空气清净机|공기청정기
humidifier|humidifier|加湿器|humidificador|luftbefeucht|مرطبهواء|加湿器|가습기
detergent|detergent washingpowder|洗衣液 洗衣粉 洗涤剂|detergent|waschmittel|منظف مسحوقغسيل|洗剂|세제
soap|soap|肥皂 香皂 皂|jabon|seif|صاب|石碱 石けん そぷ|비누|savon|sabonete|sapone|zeep|mydlo|мыло|мило|sabun|sabun|xaphong|สบู่|साबुन
toiletpaper|toiletpaper|卫生纸 厕纸|papelhigienic|toilettenpapi klopapi|ورقتواليت ورقحمام|といれっとぺぱ|휴지 화장지
tissue|tissue papertowel|纸巾 抽纸|panueldepapel papeldecocin|taschentuch kuchenroll|مناديل محارم|てぃっしゅ きっちんぺぱ|티슈 키친타월
binbag|binbag rubbishbag garbagebag|垃圾袋|bolsdebasur|mullbeutel mullsack|اكياسقمام|ごみ袋|쓰레기봉투
towel|towel|毛巾|toall|handtuch|مناشف منشف|たおる|수건 타월
bedlinen|bedlinen bedsheet bedding|床单 床上用品 四件套|saban ropadecama|bettwasch bettlak|ملاء شراشف مفارش|しつ 寝具|침구 침대시트
pillow|pillow|枕头|almohad|kiss kopfkiss|وساد وسايد مخد|枕 まくら|베개
blanket|blanket|毯子 毛毯|mant|deck wolldeck|بطان بطاني|毛布 ぶらんけっと|담요 이불
duvet|duvet quilt comforter|被子 羽绒被|edredon nordic|bettdeck daunendeck|لحاف|布团 挂け布团|이불
mattress|mattress|床垫|colchon|matratz|مرتب فرش|まっとれす|매트리스
curtain|curtain|窗帘|cortin|vorhang gardin|ستاير ستار|かてん|커튼
carpet|carpet rug|地毯|alfombr|teppich|سجاد|かぺっと 绒毯 らぐ|카펫 러그
lamp|lamp light lighting|灯 灯具 台灯|lampar iluminacion|lamp leucht beleuchtung|مصباح مصابيح اضاء|らんぷ 照明 らいと|램프 조명 등
lightbulb|lightbulb ledbulb|灯泡 led灯泡|bombill bombillled foco|gluhbirn ledlamp leuchtmittel|لمب مصباحليد مصباحمضاء|电球 led电球|전구 led전구|ampoule|lampada|lampadina|gloeilamp|zarowka|лампочка|лампочка|ampul|bohlam|bongden|หลอดไฟ
candle|candle|蜡烛|vela|kerz|شموع شمع|ろうそく きゃんどる|양초|bougie|vela|candela|kaars|swieca|свеча|свічка|mum|lilin|nen|เทียน|मोमबत्ती
chair|chair officechair deskchair|椅子 办公椅 电脑椅 人体工学椅|sill silldeoficin sillergonomic|stuhl burostuhl drehstuhl burosessel|كرس كراس كرسمكتب كراسمكتب|椅子 おふぃすちぇあ ちぇあ|의자 사무용의자|chaise|cadeira|sedia|hogestoel|krzeslo|стул|стілець|sandalye|bangku|ghe|เก้าอี้|कुर्सी
desk|desk officedesk|书桌 办公桌 桌子|escritori mesadeoficin|schreibtisch|مكتب مكاتب طاولمكتب|机 ですく|책상
standingdesk|standingdesk sitstanddesk heightadjustabledesk|升降桌 站立式办公桌 升降办公桌|escritorielevabl mesaelevabl escritoridepie|stehschreibtisch stehsitztisch hohenverstellbarschreibtisch|مكتبقابلتعديل مكتبوقوف|升降ですく すたんでぃんぐですく|스탠딩책상 높이조절책상
table|table|桌子 餐桌|mesa|tisch|طاول|てぶる|테이블 탁자
sofa|sofa couch|沙发|sofa|sofa couch|كنب اريك|そふぁ|소파
bed|bed|床|cama|bett|سرير اسر|べっど|침대|lit|cama|letto|bed|lozko|кровать|ліжко|yatak|tempattidur|giuong|เตียง|बिस्तर
wardrobe|wardrobe cupboard cabinet|衣柜 柜子|armari|schrank kleiderschrank|خزان دولاب|たんす くろぜっと 棚|옷장 수납장
shelf|shelf bookcase shelving|书架 货架 架子|estanteri estant|regal bucherregal|رف رفوف|本棚 棚|책장 선반
lawnmower|lawnmower|割草机|cortacesped|rasenmah|جزازعشب|芝刈り机|잔디깎이
gardenhose|gardenhose|水管 花园水管|manguer|gartenschlauch|خرطومميا|ほす|호스
seed|seed plant|种子 植物|semill plant|sam saatgut pflanz|بذور نبات|种 植物 苗|씨앗 식물
fertiliser|fertiliser fertilizer|肥料 化肥|fertilizant abon|dung|سماد اسمد|肥料|비료
firewood|firewood woodpellet|木柴 颗粒燃料|lena pellet|brennholz pellet|حطب|薪 ぺれっと|장작 펠릿
drill|drill cordlessdrill powerdrill|电钻 手电钻 充电钻 冲击钻|taladr taladrinalambric taladrador|bohrmaschin akkuschraub akkubohrschraub|مثقاب دريل شنيور|电动どりる どりる いんぱくとどらいば|드릴 전동드릴
saw|saw chainsaw|锯 电锯|sierr motosierr|sag kettensag|منشار|のこぎり ちぇんそ|톱 전기톱
screwdriver|screwdriver|螺丝刀 螺丝起子|destornillador|schraubendreh schraubenzieh|مفك مفكبراغ|どらいば ねじ回し|드라이버|tournevis|chavedefenda|cacciavite|schroevendraaier|srubokret|отвертка|викрутка|tornavida|obeng|tuavit|ไขควง|स्क्रूड्राइवर
toolbox|toolbox toolset|工具箱 工具套装|cajadeherramient juegdeherramient|werkzeugkast werkzeugset|صندوقادو عده|工具箱 工具せっと|공구함 공구세트 공구통|boiteaoutils|caixadeferramentas|cassettadegliattrezzi|gereedschapskist|skrzynkananarzedzia|ящикдляинструментов|скринядляінструментів|aletcantasi|kotakperkakas|hopdungcu||टूलबॉक्स
ladder|ladder|梯子|escaler|leit|سلم|はしご 脚立|사다리|echelle|escada|scala|ladder|drabina|лестница|драбина|merdiven|tangga|thang|บันไดปีน|सीढ़ी
screw|screw nail|螺丝 钉子|tornill clav|schraub nagel|براغ مسامير|ねじ 钉|나사 못
paint|paint|油漆 涂料|pintur|farb wandfarb|دهان طلاء|ぺんき 涂料|페인트
cement|cement concrete|水泥 混凝土|cement hormigon|zement beto|اسمنت خرسان|せめんと こんくりと|시멘트
tile|tile|瓷砖|azulej baldos|flies|بلاط|たいる|타일
timber|timber wood lumber|木材|mader|holz bauholz|خشب اخشاب|木材|목재
headphone|headphone headset overearheadphone|耳机 头戴式耳机 耳麦|auricular casc auriculardediadem|kopfhor headset|سماع سماعراس|へっどほん へっどふぉん へっどせっと|헤드폰 헤드셋|casque|fonesdeouvido|cuffie|hoofdtelefoon|sluchawki|наушники|навушники|kulaklik|headphone|tainghe|หูฟัง|हेडफ़ोन
earphone|earphone earbud inearheadphone|耳机 蓝牙耳机 耳塞 入耳式耳机|auricular audifon auriculardeboton|ohrhor inearkopfhor|سماعاذن سماع|いやほん いやふぉん|이어폰 이어버드
loudspeaker|loudspeaker speaker bluetoothspeaker speakerlowvolume|音箱 音响 扬声器 蓝牙音箱 低音量的扬声器 喇叭 大声公|altavoz altavozbluetooth bocin altavozdemano|lautsprech blutoothlautsprech|مكبرصوت صوتسماعمنخفض|すぴか 扩声器|스피커 확성기|hautparleur|buzina|altoparlante|speaker luidspreker|niskaglosnoscglosnika glosnik|низкаягромкость громкоговоритель|низькагучністьдинаміка гучномовець|kisikses hoparlor|volumespeakerrendah pengerassuara|loaphatthanh||कमवॉल्यूमस्पीकर लाउडस्पीकर
microphone|microphone|麦克风 话筒|microfon|mikrofo|ميكروف لاقطصوت|まいく|마이크|micro|microfone|microfono|microfoon|mikrofon|микрофон|мікрофон|mikrofon|mikrofon|micro|ไมโครโฟน|माइक्रोफ़ोन
television|television tv|电视 电视机|televisor television|fernseh|تلفزي تلفاز شاشتلفزي تليفزي|てれび|텔레비전 티비|televiseur|televisao|televisore|tv|telewizja|телевизор|телевізор|televizyon|televisi|tivi|ทีวี|टेलीविज़न
monitor|monitor computerscreen display|显示器 显示屏 屏幕|monitor pantall|monitor bildschirm|شاش|もにた でぃすぷれい|모니터
projector|projector beamer|投影仪 投影机|proyector|beam projektor|جهازعرض بروجكتر|ぷろじぇくた|프로젝터 빔프로젝터
camera|camera digitalcamera|相机 照相机 数码相机|camar camardigital camardefoto|kamera digitalkamera fotoapparat|كاميرا كامير|かめら でじかめ|카메라|appareilphoto|camera|fotocamera|camera|aparatfotograficzny|фотоаппарат|фотоапарат|fotografmakinesi|kamera|mayanh|กล้อง|कैमरा
webcam|webcam|摄像头 网络摄像头|camarweb webcam|webcam|كاميراويب|うぇぶかめら|웹캠
securitycamera|securitycamera cctv|监控摄像头 监控|camardeseguridad camardevigilanci|uberwachungskamera|كاميرامراقب كاميرمراقب|防犯かめら 监视かめら|보안카메라
powerbank|powerbank portablecharger|充电宝 移动电源 行动电源|bateriextern bateriportatil powerbank|powerbank mobilakku|بنكطاق شاحنمتنقل باوربانك بطارمتنقل|もばいるばってり|보조배터리
charger|charger phonecharger poweradapter|充电器 电源适配器|cargador adaptadordecorrient|ladegerat netzteil|شاحن شواحن|充电器 acあだぷた|충전기
cable|cable chargingcable usbcable usbccable|数据线 充电线 usb线|cabl cabldecarg cablusb|kabel ladekabel usbkabel|كابل كيبل كابلشحن سلكشحن|けぶる 充电けぶる usbけぶる|케이블 충전케이블
battery|battery|电池|pila bateri|batteri akku|بطار بطاري|电池 干电池 ばってり|건전지 배터리|pile|pilha|batteria|batterij|bateria|батареика|батарея|pil|baterai|pin|แบตเตอรี่|बैटरी
memorycard|memorycard sdcard|存储卡 内存卡|tarjetdememori|speicherkart|بطاقذاكر|めもりかど sdかど|메모리카드
smartwatch|smartwatch fitnesstracker|智能手表 手环|relojinteligent smartwatch pulserdeactividad|smartwatch fitnessarmband|ساعذكي|すまとうぉっち|스마트워치
drone|drone|无人机|dron|drohn|درون طايرمسير|どろん|드론
gameconsole|gameconsole|游戏机|consol videoconsol|spielkonsol|جهازعاب|げむ机|게임기
laptop|laptop notebook notebookcomputer laptopcomputer|笔记本电脑 笔记本 笔电 手提电脑|^portatil ordenadorportatil equipportatil pcportatil computadorportatil laptop|laptop notebook|حاسوبمحمول لابتوب كمبيوترمحمول حواسيبمحمول|のとぱそこん のとpc らっぷとっぷ|노트북 노트북컴퓨터|ordinateurportable|laptop|computerportatile|laptop|laptop|ноутбук|ноутбук|dizustubilgisayar|komputerlaptop||แล็ปท็อป|लैपटॉप
computer|computer desktopcomputer pc|电脑 计算机 台式机 台式电脑|ordenador computador ordenadordesobremes|comput desktoppc rechn desktopcomput|حاسوب كمبيوتر حواسيب|ぱそこん こんぴゅた ですくとっぷ ですくとっぷぱそこん|컴퓨터 데스크톱 데스크톱컴퓨터|ordinateurdebureau|computadordemesa|computerfisso|desktop|komputer|компьютер|компютер|masaustubilgisayar|komputerdesktop|||डेस्कटॉप
tablet|tablet tabletcomputer|平板电脑 平板|tablet|tablet|جهازلوح تابلت اجهزلوح|たぶれっと|태블릿
smartphone|smartphone mobilephone cellphone|手机 智能手机|telefonmovil ^movil telefoncelular ^celular smartphon|handy smartphon mobiltelefo|هاتف هاتفذكي جوال موبايل هواتف هاتفجوال|すまとふぉん すまほ 携带电话|스마트폰 휴대폰 핸드폰 휴대전화|telephoneportable|telefonecelular|telefonocellulare|mobieletelefoon|telefonkomorkowy|мобильныителефон|мобільниителефон|ceptelefonu|ponsel|||मोबाइलफ़ोन
phonecase|phonecase phonecover|手机壳 手机套|funddemovil fundparamovil carcas|handyhull schutzhull handytasch|غطاءهاتف جراب كفرجوال غطاءجوال|すまほけす すまとふぉんけす 携带けす|휴대폰케이스 폰케이스
screenprotector|screenprotector|钢化膜 手机膜 贴膜|protectordepantall|displayschutz schutzfoli|واقشاش حماشاش|保护ふぃるむ 液晶保护ふぃるむ|보호필름
keyboard|keyboard|键盘|teclad|tastatur|لوحمفاتيح كيبورد|きぼど|키보드|clavier|teclado|tastiera|toetsenbord|klawiatura|клавиатура|клавіатура|klavye|keyboard|banphim|แป้นพิมพ์|कीबोर्ड
mouse|mouse computermouse|鼠标 老鼠 小老鼠 电脑鼠标 滑鼠|raton ratondeordenador|maus computermau|ماوس فار|まうす はつかねずみ|마우스 생쥐 컴퓨터마우스|souris sourisdordinateur|camundongo mouse|topo mouse|muis computermuis|mysz myszkomputerowa|мышь мышка|миша компютернамиша|fare bilgisayarfaresi|tikusputih mousekomputer|chuot chuotmaytinh|หนูตัวเล็ก เมาส์|मूषक माउस
printer|printer laserprinter|打印机 激光打印机 印表机|impresor impresorlaser|druck laserdruck|طابع|ぷりんた|프린터|imprimante|impressora|stampante|printer|drukarka|принтер|принтер|yazici|printer|mayin|เครื่องพิมพ์|प्रिंटर
toner|toner inkcartridge printerink|墨盒 硒鼓 碳粉|toner cartuchdetint tint|ton druckerpatron tintenpatron|حبرطابع خرطوشحبر تونر|とな いんくかとりっじ いんく|토너 잉크
router|router wifirouter|路由器|router|rout wlarout|راوتر موج|るた|공유기 라우터
harddrive|harddrive ssd|硬盘 固态硬盘|discduro|festplatt|قرصصلب هاردديسك|はどでぃすく|하드디스크
usbstick|usbstick flashdrive|u盘 优盘|memoriusb pendriv|usbstick|فلاشميمور ذاكرفلاش|usbめもり|usb메모리
softwarelicence|softwarelicence|软件 软件授权|softwar licencidesoftwar|softwar softwarelizenz|برنامج رخصبرنامج|そふとうぇあ|소프트웨어
solarpanel|solarpanel photovoltaicmodule pvmodule solarmodule|太阳能板 太阳能电池板 光伏板 光伏组件|panelsolar placsolar modulfotovoltaic|solarmodul solarpanel photovoltaikmodul photovoltaik|لوحشمس واحشمس خلاياشمس طاقشمس|太阳光ぱねる そらぱねる 太阳电池|태양광패널 태양전지판
balconypowerplant|balconypowerplant pluginsolar|阳台光伏|kitsolarparabalcon|balkonkraftwerk|نظامشمسشرف|べらんだそら|베란다태양광
inverter|inverter|逆变器|inversor|wechselricht|عاكس انفرتر|いんばた|인버터
powerstation|powerstation homebattery batterystorage|储能电源 户外电源 储能电池|estaciondeenergi bateridomestic|powerstatio stromspeich batteriespeich|محططاقمتنقل|ぽたぶる电源 蓄电池|파워뱅크 휴대용전원
generator|generator|发电机|generador|generator stromerzeug|مولد مولدكهرباء|发电机|발전기
heatpump|heatpump|热泵|bombdecalor|warmepump|مضخحرار|ひとぽんぷ|히트펌프
waterheater|waterheater solarwaterheater|热水器 太阳能热水器|calentadordeagua termelectric calentadorsolar|warmwasserbereit boil|سخان سخانماء سخانشمس|给汤器 汤沸かし器|온수기
heatingoil|heatingoil|取暖油|gasoledecalefaccion|heizol|وقودتدف|灯油|난방유
bicycle|bicycle bike|自行车 单车 脚踏车|biciclet bici|fahrrad rad|دراج دراجهواي|自转车|자전거|velo|bicicleta|bicicletta|fiets|rower|велосипед|велосипед|bisiklet|sepeda|xedap|จักรยาน
electricbicycle|electricbicycle ebike electricbike pedelec|电动自行车 电动车 电单车|bicicletelectric ebik|ebik elektrofahrrad pedelec|دراجكهرباي|电动自转车 电动あしすと自转车|전기자전거
electricscooter|electricscooter escooter kickscooter|电动滑板车 滑板车|patinetelectric patinet|escoot tretroll|سكوتركهرباي سكوتر سكوتربدونمحرك|电动きっくぼど きっくぼど|전동킥보드 킥보드|trottinette|patinete|monopattino|step|hulajnoga|самокат|самокат|ayaklasurulenskuter|otoped|xehay|สกู๊ตเตอร์|किकस्कूटर
helmet|helmet bicyclehelmet|头盔|casc|helm fahrradhelm|خوذ|へるめっと|헬멧
bicyclelock|bicyclelock|车锁 自行车锁|candadparabiciclet|fahrradschloss|قفلدراج|自转车の键|자전거자물쇠
tyre|tyre tire cartyre|轮胎 汽车轮胎|neumatic llant|reif autoreif|اطار كفر|たいや|타이어
wintertyre|wintertyre snowtyre snowtire wintertire|冬季轮胎 雪地胎 雪地轮胎|neumaticdeinviern neumaticdeniev|winterreif|اطارشتو اطارثلج|すたっどれすたいや 冬たいや すのたいや|겨울용타이어 스노우타이어
car|car automobile|汽车 轿车|coch auto|auto pkw|سيار|车 自动车|자동차|voiture|carro|auto|auto|samochod|автомобиль|автомобіль|araba|mobil|oto|รถ
motoroil|motoroil engineoil|机油|aceitdemotor|motorol|زيتمحرك|えんじんおいる|엔진오일
childcarseat|childcarseat|儿童安全座椅 安全座椅|silldecoch sillinfantilparacoch|kindersitz autokindersitz|مقعدسياراطفال كرسسيار|ちゃいるどしと|카시트
tent|tent|帐篷|tienddecampan carp|zelt|خيم خيام|てんと|텐트
sleepingbag|sleepingbag|睡袋|sacodedormir|schlafsack|كيسنوم|寝袋|침낭
backpack|backpack rucksack schoolbag|背包 双肩包 书包|mochil mochilescolar|rucksack schulranz|حقيبظهر حقايبظهر حقيبمدرس حقايبمدرس|りゅっく りゅっくさっく ばっくぱっく らんどせる|배낭 백팩 책가방 학교가방|cartable|mochila|zaino|schooltas|tornister|ранец|шкільниирюкзак|okulcantasi|tassekolah||เป้นักเรียน|स्कूलकाबस्ता
suitcase|suitcase luggage|行李箱 拉杆箱 行李|malet equipaj|koff gepack|حقيبسفر حقايبسفر|すつけす|여행가방 캐리어 여행용가방|bagage|mala|valigia|bagage|bagaz|багаж|багаж|bavul|koper|hanhly||सामान
handbag|handbag bag|手提包 包|bols|handtasch tasch|حقيبيد شنط شنطيد|はんどばっぐ かばん ばっぐ|가방 핸드백|sacamain|bolsademao|borsa|handtas|torebka|сумка|сумка|elcantasi|tasjinjing|tuixach|กระเป๋าถือ|हैंडबैग
yogamat|yogamat exercisemat gymmat|瑜伽垫 健身垫 运动垫|esterilldeyoga esterill colchonet|yogamatt gymnastikmatt sportmatt|سجاديوغا بساطتمار|よがまっと とれにんぐまっと|요가매트 운동매트
dumbbell|dumbbell weight|哑铃|mancuern pesa|hantel gewicht|دمبل اثقال|だんべる|덤벨 아령
treadmill|treadmill|跑步机|cintdecorrer|laufband|جهازمشي سيركهرباي|らんにんぐましん るむらんな|러닝머신
football|football soccerball|足球|balondefutbol|fussball|كرهقدم|さっかぼる さっか|축구공|ballondefootball|boladefutebol|pallonedacalcio|voetbal|pilkanozna|футбол|футбольниимяч|futboltopu|bolasepak|bongda|ลูกฟุตบอล|फ़ुटबॉल
shoe|shoe|鞋 鞋子|zapat calzad|schuh|حذاء احذ|靴 しゅず|신발 구두
runningshoe|runningshoe sneaker trainer sportshoe|跑鞋 跑步鞋 运动鞋|zapatill zapatilldecorrer zapatilldeportiv teni|laufschuh turnschuh sportschuh sneak|حذاءرياض احذرياض احذجري حذاءجري|らんにんぐしゅず すにか 运动靴|운동화 러닝화 스니커즈|chaussuredesport|tenisdecorrida|scarpasportiva|sportschoen|butdobiegania|кроссовки|кросівка|kosuayakkabisi|sepatulari|giaychay|รองเท้ากีฬา|एथलेटिकजूता
workboot|workboot safetyshoe boot womanboot|劳保鞋 靴子 女靴|bota botadeseguridad botademujer|arbeitsschuh sicherheitsschuh stiefel damenstiefel|احذسلام بوت|安全靴 ぶつ|안전화 부츠|bottedefemme|botafeminina|stivaledadonna|dameslaars|kozakdamski|сапог|жіночиичобіт|kadinbotu|sepatubotwanita|giaybotnu||महिलाओंकाबूट
tshirt|tshirt teeshirt|t恤 t恤衫 文化衫|camiset player|tshirt|تيشيرت قميصقطن|tしゃつ|티셔츠|tshirt|camiseta|tshirt|tshirt|koszulka|футболка|теніскаполо|tisort|kaos|aophong|เสื้อยืด|टीशर्ट
shirt|shirt|衬衫|camis|hemd|قميص قمص|しゃつ|셔츠
trouser|trouser pant jean|裤子 牛仔裤|pantalon vaquer|hos jeans|بنطل سروال جينز بنطلجينز|ずぼん じんず ぱんつ|바지 청바지|jean|jeans|jeans|spijkerbroek|dzinsy|джинсы|джинси|kot|celanajeans|quanbo|ยีนส์|जींस
jacket|jacket coat|夹克 外套 羽绒服|chaquet abrig|jack mantel|جاكيت معطف ستر|じゃけっと こと 上着|재킷 외투 코트|manteau|casaco|cappotto|jas|plaszcz|пальто|пальто|kaban|mantel|aokhoac|เสื้อโค้ต|कोट
hoodie|hoodie sweatshirt|卫衣|sudader|kapuzenpullov hoodi sweatshirt|هود سويتشيرت|ぱか すうぇっと|후드티 맨투맨
sweater|sweater pullover|毛衣|jersey sueter|pullov|كنز سترصوف|せた|스웨터
sock|sock|袜子|calcetin|sock|جوارب شراب جورب|靴下 そっくす|양말|chaussettes|meias|calzini|sokken|skarpetki|носки|шкарпетки|corap|kauskaki|tat|ถุงเท้า|मोज़े
glove|glove|手套|guant|handschuh|قفاز|手袋 ぐろぶ|장갑|gants|luvas|guanti|handschoenen|rekawiczki|перчатки|рукавички|eldiven|sarungtangan|gangtay|ถุงมือ|दस्ताने
hat|hat cap|帽子|gorr sombrer|mutz hut kapp|قبع|帽子 きゃっぷ|모자
uniform|uniform workwear|制服 工作服|uniform ropadetrabaj|uniform arbeitskleidung|زيموحد ملابسعمل|制服 作业着|유니폼 작업복
umbrella|umbrella|雨伞 伞|paragu|regenschirm schirm|مظل شمس|伞|우산
watch|watch wristwatch|手表|reloj relojdepulser|armbanduhr|ساعيد ساع|腕时计|손목시계 시계|montre|relogiodepulso|orologio|horloge|zegarek|наручныечасы|наручниигодинник|kolsaati|jamtangan||นาฬิกาข้อมือ
facemask|facemask surgicalmask medicalmask|口罩 医用口罩 外科口罩|mascarill mascarillquirurgic cubreboc tapaboc|mask mundschutz opmask atemschutzmask|كمام كمامطبي قناعطبي|ますく さじかるますく 不织布ますく|마스크 의료용마스크
handsanitiser|handsanitiser disinfectant|洗手液 消毒液|gelhidroalcoholic desinfectant|desinfektionsmittel|معقميدين مطهر|消毒液 あるこる消毒|손소독제 소독제
disposableglove|disposableglove nitrileglove latexglove|一次性手套 丁腈手套|guantdesechabl guantdenitril|einweghandschuh nitrilhandschuh|قفازطبي قفازنيتريل|使い舍て手袋 にとりる手袋|일회용장갑 니트릴장갑
firstaidkit|firstaidkit|急救箱 急救包|botiquin|verbandskast ersthilfset|صندوقاسعافاول|救急箱|구급상자
vitamin|vitamin foodsupplement|维生素 保健品|vitamin suplement|vitamin nahrungserganzungsmittel|فيتامين مكملغذاي|びたみん さぷりめんと|비타민 영양제
shampoo|shampoo|洗发水|champu|shampoo|شامبو|しゃんぷ|샴푸
toothbrush|toothbrush toothpaste|牙刷 牙膏|cepilldedient pastdedient|zahnburst zahnpasta|فرشااسن معجاسن|齿ぶらし 齿磨き粉|칫솔 치약|brosseadents|escovadedentes|spazzolinodadenti|tandenborstel|szczoteczkadozebow|зубнаящетка|зубнащітка|disfircasi|sikatgigi|banchairang|แปรงสีฟัน|टूथब्रश
suncream|suncream sunscreen|防晒霜|cremsolar protectorsolar|sonnencrem|واقشمس|日烧け止め|선크림 자외선차단제
cosmetic|cosmetic makeup|化妆品|cosmetic maquillaj|kosmetik makup|مستحضرتجميل مكياج|化妆品 こすめ|화장품
sanitarypad|sanitarypad tampon|卫生巾|compres tampon|damenbind tampons|فوطصحي|生理用品 なぷきん|생리대
glass|glass sunglass|眼镜 太阳镜 墨镜 太阳眼镜|gafa gafadesol|brill sonnenbrill|نظار نظارشمس|めがね 眼镜 さんぐらす|안경 선글라스|lunettesdevue lunettesdesoleil|oculos oculosescuros|occhialidavista occhialidasole|bril zonnebril|okulary okularysloneczne|очки солнечныеочки|окуляри сонцезахисніокуляри|gozluk gunesgozlugu|kacamata kacamatahitam|kinhmat kinhram|แว่นตา แว่นกันแดด|चश्मा धूपकाचश्मा
wheelchair|wheelchair|轮椅|sillderued|rollstuhl|كرسمتحرك|车椅子|휠체어
nappy|nappy diaper|尿布 纸尿裤 尿不湿 尿片|panal|windel|حفاض حفاظ|おむつ 纸おむつ|기저귀
babywipe|babywipe wetwipe|湿巾 婴儿湿巾|toallithumed toallit|feuchttuch|مناديلمبلل|おしりふき うぇっとてぃっしゅ|물티슈
pushchair|pushchair stroller pram buggy|婴儿车 推车 婴儿推车 手推车|cochecit carritdebebe silldepase carriol|kinderwag buggy|عرباطفال عرب|べびか|유모차
babybottle|babybottle|奶甁|biberon|babyflasch|رضاع زجاجرضاع|哺乳甁 ほにゅう甁|젖병|biberon|mamadeira|biberon|babyflesje|butelkazesmoczkiem|бутылочкассоскои|пляшечкадлянемовляти|biberon|botolbayi||ขวดนม
toy|toy|玩具|juguet|spielzeug|لعب عاب|おもちゃ 玩具|장난감
buildingblock|buildingblock|积木|bloqudeconstruccion|baustein|مكعب|积み木 ぶろっく|블록
catfood|catfood|猫粮 猫食|comidparagato piensparagato|katzenfutt|طعامقطط اكلقطط|きゃっとふど 猫の饵|고양이사료
dogfood|dogfood|狗粮|comidparaperr piensparaperr|hundefutt|طعامكلاب|どっぐふど|강아지사료 개사료
petfood|petfood|宠物食品|comidparamascot|tierfutt tiernahrung|طعامحيوانيفه|ぺっとふど|사료 반려동물사료
catlitter|catlitter|猫砂|arenparagato|katzenstreu|رملقطط|猫砂|고양이모래
paper|paper copypaper printerpaper a4paper|纸 复印纸 打印纸 a4纸|papel papelparaimpresor papela4 foli|papi kopierpapi druckerpapi|ورق ورقطباع ورقتصوير|纸 こぴ用纸 印刷用纸|종이 복사용지 복사지
pen|pen ballpointpen|笔 圆珠笔|boligraf|stift kugelschreib|قلم اقلام|ぺん ぼるぺん|펜 볼펜|stylo|caneta|pennaasfera|pen|dlugopis|шариковаяручка|кульковаручка|kalem|pena|but|ปากกา|बॉलपेन
pencil|pencil|铅笔|lapiz|bleistift|قلمرصاص اقلامرصاص|铅笔|연필|crayon|lapis|matita|potlood|olowek|карандаш|олівець|kursunkalem|pensil|butchi|ดินสอ|पेंसिल
exercisebook|exercisebook notepad ledger|练习本 笔记簿 账本 帐本|cuadern libret librdecontabilidad|heft notizbuch spiralblock|دفتر دفاتر دفترملاحظ|のと めも帐 りんぐのと|공책 노트|carnet carnetdecompte|caderno livrocontabil|quaderno quadernoadanelli|schrift grootboek|notes skoroszyt|тетрадь блокнот|зошитдлятворів гросбух|notdefteri resmidefter|bukucatatan bukubesar|soghichep socai|สมุดโน้ต|नोटबुक
whiteboard|whiteboard|白板|pizarrblanc|whiteboard|سبوربيضاء|ほわいとぼど|화이트보드
envelope|envelope|信封 邮件|sobr|briefumschlag|اظرف مغلف ظرف|封筒|봉투|enveloppe|envelope|busta|envelop|koperta|конверт|конверт|zarf|amplop|phongbi|ซองจดหมาย|लिफ़ाफ़ा
cardboardbox|cardboardbox packaging|纸箱 包装|cajadecarton embalaj|kartons verpackung|كرات صناديقكرت تغليف|段ぼる 梱包材|박스 포장재
book|book textbook|书 书籍 教材 课本 书本|libr librdetext|buch schulbuch bucherstapel|كتاب كتب|本 书籍 教科书 本の山|책 교과서 책여러권|livres|livros|libri|boeken|ksiazki|книги|книги|kitaplar|buku|sach|หนังสือ|किताबें
calculator|calculator|计算器|calculador|taschenrechn|الهحاسب|电卓|계산기
guitar|guitar|吉他|guitarr|gitarr|غيتار جيتار|ぎた|기타|guitare|guitarra|chitarra|gitaar|gitara|гитара|гітара|gitar|gitar|danghita|กีต้าร์|गिटार
piano|piano keyboardinstrument musicalkeyboard|钢琴 电子琴 音乐键盘|pian tecladmusical|klavi keyboard klaviatur|بيانو|ぴあの 键盘|피아노|piano|tecladomusical|piano|piano|klawisze|клавишные|музичнаклавіатура|muzikklavyesi|keyboardmusik|phimdan|เปียโน|संगीतकीबोर्ड
torch|torch flashlight|手电筒|lintern|taschenlamp|مصباحيدو كشاف ضوءفلاش|怀中电灯|손전등|torche|lanterna|torcia|zaklamp|latarka|фонарик|ліхтарик|elfeneri|lampusenter|denpin|ไฟฉาย|टॉर्च
fireextinguisher|fireextinguisher|灭火器|extintor|feurlosch|طفاحريق مطفاحريق|消火器|소화기|extincteur|extintordeincendio|estintore|brandblusapparaat|gasnica|огнетушитель|вогнегасник|yanginsondurucu||binhchuachay|ที่ดับเพลิง|अग्निशामक
smokedetector|smokedetector|烟雾报警器|detectordehumo|rauchmeld|كاشفدخان|火灾报知器|화재경보기
cleaning|cleaning officecleaning cleaningservice|保洁 清洁 办公室保洁 清洁服务 家政保洁服务|limpiez limpiezdeoficin servicidelimpiez|reinigung buroreinigung gebaudereinigung|تنظيف تنظيفمكاتب خدمتنظيف|清扫 扫除 おふぃす清扫 くりにんぐ 清扫さびす|청소 사무실청소 청소업체|servicedenettoyage|servicodelimpeza|dittadipulizie|poetsdienst|sprzatanie|уборщик|послугизприбирання|temizlikhizmeti||laudon
windowcleaning|windowcleaning|擦窗 玻璃清洁|limpiezdeventan|fensterreinigung|تنظيفنوافذ|窓清扫|유리창청소
moving|moving removal relocation|搬家 搬运|mudanz|umzug|نقلاثاث نقلعفش|引っ越し 引越し|이사
repair|repair maintenance|维修 保养|reparacion mantenimient|reparatur wartung|اصلاح صيان|修理 めんてなんす|수리 유지보수
paintingservice|paintingservice decorator|刷墙 粉刷|pintor servicidepintur|malerarbeit mal|دهانجدر|涂装|도배 페인트칠
gardening|gardening|园艺|jardineri|gartenpfleg gartenarbeit|تنسيقحدايق|庭の手入れ 造园|정원관리
photographer|photographer photography photoshoot|摄影师 摄影 拍照|fotograf fotografi sesiondefoto|fotograf fotografi fotoshooting|مصور تصوير|写真撮影 かめらまん 撮影 写真馆|사진촬영 사진사 사진스튜디오|photographe|fotografo|fotografo|fotograaf|fotograf|фотограф|фотограф|fotografci|fotografer|chuphinh|ช่างภาพ
languagecourse|languagecourse languageclass|语言课程 语言班|cursdeidiom clasdeidiom|sprachkurs|دورلغه دورلغات|语学讲座 语学教室|어학강좌
englishcourse|englishcourse englishlesson|英语课 英语课程 英语培训|cursdeingl clasdeingl|englischkurs englischunterricht|دورلغهانجليز دروسانجليز|英会话 英语れっすん 英语教室|영어회화 영어수업
germancourse|germancourse germanlesson|德语课 德语课程|cursdealeman clasdealeman|deutschkurs|دورلغهمان|どいつ语讲座|독일어수업
tutoring|tutoring privatelesson|家教 补课|clasparticular refuerzescolar|nachhilf|دروسخصوص|家庭教师 塾|과외
firstaidcourse|firstaidcourse|急救课程 急救培训|cursdeprimerauxili|ersthilfkurs|دوراسعافاول|救命讲习|응급처치교육
drivinglesson|drivinglesson|驾校 学车|clasdeconducir autoescuel|fahrstund fahrschul|تعليمقياد|自动车教习|운전교육
gymmembership|gymmembership|健身卡 健身房|gimnasi cuotdegimnasi|fitnessstudio|نادرياض اشتراكجيم|じむ会员|헬스장회원권
catering|catering caterer|餐饮 团餐 餐饮服务 办桌|catering|catering partyservic|تمو ضياف منظمحفل|けたりんぐ 仕出し料理店|케이터링 케이터링작업소|traiteur|fornecedorderefeicoes|fornitoredicatering|cateraar|catering katering|организациябанкетов|організаціябанкетів|gidadagitimsirketi|jasaboga|suatan
printing|printing|印刷 定制印刷|impresion estampad|druck bedruckung|طباع|印刷 ぷりんと|인쇄 프린팅
internetaccess|internetaccess broadband|宽带 网络|internet bandanch|internetanschluss|انترنت|いんたねっと回线|인터넷
insurance|insurance|保险|segur|versicherung|تام|保险|보험
hotel|hotel holiday travel|酒店 旅游|hotel viaj vacacion|hotel reis urlaub|فندق سفر رحل|ほてる 旅行|호텔 여행
ticket|ticket concertticket admissionticket|门票 票 入场券|entrad tiqu|eintrittskart ticket|تذاكر تذكر تذكرتادخول|ちけっと 入场券|티켓 입장권 입장티켓|billetdentree billet|ingressodecinema ingresso|bigliettodingresso biglietto|entreekaartjes ticket|biletywstepu bilet|билеты билет|вхідніквитки квиток|girisbileti bilet|tiketmasuk tiket|vevaocua ve|ตั๋วเข้าชม ตั๋ว|टिकट
yoghurt|yoghurt yogurt|酸奶 酸牛奶|yogur|joghurt|زباد روب|よぐると|요구르트 요거트
butter|butter|黄油 牛油 奶油|mantequill|butt|زبد|ばた|버터|beurre|manteiga|burro|boter|maslo|масло|масло|tereyagi|mentega|bo|เนย|मक्खन
icecream|icecream|冰淇淋 雪糕|helad|eis speiseei eiscrem|ايسكريم بوظ|あいすくりむ あいす|아이스크림|glace|sorvete|coppadigelato|ijs|lody|мороженое|морозиво|dondurma|eskrim|kem|ไอศกรีม|आइसक्रीम
frozenfood|frozenfood|冷冻食品|alimentcongelad congelad|tiefkuhlkost|اطعممجمد|冷冻食品|냉동식품
babyfood|babyfood|婴儿辅食 辅食|comidparabebe papill|babynahrung babybrei|طعاماطفالرضع|离乳食 べびふど|이유식
proteinpowder|proteinpowder|蛋白粉|proteinenpolv|proteinpulv eiweisspulv|بروتبودر|ぷろていん|단백질파우더 프로틴
soysauce|soysauce|酱油|salsdesoja|sojasoss sojasauc|صلصصويا|酱油 しょうゆ|간장
tofu|tofu|豆腐|tofu|tofu|توفو|豆腐|두부
seaweed|seaweed|海带 海苔 紫菜|alga|alg seetang|اعشاببحر|海苔 わかめ 昆布|김 미역
kimchi|kimchi|泡菜 辣白菜|kimchi|kimchi|كيمتش|きむち|김치
saffron|saffron|藏红花|azafran|safra|زعفر|さふらん|사프란
iron|iron steamiron clotheiron|熨斗 电熨斗 挂烫机|planch planchdevapor|bugelei dampfbugelei|مكوا مكوابخار|あいろん|다리미
hairdryer|hairdryer|吹风机 电吹风|secadordepelo|foh haartrockn|مجففشعر سشوار|どらいや|드라이기 헤어드라이어
toaster|toaster|烤面包机 多士炉|tostador|toast|محمصخبز توستر|とすた|토스터
sewingmachine|sewingmachine|缝纫机|maquindecoser|nahmaschin|ماكينخياط|みしん|재봉틀
dehumidifier|dehumidifier|除湿机 抽湿机|deshumidificador|luftentfeucht entfeucht|مزيلرطوب|除湿机|제습기
tumbledryer|tumbledryer clothedryer|干衣机 烘干机|secador|waschetrockn|مجففملابس نشاف|衣类干燥机 干燥机|건조기 의류건조기
inductionhob|inductionhob cooker stove|电磁炉 灶具 燃气灶|placdeinduccion cocindegas vitroceramic|herd kochfeld induktionskochfeld|موقد طباخ بوتاجاز|こんろ くっきんぐひた|인덕션 가스레인지
robotvacuum|robotvacuum|扫地机器人 扫地机|robotaspirador|saugrobot staubsaugerrobot|مكنسروبوت|ろぼっと扫除机|로봇청소기
scale|scale kitchenscale bathroomscale balancescale|秤 电子秤 体重秤 天平|bascul balanz|waag kuchenwaag personenwaag|ميز ميزكترون|はかり 体重计 天秤|저울 체중계 접시저울|balanceapoids|balanca||weegschaal|wagaszalkowa|весы|ваги|terazi|timbangangantung|canthangbang|ตราชั่ง|तराजू
extensioncord|extensioncord powerstrip|插线板 插排 延长线|alargador reglet|verlangerungskabel steckdosenleist|وصلكهرباء مشترككهرباء|延长こど 电源たっぷ|멀티탭 연장선
ledstrip|ledstrip|led灯带 灯带|tiraled|ledstreif|شريطليد|ledてぷ|led스트립
wallbox|wallbox chargingstation evcharger|充电桩|cargadorparacochelectric puntdecarg|wallbox ladestatio ladesaul|شاحنسياركهرباي محطشحن|ev充电器 充电すたんど|전기차충전기
server|server|服务器|servidor|serv|خادم سيرفر|さば|서버
uninterruptiblepowersupply|uninterruptiblepowersupply ups|不间断电源|sistemdealimentacionininterrumpid|usv unterbrechungsfreistromversorgung|مزودطاقغيرمنقطع|无停电电源装置|무정전전원장치
dockingstation|dockingstation usbhub|扩展坞 集线器|basedeconexion concentradorusb|dockingstatio usbhub|محطارساء موزعusb|どっきんぐすてしょん usbはぶ|도킹스테이션 usb허브
scanner|scanner|扫描仪|escaner|scann|ماسحضوي سكانر|すきゃな|스캐너
filament|filament printerfilament|打印耗材 打印丝|filament|filament|خيوططباع|ふぃらめんと|필라멘트
ereader|ereader ebookreader|电子书阅读器 电纸书|lectordelibrelectronic|ebookread eread|قاركتبكترون|电子书籍りだ|전자책리더기
insulation|insulation insulationmaterial|保温材料 隔热材料|aislamient materialaislant|dammung dammstoff|موادعزل عازلحرار|断热材|단열재
window|window doubleglazing|窗户 门窗|ventan|fenst isoliergla|نوافذ شبابيك نافذ|窓 窓がらす|창문 창호|fenetre|janela|finestra|raam|okno|окно|вікно|pencere|jendela|cuaso|หน้าต่าง|खिड़की
door|door|门 防盗门|puert|tur haustur|ابواب باب|どあ 扉|문 현관문|porte|porta|porta|deur|drzwi|дверь|двері|kapi|pintu|cua|ประตู|दरवाज़ा
rooftile|rooftile|瓦 瓦片|teja|dachziegel|قرميد|瓦|기와
flooring|flooring laminate parquet|地板 木地板|suellaminad parqu tarim|laminat parkett bodenbelag|ارضي بارك|ふろりんぐ 床材|마루 장판
fence|fence fencing|围栏 栅栏|vall cerc|zau gartenzau|سياج اسوار|ふぇんす 栅|울타리 펜스
greenhouse|greenhouse|温室 大棚|invernader|gewachshau|بيتزجاج صوبزراع|温室 びにるはうす|온실 비닐하우스
swimmingpool|swimmingpool pool|泳池 游泳池|piscin|pool schwimmbeck|مسبح حمامسباح|ぷる|수영장
barbecue|barbecue grill|烧烤架 烤架|barbaco parrill|grill gasgrill|شوا مشوا|ばべきゅこんろ ぐりる|바비큐그릴
gardenfurniture|gardenfurniture|户外家具 花园家具|muebldejardin|gartenmobel|اثاثحدايق|がでんふぁにちゃ|정원가구
trampoline|trampoline|蹦床|camaelastic|trampoli|ترامبول|とらんぽりん|트램펄린
christmatree|christmatree|圣诞树|arboldenavidad|weihnachtsbaum christbaum|شجرعيدميلاد|くりすますつり|크리스마스트리|sapindenoel|arvoredenatal|alberodinatale|kerstboom|choinkabozonarodzeniowa|новогодняяелка|різдвянаялинка|noelagaci|pohonnatal|caythongnoel|ต้นคริสต์มาส|क्रिसमसट्री
flower|flower bouquet|鲜花 花束|flor ramodeflor|blum blumenstrauss|زهور ورود باقورد باقزهور|花 花束|꽃 꽃다발|bouquet|buque|mazzodifiori|boeket|bukietkwiatow|букет|букет|buket|karanganbunga|bohoa|ช่อดอกไม้
motorcycle|motorcycle motorbike|摩托车 机车|motociclet moto|motorrad|دراجنار دراجبخار|ばいく おとばい|오토바이|moto|motocicleta|motocicletta|motor|motocykl|мотоцикл|мотоцикл|motosiklet|sepedamotor|xemay|มอเตอร์ไซค์|मोटरसाइकिल
cargobike|cargobike|载货自行车|bicicletdecarg|lastenrad lastenfahrrad|دراجشحن|かごばいく|화물자전거
van|van truck lorry deliverytruck|货车 卡车 面包车|furgonet camion camionderepart|transport lkw lieferwag|شاحن فان شاحنتوصيلطلب|とらっく ばん|트럭 승합차 운송트럭|camiondelivraison|caminhaodeentrega|camion|bestelbus|samochoddostawczy|грузовик|вантажівкадлядоставки|nakliyekamyonu|trukpengiriman||รถขนส่ง|डिलीवरीट्रक
childseatforbicycle|childseatforbicycle|儿童自行车座椅|sillinfantilparabiciclet|fahrradkindersitz|مقعداطفالدراج|自转车用ちゃいるどしと|자전거유아안장
carbattery|carbattery|汽车电甁 车用蓄电池|bateridecoch|autobatteri|بطارسيار|かばってり|자동차배터리
dashcam|dashcam|行车记录仪|camardesalpicader|dashcam|كاميراسيار داشكام|どらいぶれこだ|블랙박스
hearingaid|hearingaid|助听器|audifon audifonmedic|horgerat|سماعطبي|补听器|보청기
contactlense|contactlense|隐形眼镜|lentdecontact lentill|kontaktlins|عدسلاصق|こんたくとれんず|콘택트렌즈
thermometer|thermometer|体温计 温度计|termometr|thermomet fieberthermomet|ميزحرار|体温计 温度计|체온계 온도계
bloodpressuremonitor|bloodpressuremonitor|血压计|tensiometr|blutdruckmessgerat|جهازضغط جهازقياسضغطالدم|血压计|혈압계
rapidtest|rapidtest testkit|试剂盒 检测试剂|testrapid pruebrapid|schnelltest|اختبارسريع|检查きっと|진단키트
perfume|perfume|香水|perfum coloni|parfum|عطر عطور|香水|향수
razorblade|razorblade razor|剃须刀 刀片 剃刀|maquinilldeafeitar cuchilldeafeitar|rasier rasierkling|شفرحلاق ماكينحلاق موسحلاق|かみそり しぇば 剃刀|면도기 면도날 면도칼|rasoir|lamina|rasoio|scheermes|brzytwa|бритва|бритва|ustura|pisaucukur|daocao|ใบมีดโกน|उस्तरा
jewellery|jewellery jewelry|首饰 珠宝|joya joyeri|schmuck|مجوهر|じゅえり 宝石|보석 주얼리
skis|skis skiequipment|滑雪板 滑雪装备 滑雪|esqui equipdeesqui|ski skiausrustung|زلاج معدتزلج تزلج|すき板 すき用品 すき|스키 스키장비|ski|esqui|sci|ski|narty|лыжи|лижі|kayak|ski|vantruottuyet|สกี
lifejacket|lifejacket|救生衣|chalecsalvavid|schwimmwest rettungswest|سترنجا|らいふじゃけっと 救命胴衣|구명조끼
safetyvest|safetyvest hivisvest|反光背心 反光衣|chalecreflectant chalecdeseguridad|warnwest sicherheitswest|سترعاكس سترسلام|反射べすと 安全べすと|안전조끼 반사조끼|giletdesecurite|coletesalvavidas|giletdisicurezza|veiligheidsvest|kamizelkaratunkowa|спасательныижилет|сигнальниижилет|guvenlikyelegi|rompipengaman|aobaoho|เสื้อนิรภัย|रक्षाजैकेट
sticker|sticker label|贴纸 标签 吊牌|pegatin etiquet|aufkleb etikett|ملصق|すてっか しる らべる 荷札|스티커 라벨|etiquette|etiqueta|etichetta|label|przywieszkadokluczy|бирка|бирка|etiket|label|nhan|ป้าย|लेबल
boardgame|boardgame cardgame|桌游 棋牌|juegdemesa|brettspiel gesellschaftsspiel|عابلوح|ぼどげむ|보드게임
animalfeed|animalfeed horsefeed|饲料|piens forraj|futtermittel pferdefutt|علف اعلاف|饲料|가축사료
walkietalkie|walkietalkie twowayradio|对讲机|walkitalki|funkgerat walkitalki|جهازلاسلك|とらんしば|무전기
website|website webdesign|网站建设 网页设计|paginweb disenweb|webseit webdesig|تصميممواقع|ほむぺじ制作 うぇぶでざいん|웹사이트제작 웹디자인
translation|translation|飜译|traduccion|ubersetzung|ترجم|飜译|번역
accounting|accounting bookkeeping|会计 记账|contabilidad|buchhaltung|محاسب|会计 经理代行|회계 기장
taxadvice|taxadvice|税务咨询|asesorifiscal|steurberatung|استشارضريب|税理士 税务相谈|세무상담
legaladvice|legaladvice|法律咨询|asesorijuridic|rechtsberatung|استشارقانون|法律相谈|법률상담
childcare|childcare babysitting|托儿 保姆|cuidaddenino niner|kinderbetreuung babysitt|رعااطفال جليساطفال|保育 べびしった|보육 베이비시터
massage|massage|按摩|masaj|massag|تدليك مساج|まっさじ|마사지
haircut|haircut hairdresser hairsalon hairstylist|理发 美发 理发店 美发店|cortdepelo peluqueri|haarschnitt friseur|قصشعر حلاق|散发 美容院 かっと 理美容店|미용실 이발|salondecoiffure|cabeleireiro|parrucchiere|kapper|fryzjer|парикмахерская|перукарня|kuafor|salonrambut|tiemlamtoc|ร้านทําผม
bushire|bushire coachhire|包车 大巴租赁|alquilerdeautobus|busvermietung reisebu|تاجيرحافل|贷切ばす|전세버스
carhire|carhire carrental|租车 汽车租赁|alquilerdecoch|autovermietung mietwag|تاجيرسيار|れんたか|렌터카
parkingspace|parkingspace parking|停车位|plazdeaparcamient parking|stellplatz parkplatz|موقفسيار|驻车场|주차장
storagespace|storagespace selfstorage|仓储 仓库|traster almacen|lagerraum selbstlag|تخز مستودع|とらんくるむ 仓库|창고 보관
securityguard|securityguard securityservice|保安 安保|vigilant servicideseguridad|wachdienst sicherheitsdienst|حارسامن خدمامن|警备 警备员|경비 보안요원
dj|dj livemusic band|乐队 现场演出|musicendirect band|livemusik musikband|فرقموسيق|生演奏 ばんど|라이브공연 밴드
yogaclass|yogaclass fitnessclass|瑜伽课 健身课|clasdeyoga clasdefitnes|yogakurs fitnesskurs|دروسيوغا حصصلياق|よが教室 よがれっすん|요가수업 피트니스수업
swimminglesson|swimminglesson|游泳课 游泳培训|clasdenatacion|schwimmkurs|دروسسباح|水泳教室 すいみんぐすくる|수영강습
musiclesson|musiclesson pianolesson|音乐课 钢琴课|clasdemusic clasdepian|musikunterricht klavierunterricht|دروسموسيق دروسبيانو|音乐教室 ぴあの教室|음악수업 피아노레슨
computercourse|computercourse programmingcourse|电脑培训 编程课|cursdeinformatic cursdeprogramacion|computerkurs programmierkurs|دورحاسوب دوربرمج|ぱそこん教室 ぷろぐらみんぐ教室|컴퓨터강좌 코딩교육
chimneysweep|chimneysweep chimneysweeper|烟囱清扫 烟囱清洁工|deshollinador|schornsteinfeg kaminkehr|تنظيفمداخن منظفمداخن|烟突扫除 烟突扫除人|굴뚝청소 굴뚝청소업체|ramoneur|limpadordechamine|spazzacamino|schoorsteenveger|kominiarz|трубочист|сажотрус|bacatemizleyicisi|pembersihcerobongasap|quetbohong
pestcontrol|pestcontrol|灭虫 除虫|controldeplag|schadlingsbekampfung|مكافححشر|害虫驱除|해충방제
wastedisposal|wastedisposal skiphire|垃圾清运 废物处理|recogidderesidu contenedordeescombr|entsorgung containerdienst|نقلنفاي|不用品回收 废弃物处理|폐기물처리
snowclearing|snowclearing|除雪 扫雪|retiraddeniev|winterdienst schneeraumung|ازالثلوج|除雪|제설
monkey|monkey|猴子|mono|aff|قرد|さる|원숭이|singe|macaco|scimmia|aap|malpa|обезьяна|мавпа|maymun|monyet|khi|ลิง|बंदर
gorilla|gorilla|大猩猩|goril|gorilla|غوريلا|ごりら|고릴라|gorille|gorila|gorilla|gorilla|goryl|горилла|горила|goril|gorila|khidot|กอริลล่า|गोरिल्ला
orangutan|orangutan|红毛猩猩 猩猩|orangutan|oranguta|انسغاب|おらんうたん|오랑우탄|orangoutan|orangotango|orangotango|orangoetang|orangutan|орангутан|орангутанг|orangutan|orangutan|duoiuoi|อุรังอุตัง|वनमानुष
dog|dog|狗|perr|hund|كلب|いぬ|개|chien|cachorro|cane|hond|pies|собака|собака|kopek|anjing|cho|สุนัข|कुत्ता
guidedog|guidedog|导盲犬|perrguia|blindenhund|كلبدليل|盲导犬|안내견|chienguide|caoguia|caneguida|blindengeleidehond|piesprzewodnik|собакаповодырь|собакаповодир|rehberkopek|anjingpemandu|chodanduong|สุนัขนําทาง|मर्गदर्शककुत्ता
servicedog|servicedog|服务犬|perrdeservici|assistenzhund|كلبمساعد|介助犬|보조견|chiendassistance|caodeservico|canedaassistenza|assistentiehond|piespomocnik|служебнаясобака|службовиисобака|yardimcikopek|anjingpembimbing|chohotro|สุนัขบริการ|दिव्यांगसहायताकुत्ता
poodle|poodle|贵宾犬|canich|pudel|بودل|ぷどる|푸들|caniche|poodle|barboncino|poedel|pudel|пудель|пудель|kanis|pudel|choxu|พุดเดิ้ล|छोटाकुत्ता
wolf|wolf|狼|lobo|wolf|وجهذيب|おおかみの颜|늑대얼굴|loup|rostodelobo|lupo|wolf|glowawilka|мордаволка|вовк|kurt|serigala|chosoi|หมาป่า|सियारकाचेहरा
fox|fox|狐狸|zorr|fuchs|وجهثعلب|きつねの颜|여우얼굴|renard|rostoderaposa|volpe|vos|glowalisa|мордалисицы|лис|tilki|rubah|cao|จิ้งจอก|लोमड़ीजैसाचेहरा
raccoon|raccoon|浣熊|mapach|waschbar|راك|あらいぐま|너구리|ratonlaveur|guaxinim|procione|wasbeer|szop|мордаенота|єнот|rakun|rakun|gautruc|แรคคูน|रकून
cat|cat|猫|gato|katz|قطه|ねこ|고양이|chat|gato|gatto|kat|kot|кошка|кіт|kedi|kucing|meo|แมว|बिल्ली
blackcat|blackcat|黑猫|gatonegr|schwarzkatz|هراسود|黑猫|검은고양이|chatnoir|gatopreto|gattonero|zwartekat|czarnykot|чернаякошка|чорниикіт|karakedi|kucinghitam|meoden|แมวดํา|कालीबिल्ली
lion|lion|狮子|leon|low|وجهاسد|らいおんの颜|사자얼굴|tetedelion|rostodeleao|leone|leeuw|glowalwa|мордальва|лев|aslan|singa|sutu|สิงโต|शेरजैसाचेहरा
tiger|tiger|老虎|tigr|tig|نمر|とら|호랑이|tigre|tigre|tigre|tijger|tygrys|тигр|тигр|kaplan|harimau|ho|เสือ|शेर
leopard|leopard|豹子 花豹|leopard|leopard|فهد|ひょう|표범|leopard|leopardo|leopardo|luipaard|lampart|леопард|леопард|leopar|macantutul|baohoamai|เสือดาว|तेंदुआ
moose|moose|驼鹿 麋鹿|alce|elch|ايل|へらじか|무스|elan|alce|alce|eland|los|лось|лось|sigin|rusabesar||มูส|मूस
donkey|donkey|驴|burr|esel|حمار|ろば|당나귀|ane|burro|asino|ezel|osiol|осел|віслюк|esek|keledai|conlua|ลา|गधा
horse|horse|马|caball|pferd|حصان|马|말|cheval|cavalo|cavallo|paard|kon|лошадь|кінь|at|kuda|ngua|ม้า|घोड़ा
unicorn|unicorn|独角兽|unicorni|einhor|وجهاحادقرن|ゆにこんの颜|유니콘얼굴|licorne|rostodeunicornio|unicorno|eenhoorn|glowajednorozca|головаединорога|єдиноріг|tekboynuzluat|unicorn|kylan|ยูนิคอร์น|यूनिकॉर्न
zebra|zebra|斑马|cebr|zebra|حماروحش|しまうま|얼룩말|zebre|zebra|zebra|zebra|zebra|зебра|зебра|zebra|zebra|nguavan|ม้าลาย|ज़ेब्रा
deer|deer|鹿|cierv|hirsch|غزال|しか|사슴|cerf|cervo|cervo|hert|jelen|олень|олень|geyik|rusa|huou|กวาง|हिरण
bison|bison|大野牛 野牛|bisont|biso|ثورامريك|ばいそん|들소|bison|bisao|bisonte|bizon|zubr|бизон|бізон|bizon|bison|borung|ควายไบซัน|बायसन
ox|ox|公牛|buey|ochs|ثور|牡牛|소|boeuf|boi|bue|os|wol|бык|бик|okuz|lembu|boduc|วัวตัวผู้|बैल
waterbuffalo|waterbuffalo|水牛|bufaldeagua|wasserbuffel|جاموسماي|水牛|물소|buffle|bufaloasiatico|bufalodacqua|waterbuffel|woldomowy|буивол|буивіл|manda|kerbau|traunuoc|ควาย|भैंस
cow|cow|奶牛 乳牛|vaca|kuh|بقر|牝牛|젖소|vache|vaca|mucca|koe|krowa|корова|корова|inek|sapi|bocai|วัว|गाय
pig|pig|猪|cerd|schwei|خنزير|ぶた|돼지|cochon|porco|maiale|varken|swinia|свинья|свиня|domuz|babi|lon|หมู|सुअर
boar|boar|野猪|jabali|wildschwei|خنزيربري|いのしし|멧돼지|sanglier|javali|cinghiale|zwijn|dzik|кабан|вепр|yabandomuzu|babihutan|lonrung|หมูป่าตัวผู้|जंगलीसुअर
pignose|pignose|猪鼻子|narizdecerd|schweinerussel|انفخنزير|ぶた鼻|돼지코|groin|narizdeporco|nasodamaiale|varkensneus|ryjswini|свиноипятачок|свинячиипʼятак|domuzburnu|hidungbabi|muilon|จมูกหมู|सुअरकीनाक
ram|ram|公羊|carner|widd|كبش|牡羊|숫양|belier|carneiro|montone|ram|bialybaran|баран|баран|koc|dombajantan|cuuduc|แกะตัวผู้|नरभेड़
ewe|ewe|母羊 绵羊|ovej|schaf|خروف|羊|양|mouton|ovelha|pecora|ooi|owca|овца|вівця|koyun|dombabetina|cuucai|แกะ|भेड़
goat|goat|山羊|cabr|zieg|معز|山羊|염소|chevre|cabra|capra|geit|koza|коза|цап|keci|kambing|de|แพะ|बकरी
camel|camel|骆驼 单峰骆驼|dromedari|dromedar|جملوحيدسنام|らくだ|낙타|dromadaire|camelo|dromedario|dromedaris|wielblad|одногорбыиверблюд|одногорбииверблюд|deve|unta|lacda|อูฐโหนกเดียว|ऊँट
twohumpcamel|twohumpcamel|双峰骆驼|camell|kamel|جملثنايسنام|ふたこぶらくだ|쌍봉낙타|chameau||cammello|kameel|wielbladdwugarbny|двугорбыиверблюд|двогорбииверблюд|ikihorgucludeve|untaberpunukdua||อูฐสองโหนก
llama|llama|美洲鸵 羊驼|llam|lama|لاما|らま|라마|lama|lhama|lama|lama|lama|лама|лама|lama|llama||ลามะ|लामा
giraffe|giraffe|长颈鹿|jiraf|giraff|زراف|きりん|기린|girafe|girafa|giraffa|giraffe|zyrafa|жираф|жирафа|zurafa|jerapah|huoucaoco|ยีราฟ|जिराफ़
elephant|elephant|大象|elefant|elefant|فيل|ぞう|코끼리|elephant|elefante|elefante|olifant|slon|слон|слон|fil|gajah|voi|ช้าง|हाथी
mammoth|mammoth|猛犸 毛象|mamut|mammut|ماموث|まんもす|매머드|mammouth|mamute|mammut|mammoet|mamut|мамонт|мамонт|mamut|mamut|voimamut|ช้างแมมมอธ|मैमथ
rhinocero|rhinocero|犀牛|rinoceront|nashor|وحيدقرن|さい|코뿔소|rhinoceros|rinoceronte|rinoceronte|neushoorn|nosorozec|носорог|носоріг|gergedan|badak|tegiac|แรด|गैंडा
hippopotamus|hippopotamus|河马|hipopotam|nilpferd|فرسنهر|かば|하마|hippopotame|hipopotamo|ippopotamo|nijlpaard|hipopotam|гиппопотам|бегемот|hipopotam|kudanil|hama|ฮิปโปโปเตมัส|दरियाईघोड़ा
rat|rat|耗子 老鼠|rata|ratt|جرذ|ねずみ|쥐|rat|rato|ratto|rat|szczur|крыса|щур|sican|tikus|chuotcong|หนูตัวใหญ่|चूहा
hamster|hamster|仓鼠|hamster|hamst|وجهحيوهمستر|はむすたの颜|햄스터얼굴|hamster|rostodehamster|criceto|hamster|glowachomika|мордахомяка|хомʼяк|hamster|hamster|mathamster|หนูแฮมสเตอร์|चूहेकाचेहरा
rabbit|rabbit|兔子|conej|has|ارنب|うさぎ|토끼|lapin|coelho|coniglio|konijn|krolik|кролик|кролик|tavsan|kelinci|tho|กระต่าย|खरगोश
chipmunk|chipmunk|松鼠|ardill|streifenhornch|سنجاب|りす|얼룩다람쥐|ecureuil|esquilo|scoiattolo|eekhoorn|pregowiec|бурундук|бурундук|sincap|tupai|socchuot|ชิปมังก์|गिलहरी
beaver|beaver|海狸|castor|bib|سمور|びば|비버|castor|castor|castoro|bever|bobr|бобр|бобер|kunduz|biwara|haily|บีเวอร์|बीवर
hedgehog|hedgehog|刺猬|eriz|igel|قنفد|はりねずみ|고슴도치|herisson|porcoespinho|riccio|egel|jez|еж|іжак|kirpi|landak|nhim|เฮดจ์ฮ็อก|साही
bat|bat|蝙蝠|murcielag|fledermau|خفاش|こうもり|박쥐|chauvesouris|morcego|pipistrello|vleermuis|nietoperz|летучаямышь|кажан|yarasa|kelelawar|doi|ค้างคาว|चमगादड़
bear|bear|熊|oso|bar|وجهدب|くまの颜|곰얼굴|ours|rostodeurso|orso|beer|glowaniedzwiedzia|мордамедведя|ведмідь|ayi|beruang|gau|หมี|भालूकाचेहरा
polarbear|polarbear|北极熊|osopolar|eisbar|دبقطب|しろくま|북극곰|ourspolaire|ursopolar|orsopolare|ijsbeer|niedzwiedzpolarny|мордабелогомедведя|полярнииведмідь|kutupayisi|beruangkutub||หมีขั้วโลก|ध्रुवीयभालू
koala|koala|考拉 无尾熊|koal|koala|دبكوالا|こあら|코알라|koala|coala|koala|koala|koala|мордакоалы|коала|koala|koala|gautui|โคอาล่า|कोआला
panda|panda|熊猫|pand|panda|وجهباندا|ぱんだの颜|판다얼굴|panda|rostodepanda|panda|panda|glowapandy|мордапанды|панда|panda|panda|matgautruc|แพนด้า|पांडाकाचेहरा
sloth|sloth|树懒|perezos|faulti|كسل|なまけもの|나무늘보|paresseux|preguica|bradipo|luiaard|leniwiec|ленивец|лінивець|tembelhayvan|kungkang|conluoi|สลอธ|आलस्य
otter|otter|水獭|nutri|ott|قندس|かわうそ|수달|loutre|lontra|lontra|otter|wydra|выдра|видра|susamuru|berangberang|raica|ตัวนาก|ऊदबिलाव
skunk|skunk|臭鼬|mofet|stinkti|ظرب|すかんく|스컹크|mouffette|gamba|puzzola|stinkdier|skunks|скунс|скунс|kokarca|sigung|chonhoimy|สกังก์|स्कंक
kangaroo|kangaroo|袋鼠|cangur|kanguru|كنغر|かんがる|캥거루|kangourou|canguru|canguro|kangoeroe|kangur|кенгуру|кенгуру|kanguru|kanguru|chuottui|จิงโจ้|कंगारू
badger|badger|獾|tejon|dachs|غرير|あなぐま|오소리|blaireau|texugo|tasso|das|borsuk|барсук|борсук|porsuk|musang|conlung|แบดเจอร์|बिज्जू
pawprint|pawprint|爪印 动物脚印|huelldepezun|tatzenabdruck|اثارحوافر|肉球|곰발바닥|empreintesdanimaux|patas|improntedizampe|pootafdrukken|sladylap|следыживотного|слідилап|penceizi|jejakkakihewan||รอยเท้าสัตว์|पंजेकीछाप
turkey|turkey|火鸡|pavo|truthah|ديكروم|七面鸟|칠면조|dindon|peru|tacchino|kalkoen|indyk|индеика|індик|hindi|kalkun|gatay|ไก่งวง|टर्की
rooster|rooster|公鸡|gall|hah|ديك|おんどり|수탉|coq|galo|gallo|haan|kogut|петух|півень|horoz|ayamjago|gatrong|ไก่ตัวผู้|मुर्गा
hatchingchick|hatchingchick|小鸡破壳 小鸡破蛋||schlupfendkuk|كتكوتخارجبيض|卵からかえったひよこ|알에서깬병아리|poussinquieclot|pintinhochocando|pulcinochenasce|kuikenuitei|wykluwajacesiekurczatko|цыпленоквяице||yumurtadancikancivciv|itikmenetas|gamoino
babychick|babychick|小鸡 小鸡的脸|pollit|kuk|كتكوتصغير|ひよこ|병아리|poussin|pintinhodeperfil|pulcino|kuikentje|kurczatko|цыпленокбоком|малекурча|civciv|itikbayi|gacon|ลูกเจี๊ยบ|मुर्गीकाबच्चा
bird|bird|鸟|pajar|vogel|طاير|鸟|새|oiseau|passaro|uccello|vogel|ptak|птица|птах|kus|burung|chim|นก|चिड़िया
penguin|penguin|企鹅|pinguin|pingui|بطريق|ぺんぎん|펭귄|pingouin|pinguim|pinguino|pinguin|pingwin|пингвин|пінгвін|penguen|pinguin|chimcanhcut|เพนกวิน|पेंग्विन
dove|dove|鸽 飞鸟|palom|taub|حمام|はと|비둘기|colombe|pombabranca|colomba|duif|golab|голубь|голуб|guvercin|merpati|bocau|นกพิราบขาว|कबूतर
eagle|eagle|鹰 老鹰|aguil|adl|نسر|わし|독수리|aigle|aguia|aquila|adelaar|orzel|орел|орел|kartal|elang|daibang|อินทรี|बाज
duck|duck|鸭子|pato|ent|بطه|かも|오리|canard|pato|anatra|eend|kaczka|утка|качка|ordek|bebek|vit|เป็ด|बतख
swan|swan|天鹅|cisn|schwa|اوز|白鸟|백조|cygne|cisne|cigno|zwaan|labedz|лебедь|лебідь|kugu|angsaleherpanjang|thiennga|หงส์|हंस
owl|owl|猫头鹰|buho|eul|بوم|ふくろう|부엉이|chouette|coruja|gufo|uil|sowa|сова|сова|baykus|burunghantu|cu|นกฮูก|उल्लू
dodo|dodo|渡渡鸟|dodo|dodo|طايردودو|どど|도도새|dodo|dodo|dodo|dodo|dodo|дронт|дронт|dodokusu|dodo|chimcuu|นกโดโด|डोडो
feather|feather|羽毛|plum|fed|ريش|羽|깃털|plume|pena|piuma|veer|pioro|перо|піріна|kustuyu|bulu|longchim|ขนนก|पंख
flamingo|flamingo|火烈鸟 红鹤|flamenc|flamingo|فلامينغو|ふらみんご|홍학|flamant|flamingo|fenicottero|flamingo|flaming|фламинго|фламінго|flamingo|flamingo|honghac|นกฟลามิงโก|लालहंस
peacock|peacock|孔雀|pavoreal|pfau|طاووس|くじゃく|공작|paon|pavao|pavone|pauw|paw|павлин|павич|tavuskusu|merak|concong|นกยูง|मोर
parrot|parrot|鹦鹉|loro|papagei|ببغاء|おうむ|앵무새|perroquet|papagaio|pappagallo|papegaai|papuga|попугаи|папуга|papagan|nuri|convet|นกแก้ว|तोता
wing|wing|翅膀|ala|flugel|جناح|翼|날개|aile|asa|ala|vleugel|skrzydlo|крыло|крило|kanat|sayap|canh|ปีก|पर
blackbird|blackbird|黑色的鸟 黑鸟|pajarnegr|schwarzvogel|طايراسود|黑い鸟|검은새|oiseaunoir|passaropreto|merlo|merel|czarnyptak|чернаяптица|чорнииптах|siyahkus|burunghitam|chimhoetden|นกสีดํา|कालीचिड़िया
goose|goose|鹅|oca|gans|اوز|がちょう|거위|oie|ganso|oca|gans|ges|гусь|гусак|kaz|angsaleherpendek|conngong|ห่าน|बत्तख
phoenix|phoenix|凤凰|fenix|phonix|عنقاء|ふぇにっくす|불사조|phenix|fenix|fenice|feniks|feniks|феникс|фенікс|anka|phoenix|phuonghoang|นกฟินิกซ์|फ़ीनिक्स
frog|frog|青蛙|rana|frosch|وجهضفدع|かえるの颜|개구리얼굴|grenouille|sapo|rana|kikker|glowazaby|головалягушки|жаба|kurbaga|katak|ech|กบ|मेंढककाचेहरा
crocodile|crocodile|鳄鱼|cocodril|krokodil|تمساح|わに|악어|crocodile|crocodilo|coccodrillo|krokodil|krokodyl|крокодил|крокодил|timsah|buaya|casau|จระเข้|मगरमच्छ
turtle|turtle|龟 乌龟|tortug|schildkrot|سلحفا|かめ|거북이|tortue|tartaruga|tartaruga|schildpad|zolw|черепаха|черепаха|kaplumbaga|kurakura|rua|เต่า|कछुआ
lizard|lizard|蜥蜴|lagart|eidechs|سحل|とかげ|도마뱀|lezard|lagartixa|lucertola|hagedis|jaszczurka|ящерица|ящірка|kertenkele|kadal|thanlan|จิ้งจก|छिपकली
snake|snake|蛇|serpient|schlang|ثعب|へび|뱀|serpent|cobra|serpente|slang|waz|змея|змія|yilan|ular|ran|งู|सांप
dragon|dragon|龙|dragon|drach|تنين|どらごん|용|dragon|dragao|drago|draak|smok|дракон|дракон|ejderha|naga|rong|มังกร|दैत्य
sauropod|sauropod|蜥蜴类 蜥脚类恐龙|sauropod|sauropod|ديناصورصوروبودا|草食恐龙|초식공룡|sauropode|sauropode|sauropode|sauropode|zauropod|зауропод|завропод|soropod|sauropod||ไดโนเสาร์|सोरोपॉड
trex|trex|霸王龙 暴龙|trex|trex|تيرانوصور|てぃらのさうるす|티라노사우루스|trex|tiranossaurorex|trex|trex|trex|тирекс|тиранозавр|trex|trex||ทีเร็กซ์|टीरेक्स
spoutingwhale|spoutingwhale|喷水的鲸 鲸鱼||blasendwal|حوتبنافور|潮吹きくじら|물뿜는고래||baleiaesguichandoagua||spuitendewalvis|wielorybtryskajacywoda|китсфонтанчиком||supuskurtenbalina|ikanpausmenyembur|||फुहारछोड़तीह्वेल
whale|whale|鲸鱼 蓝鲸|ballen|wal|حوت|くじら|고래|baleine|baleia|balena|walvis|wieloryb|кит|кит|balina|ikanpaus|cavoi|ปลาวาฬ|ह्वेल
dolphin|dolphin|海豚|delfin|delfi|دولف|いるか|돌고래|dauphin|golfinho|delfino|dolfijn|delfin|дельфин|дельфін|yunus|lumbalumba|caheo|ปลาโลมา|डॉल्फ़िन
orca|orca|虎鲸|orca|orca|حوتقاتل|しゃち|범고래|orque|orca|orca|orka|orka|косатка|косатка|orka|orca||วาฬออร์กา|ओर्का
seal|seal|海豹|foca|seehund|فقم|あざらし|물개|phoque|foca|foca|zeehond|foka|тюлень|тюлень|fok|anjinglaut|chobien|แมวน้ํา|सील
tropicalfish|tropicalfish|热带鱼|peztropical|tropenfisch|سمكاستواي|热带鱼|열대어|poissontropical|peixetropical|pescetropicale|tropischevis|rybatropikalna|тропическаярыба|тропічнариба|tropikalbalik|ikantropis|canhietdoi|ปลาเขตร้อน|ऊष्णकटिबंधीयमछली
blowfish|blowfish|河豚|pezglob|kugelfisch|سمكمنتفخ|ふぐ|복어|poissonlune|baiacu|pescepalla|kogelvis|rybarozdymka|рыбаеж|рибакуля|balonbaligi|ikangembung|canoc|ปลาปักเป้า|गुब्बारामछली
shark|shark|鲨鱼|tiburon|hai|سمكقرش|さめ|상어|requin|tubarao|squalo|haai|rekin|акула|акула|kopekbaligi|hiu|camap|ฉลาม|शार्क
octopus|octopus|章鱼|pulp|oktopu|اخطبوط|たこ|문어|pieuvre|polvo|polpo|octopus|osmiornica|осьминог|восьминіг|ahtapot|gurita|bachtuoc|ปลาหมึกยักษ์|ऑक्टोपस
spiralshell|spiralshell|海螺|caracol|schneckenhau|صدفحلزون|卷き贝|달팽이집|coquilleenspirale|caramujo|conchiglia|schelp|muszlaspiralna|раковина|морськамушля|denizkabugu|cangkangspiral|voxoanoc|หอย|गोलशंख
coral|coral|珊瑚|coral|korall|مرج|さんご|산호초|corail|coral|corallo|koraal|koralowiec|коралл|корал|mercan|terumbukarang|sanho|ปะการัง|कोरल
jellyfish|jellyfish|水母|medus|quall|قنديلبحر|くらげ|해파리|meduse|aguaviva|medusa|kwal|meduza|медуза|медуза|denizanasi|uburubur|sua|แมงกะพรุน|जेलीफ़िश
crab|crab|蟹 螃蟹|cangrej|kreb|سرط|かに|꽃게|crabe|caranguejo|granchio|krab|krab|краб|краб|yengec|kepiting|cua|ปู|कर्कट
lobster|lobster|龙虾|bogavant|humm|كركند|ざりがに|바닷가재|homard|lagosta|aragosta|kreeft|homar|омар|омар|istakoz|lobster|tomhum|กุ้งมังกร|झींगामछली
shrimp|shrimp|虾 虾子|gamb|garnel|جمبر|えび|새우|crevette|camarao|gamberetto|garnaal|krewetka|креветка|креветка|karides|udang|tom|กุ้ง|झींगा
squid|squid|乌贼 鱿鱼|calamar|tintenfisch|حبار|いか|오징어|calamar|lula|calamaro|inktvis|kalamarnica|кальмар|кальмар|murekkepbaligi|cumicumi|mucong|หมึก|स्क्विड
oyster|oyster|牡蛎|ostr|aust|محار|牡蛎|굴|huitre|ostra|ostrica|oester|ostryga|устрица|устриця|istiridye|tiram|hau|หอยนางรม|सीप
snail|snail|蜗牛|caracol|schneck|حلز|かたつむり|달팽이|escargot|caracol|lumaca|slak|slimak|улитка|равлик|salyangoz|siput|ocsen|หอยทาก|घोंघा
butterfly|butterfly|蝴蝶|maripos|schmetterling|فراش|ちょう|나비|papillon|borboleta|farfalla|vlinder|motyl|бабочка|метелик|kelebek|kupukupu|buom|ผีเสื้อ|तितली
bug|bug|毛毛虫|bich|raup|بق|毛虫|송충이|chenille|inseto|insetto|insect|gasienica|гусеница|комаха|tirtil|seranggakecil|conbo|แมลง|इल्ली
ant|ant|蚂蚁|hormig|amei|نمل|あり|개미|fourmi|formiga|formica|mier|mrowka|муравеи|мураха|karinca|semut|kien|มด|चींटी
honeybee|honeybee|蜜蜂|abej|bien|نحل|みつばち|꿀벌|abeille|abelha|ape|honingbij|pszczola|пчела|бджола|balarisi|lebahmadu|ongmat|ผึ้ง|मधुमक्खी
beetle|beetle|甲虫|escarabaj|kaf|خنفساء|かぶとむし|딱정벌레|scarabee|besouro|coleottero|kever|chrzaszcz|жук|жук|bocek|kumbang|bocanhcung|ด้วง|बीटल
ladybeetle|ladybeetle|瓢虫|mariquit|marienkaf|دعسوق|てんとうむし|무당벌레|coccinelle|joaninha|coccinella|lieveheersbeestje|biedronka|божьякоровка|сонечко|ugurbocegi|kumbangbetina|borua|เต่าทอง|लेडीबग
cricket|cricket|蟋蟀|grill||جدجد|ばった|귀뚜라미|criquet|grilo|grillo|krekel|swierszcz|сверчок|цвіркун|circirbocegi|jangkrik|de|จิ้งหรีด
cockroach|cockroach|蟑螂|cucarach|kakerlak|صرصور|ごきぶり|바퀴벌레|cafard|barata|scarafaggio|kakkerlak|karaluch|таракан|тарган|hamambocegi|kecoak|congian|แมลงสาบ|तिलचट्टा
spider|spider|蜘蛛|aran|spinn|عنكبوت|くも|거미|araignee|aranha|ragno|spin|pajak|паук|павук|orumcek|labalaba|nhen|แมงมุม|मकड़ी
spiderweb|spiderweb|蜘蛛网|teladearan|spinnennetz|شبكعنكبوت|くもの巢|거미줄|toiledaraignee|teiadearanha|ragnatela|spinnenweb|pajeczyna|паутина|павутиння|orumcekagi|jaringlabalaba|mangnhen|ใยแมงมุม|मकड़ीकाजाला
scorpion|scorpion|蝎子|escorpion|skorpio|عقرب|さそり|전갈|scorpion|escorpiao|scorpione|schorpioen|brazowyskorpion|скорпион|скорпіон|akrep|kalajengking|bocap|แมงป่อง
mosquito|mosquito|蚊子|mosquit|muck|بعوض|蚊|모기|moustique|mosquito|zanzara|mug|komar|комар|комар|sivrisinek|nyamuk|conmuoi|ยุง|मच्छर
fly|fly|苍蝇|mosc|flieg|ذباب|はえ|파리|mouche|mosca|mosca|vlieg|mucha|муха|муха|karasinek|lalat|conruoi|แมลงวัน|मक्खी
worm|worm|蠕虫|gusan|wurm|دود|みみず|지렁이|lombric|minhoca|verme|worm|robak|червяк|хробак|solucan|cacing|giun|หนอน|कृमि
microbe|microbe|细菌 微生物|microbi|mikrob|جرثوم|微生物|미생물|microbe|microbio|microbo|microbe|zarazek|микроб|мікроб|mikrop|mikroba|vitrung|จุลินทรีย์|रोगाणु
cherryblossom|cherryblossom|樱花|flordecerez|kirschblut|زهركرز|樱|벚꽃|fleurdecerisier|flordecerejeira|fiorediciliegio|kersenbloesem|kwiatwisni|цветоквишни|вишневиицвіт|kirazcicegi|sakura|hoaanhdao|ดอกซากุระ|चैरीब्लॉसम
whiteflower|whiteflower|白花|florblanc|blumenstempel|وردبيضاء|大变よくできました|흰꽃|fleurblanche|florbranca|fiorebianco|wittebloem|bialykwiat|белыицветок|білаквітка|beyazcicek|bungaputih|hoatrang|ตราดอกไม้|फूलकीछाप
lotus|lotus|莲花|loto|lotusblut|لوتس|はすの花|연꽃|lotus|lotus|loto|lotus|lotos|лотос|лотос|nilufer|teratai|hoasen|ดอกบัว|कमल
rosette|rosette|圆形花饰 花朵|roset|rosett|ورد|花饰り|장미|rosette|roseta|rosetta|rozet|rozeta|розетка|розета|cicekrozet|hiasanmawar|nohoahong|ลายดอกกุหลาบ
rose|rose|玫瑰|rosa|ros|ورد|ばら|장미꽃|rose|rosa|rosa|roos|roza|роза|троянда|gul|mawar|hoahong|ดอกกุหลาบ|गुलाब
wiltedflower|wiltedflower|枯萎的花 枯萎花朵|flormarchit|welkblum|وردذابل|しおれた花|시든꽃|fleurfanee|flormurcha|fioreappassito|verwelktebloem|zwiedlykwiat|увядшиицветок|привʼялатроянда|solmuscicek|bungalayu|hoaheo|ดอกไม้เหี่ยว|मुरझायाहुआफूल
hibiscus|hibiscus|芙蓉|flordehibisc|hibisku|كركد|はいびすかす|무궁화|hibiscus|hibisco|ibisco|hibiscus|kwiathibiskusa|гибискус|гібіскус|cingulu|kembangsepatu|hoadambut|ดอกชบา
sunflower|sunflower|向日葵|girasol|sonnenblum|دوارشمس|ひまわり|해바라기|tournesol|girassol|girasole|zonnebloem|slonecznik|подсолнух|соняшник|aycicegi|bungamatahari|hoahuongduong|ดอกทานตะวัน|सूर्यमुखी
blossom|blossom|开花||gelbblut|زهر|开花|꽃송이|bourgeon|flor|fiore|bloesem|kwiat|цветок|жовтаквітка|cicekacma|mekar|hoa|ดอกไม้บาน|फूलखिलना
tulip|tulip|郁金香|tulipan|tulp|زهرتوليب|ちゅりっぷ|튤립|tulipe|tulipa|tulipano|tulp|tulipan|тюльпан|тюльпан|lale|tulip|hoatulip|ทิวลิป|ट्यूलिप
hyacinth|hyacinth|风信子|campanill|hyazinth|زهرياقوت|ひやしんす|히아신스|jacinthe|jacinto|giacinto|hyacint|hiacynt|гиацинт|гіацинт|sumbul|hyacinthus|lucbinh|ไฮยาซินธ์|ह्यचींथ
seedling|seedling|幼苗 苗|plantjoven|spross|شتل|新芽|새싹|jeunepousse|mudadeplanta|germoglio|zaailing|sadzonka|росток|сіянець|filizlenme|semai|caynon|ต้นอ่อน|अंकुर
pottedplant|pottedplant|盆栽植物 盆景|plantdemacet|topfpflanz|نبتفيوعاء|钵植え|분재|planteenpot|vasocomplanta|piantainvaso|potplant|roslinadoniczkowa|растениевгоршке|рослинавгорщику|saksibitkisi|tanamanpot||ไม้กระถาง
evergreentree|evergreentree|松树 常青树||nadelbaum|شجردايمخضر|常绿树|소나무|conifere|conifera|alberosempreverde|naaldboom|wieczniezielonedrzewo|елка|вічнозеленедерево|yaprakdokmeyenagac|pohonhijauabadi|caythuongxanh|ต้นสน|सदाबहारवृक्ष
deciduoustree|deciduoustree|落叶树||laubbaum|شجرزايلخضر|落叶树|나무||arvorecaidica|alberodeciduo|loofboom|drzewolisciaste|дерево|листянедерево|yaprakdokenagac|pohonmeranggas|cayrungla||छायादारपेड़
palmtree|palmtree|棕榈树|palmer|palm|نخل|やしの木|야자수|palmier|palmeira|palma|palmboom|palma|пальма|пальма|palmiyeagaci|pohonpalem|cayco|ต้นมะพร้าว|ताड़कापेड़
cactus|cactus|仙人掌|cactu|kaktu|صبار|さぼてん|선인장|cactus|cacto|cactus|cactus|kaktus|кактус|кактус|kaktus|kaktus|cayxuongrong|ตะบองเพชร|कैक्टस
sheafofrice|sheafofrice|稻子 水稻|espigdearroz|reisahr|حزممنارز|稻|벼|plantderiz|plantadearroz|piantadiriso|rijstplant|pedyryzu|колос|сніпокрису|pirincbitkisi|seikatpadi|bolua|รวงข้าว|चावलकापौधा
herb|herb|药草 草药|hierb|kraut|عشب|はぶ|풀|feuille|erva|pianta|kruid|ziolo|веточка|лікарськарослина|ot|herba|thaomoc|สมุนไพร
shamrock|shamrock|三叶草|trebol|kleeblatt|نباتنفل|くろば|토끼풀|trefle|trevo|trifoglio|klavertjedrie|koniczyna|трилистник|трилисник|yonca|semanggi|cobala|ใบโคลเวอร์|शैमरॉक
fourleafclover|fourleafclover|四叶草 幸运草||gluckskle|ورقبرسيمرباع|四つ叶のくろば|네잎클로버|||quadrifoglio|klavertjevier|czterolistnakoniczyna|четырехлистныиклевер|чотирилистковаконюшина|dortyaprakliyonca|empatdaunsemanggi|cobonla
mapleleaf|mapleleaf|枫叶|hojadearce|ahornblatt|ورقشجرقيقب|かえで|단풍잎|feuillederable|folhadebordo|fogliadacero|esdoornblad|liscklonowy|кленовыилист|кленовиилисток|akcaagacyapragi|daunmaple|laphong|ใบเมเปิ้ล|मैपलकीपत्ती
fallenleaf|fallenleaf|落叶|hojacaid|laub|اوراقمتساقط|落ち叶|낙엽|feuillemorte|folhascaidas|fogliacaduta|vallendebladeren|spadajaceliscie|падающиелистья|опалелистя|dusenyapraklar|daunberguguran|larung|ใบไม้ร่วง|गिरीहुईपत्ती
emptynest|emptynest|空巢|nidovaci|leernest|عشفارغ|空っぽの巢|빈둥지|nidvide|ninhovazio|nidovuoto|leegnest|pustegniazdo|пустоегнездо|порожнєгніздо|bosyuva|sarangburungkosong|totrongrong|รังนกเปล่า|खालीघोंसला
nestwithegg|nestwithegg|有蛋的巢|nidoconhuev|nestmiteier|عشبهبيض|鸟の卵と巢||nidavecoeufs|ninhocomovos|nidoconuova|nestmeteieren|gniazdozjajkami|гнездосяицами||yumurtabulunanyuva|sarangdengantelur|tocotrung||अंडोंवालाघोंसला
mushroom|mushroom|蘑菇|champinon|fliegenpilz|عيشغراب|きのこ|버섯|champignon|cogumelo|fungo|paddenstoel|grzyb|гриб|гриб|mantar|jamur|nam|เห็ด|मशरूम
leaflesstree|leaflesstree|无叶树 没有叶子的树|arbolsinhoja|kahlbaum|شجربلااوراق|枯れ木|잎이없는나무|arbresansfeuille|arvoreseca|alberospoglio|boomzonderbladeren|drzewobezlisci|деревобезлиствы|сухедерево|yapraksizagac|pohontanpadaun|caytruila|ต้นไม้ไร้ใบ
grape|grape|葡萄|uva|traub|عنب|ぶどう|포도|raisin|uvas|uva|druiven|winogrona|виноград|виноград|uzum|anggur|chumnho|องุ่น
melon|melon|甜瓜 瓜|melon|honigmelon|شمام|めろん|멜론|melon|melao|melone|meloen|melon|дыня|диня|kavun|melon||เมลอน
watermelon|watermelon|西瓜|sandi|wassermelon|بطيخ|すいか|수박|pasteque|melancia|anguria|watermeloen|arbuz|арбуз|кавун|karpuz|semangka|duahau|แตงโม|तरबूज़
lemon|lemon|柠檬|limon|zitron|ليم|れもん|레몬|citron|limao|limone|citroen|cytryna|лимон|лимон|limon|lemon|chanhtay|เลมอน|नीबू
lime|lime|青柠 莱姆|lima|limett|ليم|らいむ|라임|citronvert|lima|lime|limoen|limonka|лаим|лаим|misketlimonu|jeruklimau|chanhta|มะนาว|नींबू
banana|banana|香蕉|platan|banan|موز|ばなな|바나나|banane|banana|banana|banaan|banan|банан|банан|muz|pisang|chuoi|กล้วย
pineapple|pineapple|菠萝 凤梨|pina|anana|اناناس|ぱいなっぷる|파인애플|ananas|abacaxi|ananas|ananas|ananas|ананас|ананас|ananas|nanas||สับปะรด
mango|mango|芒果|mang|mango|مانجو|まんご|망고|mangue|manga|mango|mango|mango|манго|манго|mango|mangga|xoai|มะม่วง|आम
redapple|redapple|红苹果|manzanroja|rotapfel|تفاحاحمر|赤りんご|빨간사과|pommerouge|macavermelha|melarossa|rodeappel|czerwonejablko|красноеяблоко|червонеяблуко|kirmizielma|apelmerah|taodo|แอปเปิ้ลแดง
greenapple|greenapple|青苹果|manzanverd|grunapfel|تفاحاخضر|青りんご|초록사과|pommeverte|macaverde|melaverde|groeneappel|zielonejablko|зеленоеяблоко|зеленеяблуко|yesilelma|apelhijau|taoxanh
pear|pear|梨 梨子|pera|birn|كمثر|洋なし|배|poire|pera|pera|peer|gruszka|груша|груша|armut|pir|le|ลูกแพร์
peach|peach|桃 桃子|melocoton|pfirsich|خوخ|桃|복숭아|peche|pessego|pesca|perzik|brzoskwinia|персик|персик|seftali|persik|dao|ลูกพีช|आड़ू
cherry|cherry|樱桃|cerez|kirsch|كرز|さくらんぼ|체리|cerises|cereja|ciliegie|kersen|wisnie|вишня|вишні|kiraz|ceri|anhdao|เชอร์รี่|चेरी
strawberry|strawberry|草莓|fres|erdbeer|فراول|いちご|딸기|fraise|morango|fragola|aardbei|truskawka|клубника|полуниця|cilek|stroberi|dautay||स्ट्रॉबेरी
blueberry|blueberry|蓝莓|arandan|blaubeer|توتبري|ぶるべり|블루베리|myrtilles|mirtilos|mirtilli|bosbessen|borowkaamerykanska|голубика|лохина|yabanmersini|blueberry|quavietquat|บลูเบอร์รี่|ब्लूबेरी
kiwifruit|kiwifruit|猕猴桃 奇异果|kiwi|kiwi|كيو|きういふるつ|키위|kiwi|kiwi|kiwi|kiwi|owockiwi|киви|ківі|kivi|buahkiwi|quakiwi|กีวี|कीवीफल
tomato|tomato|西红柿 番茄|tomat|tomat|طماطم|とまと|토마토|tomate|tomate|pomodoro|tomaat|pomidor|помидор|томат|domates|tomat|cachua|มะเขือเทศ|टमाटर
olive|olive|橄榄|aceitun|oliv|زيت|おりぶ|올리브|olive|azeitona|oliva|olijf|oliwka|оливка|оливка|zeytin|zaitun|oliu|มะกอก|जैतून
coconut|coconut|椰子|coco|kokosnuss|جوزهند|ここなつ|코코넛|noixdecoco|coco|cocco|kokosnoot|kokos|кокос|кокос|hindistancevizi|kelapa||มะพร้าว|नारियल
avocado|avocado|鳄梨 酪梨|aguacat|avocado|افوكادو|あぼかど|아보카도|avocat|abacate|avocado|avocado|awokado|авокадо|авокадо|avokado|alpukat|quabo|อาโวคาโด|अवोकाडो
eggplant|eggplant|茄子|berenjen|aubergin|باذنج|なす|가지|aubergine|berinjela|melanzana|aubergine|baklazan|баклажан|баклажан|patlican|terung|catim|มะเขือยาว|बैंगन
carrot|carrot|胡萝卜|zanahori|karott|جزر|人参|당근|carotte|cenoura|carota|wortel|marchew|морковь|морква|havuc|wortel|carot|แครอท|गाजर
earofcorn|earofcorn|玉米|espigdemaiz|maiskolb|ذره|とうもろこし|옥수수|epidemais|milho|pannocchia|maiskolf|kolbakukurydzy|кукурузныипочаток|качанкукурудзи|misirkocani|bonggoljagung|bapngo|ข้าวโพด
hotpepper|hotpepper|红辣椒 辣椒|chilpicant|peperoni|فلفلحار|とうがらし|홍고추|pimentrouge|pimenta|peperoncino|hetepeper|ostrapapryka|острыиперец|гострииперець|acibiber|cabaipedas|quaot|พริก|तीखीमिर्च
bellpepper|bellpepper|灯笼椒 甜椒|pimient|paprika|فلفلحلو|ぴまん|피망|poivron|pimentao|peperone|paprika|papryka|болгарскииперец|солодкииперець|dolmabiber|paprika|otchuong|พริกหยวก|शिमलामिर्च
cucumber|cucumber|黄瓜 小黄瓜|pepin|gurk|خيار|きゅうり|오이|concombre|pepino|cetriolo|komkommer|ogorek|огурец|огірок|salatalik|ketimun|duachuot|แตงกวา|खीरा
leafygreen|leafygreen|绿叶蔬菜||blattgemu|خضارورق|叶野菜|녹색채소||verdura|verdureafoglia|bladgroente|warzywolisciaste|зеленыисалат|листясалату|yesilyapraklisebze|seladahijau|xanhla|ผักใบเขียว|हरीपत्तेदार
broccoli|broccoli|西兰花 花椰菜|brocoli|brokkoli|بروكول|ぶろっこり|브로콜리|brocoli|brocolis|broccoli|broccoli|brokul|брокколи|броколі|brokoli|brokoli|xuploxanh|บรอกโคลี|ब्रोकली
garlic|garlic|蒜 大蒜|ajo|knoblauch|ثوم|にんにく|마늘|ail|alho|aglio|knoflook|czosnek|чеснок|часник|sarimsak|bawangputih|toi|กระเทียม|लहसुन
onion|onion|洋葱|ceboll|zwiebel|بصل|たまねぎ|양파|oignon|cebola|cipolla|ui|cebula|лук|цибуля|sogan|bawangbombay|hanh|หอมหัวใหญ่|प्याज़
peanut|peanut|花生|cacahuet|erdnuss|فولسودان|ぴなっつ|땅콩|cacahuetes|amendoim|arachidi|pinda|orzeszkiziemne|арахис|арахіс|yerfistigi|kacangtanah|dauphong|ถั่ว|मूँगफली
chestnut|chestnut|栗子|castan|kastani|كستناء|くり|밤|chataigne|castanha|castagna|kastanje|kasztan|каштан|каштан|kestane|kastanye|hatde|เกาลัด|चेस्टनट
gingerroot|gingerroot|姜|raizdejengibr|ingw|جذرزنجبيل|しょうが|생강뿌리|racinedegingembre|gengibre|radicedizenzero|gemberwortel|korzenimbiru|кореньимбиря|імбир|kokzencefil|akarjahe|cugung|ขิง|अदरककीजड़
peapod|peapod|豌豆荚|vain|erbsenschot|قرنبازلاء|えんどう豆|완두콩꼬투리||vagem|baccellodipiselli|erwtendop|strakgrochu|стручокгороха|стручокгороху|kabuklubezelye|kacangpolong|dauhalan|ฝักถั่ว|मटरकीफली
brownmushroom|brownmushroom|褐色蘑菇 棕色蕈菇|champinonmarron|braunpilz|فطربني|きのこ|갈색양송이버섯|champignonmarron|cogumelomarrom|fungomarrone|bruinepaddestoel|brazowygrzyb|бурыигриб|коричневиигриб|kahverengimantar|jamurcokelat|nammaunau||भूरामशरूम
rootvegetable|rootvegetable|根菜 根茎类蔬菜|tuberculcomestibl|wurzelgemu|خضراوجذر|根菜|뿌리채소|legumeracine|tuberculo|ortaggiodaradice|knol|warzywokorzeniowe|корнеплод|коренеплід|koksebze|sayuranumbi|raucu|พืชหัว|कंदमूल
croissant|croissant|羊角面包 可颂|cruasan|croissant|كرواس|くろわっさん|크루아상|croissant|croissant|croissant|croissant|rogalik|круассан|круасан|kruvasan|croissant|banhsungbo|ครัวซอง|क्रोइसैन
baguettebread|baguettebread|法式长棍面包 法国面包|baguet|bagutt|خبزفرنس|ばげっと|바게트|baguette|baguete|baguette|stokbrood|bagietka|багет|багет|bagetekmek|rotibaguette|banhmique||बीगटब्रेड
flatbread|flatbread|扁面包 面饼|pansinlevadur|fladenbrot|خبزمفرود|ふらっとぶれっど|플랫브레드|galette|paosirio|focaccia|platbrood|pita|лепешка|корж|yassiekmek|rotipipih||แฟลตเบรด|फ़्लैटब्रेड
pretzel|pretzel|椒盐卷饼 蝴蝶饼|bretzel|brezel|بريتزل|ぷれっつぇる|프레첼|bretzel|pretzel|pretzel|pretzel|precel|крендель|крендель|pretzel|pretzel|banhquyxoan|เพรตเซล|प्रेटज़ेल
bagel|bagel|面包圈 贝果|bagel|bagel|خبزبيغل|べぐる|베이글|bagel|bagel|bagel|bagel|bajgiel|бублик|беигл|simit|bagel|banhmyvong|เบเกิล|बैगल
pancake|pancake|烙饼 松饼|tortit|pfannkuch|فطاير|ぱんけき|팬케이크|pancakes|panquecas|pancake|pannenkoeken|nalesniki|блины|млинці|krep|panekuk|banhkep|แพนเค้ก|पैनकेक
waffle|waffle|华夫饼 格子松饼|gofr|waffel|وافل|わっふる|와플|gaufre|waffle|waffle|wafel|gofr|вафля|вафля|waffle|wafel|banhque|วาฟเฟิล|वफ़ल
meatonbone|meatonbone|排骨|carnconhues|fleischhachs|لحمبعظم|骨付き肉|||carne|carne|vleesmetbot|miesozkoscia|мясонакосточке||kemikliet|dagingpadatulang|thitbamxuong|เนื้อ|हड्डीवालामाँस
poultryleg|poultryleg|家禽的腿 鸡腿|musldepoll|hahnchenschenkel|ساقدجاج|鶏もも肉|닭다리|cuissedepoulet|coxadefrango|cosciadipollo|kippenpoot|udkokurczaka|куринаяножка|ніжкасвіиськоіптиці|tavukbutu|kakiayam|duigiacam|น่องไก่|चिकनलेग
cutofmeat|cutofmeat|肉块 肉片|cortdecarn|fleischstuck|قطعلحم|すてき肉|고깃덩이|morceaudeviande|cortedecarne|tagliodicarne|vlees|kawalekmiesa|кусокмяса|мʼясниифілеи|parcaet|potongandaging|tangthit||गोश्तकाटुकड़ा
bacon|bacon|培根|beicon|baco|لحممقدد|べこん|베이컨|lard|bacon|pancetta|bacon|boczek|бекон|бекон|domuzpastirmasi|babiasap|thitxongkhoi|เบคอน|बेकन
hamburger|hamburger|汉堡|hamburgues|hamburg|همبرغر|はんばが|햄버거|hamburger|hamburguer|hamburger|hamburger|hamburger|гамбургер|гамбургер|hamburger|hamburger|banhhamburger||हैमबर्गर
frenchfry|frenchfry|薯条||pommfrit|بطاطسمقل|ふらいどぽてと|감자튀김|frites|batatafrita|patatine|patat|frytki|картофельфри|картопляфрі|patateskizartmasi|kentanggoreng|khoaitaychien|เฟรนช์ฟราย|फ़्रेंचफ़्राइस
pizza|pizza|披萨|pizz|pizza|بيتزا|ぴざ|피자|pizza|pizza|pizza|pizzapunt|pizza|пицца|піца|pizzadilimi|pizza|banhpizza||पिज़्ज़ास्लाइस
hotdog|hotdog|热狗|perritcalient|hotdog|هوتدوغ|ほっとどっぐ|핫도그|hotdog|cachorroquente|hotdog|hotdog|hotdog|хотдог|хотдог|sosislisandvic|hotdog||ฮอทด็อก|हॉटडॉग
sandwich|sandwich|三明治|sandwich|sandwich|ساندوتش|さんどいっち|샌드위치|sandwich|sanduiche|sandwich|boterham|kanapka|сэндвич|сандвіч|sandvic|rotilapis|banhmykep|แซนด์วิช|सैंडविच
taco|taco|墨西哥卷饼 夹饼|taco|taco|تاكو|たこす|타코|taco|taco|taco|taco|taco|тако|тако|tako|taco|banhtaco|ทาโก้|टैको
burrito|burrito|墨西哥玉米煎饼 卷饼|burrit|burrito|بوريتو|ぶりと|부리또|burrito|burrito|burrito|burrito|burrito|буррито|буріто|burito|burrito|banhburrito|เบอร์ริโต|बरिटो
tamale|tamale|墨西哥粽子 玉米粉蒸肉|tamal|tamal|تامال|たまる|타말레|tamal|tamale|tamale|tamale|tamales|тамале|тамале|tamale|tamale|banhtamale|ทามาเล่|टमाले
stuffedflatbread|stuffedflatbread|夹心饼 薄卷饼|panrellen|don|خبزمفرودمحشو|けばぶさんど|밀전병에싼요리|kebab|paorecheado|pitafarcita|gevuldpitabroodje|wrap|шаурма|піта|durum|rotitawarisi||เคบับ|भराहुआपराठा
falafel|falafel|炸豆丸子 油炸鹰嘴豆饼|falafel|falafel|فلافل|ふぁらふぇる|팔라펠|falafels|falafel|falafel|falafel|falafel|фалафель|фалафель|falafel|falafel||ฟาลาเฟล|फ़लाफ़ेल
potoffood|potoffood|一锅食物 火锅|olladecomid|topfmitess|وعاءطعام|なべ|국|marmite|panela|pentoladicibo|stoofschotel|garnekzjedzeniem||горщикзіжею|yemektenceresi|pancimakanan|noithucan|สตูว์
fondue|fondue|奶酪火锅 涮制菜肴|fondu|fondu|فوندو|ふぉんでゅ|퐁듀|fondue|fondue|fonduta|fondue|fondue|фондю|фондю|fondu|fondue|lauphomai|ฟองดูว์|फ़ॉनडू
bowlwithspoon|bowlwithspoon|碗勺 碗和汤匙|cuencconcuchar|schusselmitloffel|طبقوملعق|ぼうるとすぷん|스푼과사발|bolaveccuillere|tigelacomcolher|ciotolaconcucchiaio|kommetlepel|miskazlyzka|мискасложкои|мисказложкою|kasiklikase|mangkukdengansendok|batvathia|ชามพร้อมช้อน
greensalad|greensalad|绿色沙拉 生菜沙拉|ensalad|salat|سلطخضراء|ぐりんさらだ|야채샐러드|saladeverte|saladaverde|insalataverde|groenesalade|salatka|овощноисалат|зелениисалат|yesilsalata|saladhijau|saladrauxanh|สลัด|हरासलाद
popcorn|popcorn|爆米花|palomit|popcor|فشار|ぽっぷこん|팝콘|popcorn|pipoca|popcorn|popcorn|popcorn|попкорн|попкорн|patlamismisir|popcorn|bongngo|ป๊อปคอร์น|पॉपकॉर्न
bentobox|bentobox|盒饭 便当|cajadebent|bentobox|علبطعام|弁当|도시락|boitedejeuner|bento|bentobox|bentobox|pudelkobento|бэнто|обідукоробці|bento|kotakbento|hopcombento|กล่องเบนโตะ
ricecracker|ricecracker|米饼 米果|galletdearroz|reiscrack|مقرمشارز|せんべい|주먹밥|galettederiz|biscoitodearroz|gallettadiriso|rijstwafel|krakersryzowy|рисовыикрекер|рисовиикрекер|pirincgevregi|kerupukberas|banhgao|ข้าวอบกรอบ|राइसक्रैकर
riceball|riceball|饭团|boladearroz|reisballch|كرهارز|おにぎり|삼각김밥|boulettederiz|arrozjapones|onigiri|rijstballetje|kulkaryzowa|онигири|рисовакулька|pirinctopu|nasikepal|comnam|ข้าวปั้น|राइसबॉल
cookedrice|cookedrice|米饭|arrozcocid|reisinschussel|ارزمطبوخ|ごはん|밥|bolderiz|arrozcozido|risobollito|gekookterijst|gotowanyryz|рис|приготованиирис|pilav|nasimatang|com|ข้าวสวย|पकेहुएचावल
curryrice|curryrice|咖喱饭 咖哩饭|arrozconcurry|reismitcurry|ارزوكار|かれらいす|카레라이스|rizaucurry|arrozcomcurry|risoalcurry|curryenrijst|ryzcurry|рисскарри|рисізкарі|korilipilav|nasikari|comcari||करीचावल
roastedsweetpotato|roastedsweetpotato|烤红薯 烤地瓜|patatasad|gerostetsusskartoffel|بطاطاحلومشو|烧き芋|고구마|patatedouce|batataassada|patatadolcearrosto|gepoftezoeteaardappel|pieczonybatat|печеныисладкиикартофель|печениибатат|firinlanmispatates|ubipanggang|khoailangnuong|มันเผา|सिकेशकरकंद
oden|oden|关东煮|brochet|ode|طعاممشكل|おでん|오뎅|brochettedepoisson|oden|odengiapponese|oden|oden|одэн|оден|oden|oden|monoden|โอเด้ง|ओडेन
sushi|sushi|寿司|sushi|sushi|سوش|すし|초밥|sushi|sushi|sushi|sushi|sushi|суши|суші|susi|sushi|sushi|ซูชิ|सुशी
friedshrimp|friedshrimp|天妇罗|gambfrit|frittiertgarnel|جمبرمقل|えびふらい|새우튀김|beignetdecrevette|camaraofrito|gamberofritto|gefrituurdegarnaal|smazonakrewetka|жаренаякреветка|смаженакреветка|kizarmiskarides|udanggoreng|tomchien|กุ้งทอด|तलाझींगा
dango|dango|团子 糥米丸子|dang|dango|حلودانغو|だんご|떡꼬치|brochettedebonbons|dango|dango|dango|dango|данго||pirinctatlisi|dango||ดังโงะ|डैंगो
dumpling|dumpling|饺子 水饺|dumpling|teigtasch|زلابصين|点心|만두|boulettedepate|bolinhoasiatico|raviolo|knoedel|pierog|вареник|вареник|manti|dumpling|banhbao|เกี๊ยว
fortunecookie|fortunecookie|幸运饼干||gluckskek|كعكالحظ|ふぉちゅんくっき|포츈쿠키|biscuitchinois|biscoitodasorte|biscottodellafortuna|gelukskoekje|ciastkozwrozba|печеньеспредсказанием|печивозпередбаченням|falkurabiyesi|kuekeberuntungan|||फॉर्चूनकुकी
takeoutbox|takeoutbox|外卖盒 外带餐盒|cajaparallevar|takeawayschachtel|علبطعامخارج|ていくあうと弁当|테이크아웃상자|boiteaemporter|caixaparaviagem|confezionedaasporto|afhaalmaaltijd|pudelkonawynos|||yiyecekpaketi|kotakmakanan|||टेकआउटबॉक्स
softicecream|softicecream|圆筒冰激凌 霜淇淋|cucuruchdehelad|softei|ايسكريممخفف|そふとくりむ|소프트아이스크림|glaceitalienne|sorveteitaliano|conogelato|softijs|lodywloskie|мороженоевстаканчике|морозивовріжку|yumusakdondurma|eskrimlembut|kemmem|ซอฟต์ครีม|सॉफ़्टआइसक्रीम
shavedice|shavedice|刨冰|granizadhawaian|wasserei|ايسكريممجروش|かき冰|샤베트아이스크림|granite|raspadinhadegelo|granita|geschaafdijs|lodyhawajskie|мороженоевкреманке|льодовастружка|meyvelibuz|esserut|dabao|น้ําแข็งไส|पीसीबर्फ़
doughnut|doughnut|甜甜圈|donut|donut|كعكمحلا|どなつ|도넛|doughnut|donut|ciambella|donut|paczekzdziurka|пончик|пончик|donut|donat|banhranvong|โดนัท|डोनट
cookie|cookie|饼干|gallet|kek|كعك|くっき|쿠키|cookie|biscoito|biscotto|koekje|ciastko|печенье|печиво|kurabiye|biskuit|banhquy|คุกกี้|कुकी
birthdaycake|birthdaycake|生日蛋糕|tartdecumplean|geburtstagskuch|كعكعيدميلاد|ばすでけき|생일케이크|gateaudanniversaire|bolodeaniversario|tortadicompleanno|verjaardagstaart|torturodzinowy|||dogumgunupastasi|kueulangtahun|banhsinhnhat|เค้กวันเกิด|जन्मदिनकाकेक
shortcake|shortcake|水果蛋糕 蛋糕|trozdetart|tort|قطعمنكعك|しょとけき|조각케익|gateausable||fettaditorta|cake|tort|кусочекторта|тістечко|pastadilimi|kue|banhngot|เค้ก|शॉर्टकेक
cupcake|cupcake|纸杯蛋糕 杯子蛋糕|magdalen|cupcak|كعكصغير|かっぷけき|컵케이크|cupcake|cupcake|cupcake|cupcake|babeczka|капкеик|капкеик|cupcake|kuemangkuk|banhnuongnho|คัพเค้ก|कपकेक
pie|pie|派|pastel|kuch|فطير|ぱい|파이|tarte|torta|torta|taart|ciasto|пирог|пиріг|tart|pai|banhnuong|พาย|पाई
lollipop|lollipop|棒棒糖|pirulet|lutsch|مصاص|ぺろぺろきゃんでぃ|롤리팝|sucette|pirulito|leccalecca|lolly|lizak|леденец|льодяник|lolipop|permenlolipop|keomut|อมยิ้ม|लॉलीपॉप
custard|custard|奶黄 卡士达|flan|pudding|كريمكراميل|ぷりん|커스타드푸딩|cremerenversee|pudim|budino|vla||пудинг|заварниикрем|kremkaramel|pudingsusu|banhtrung|คัสตาร์ด|कस्टर्ड
glassofmilk|glassofmilk|一杯奶 一杯牛奶|vasodelech|glasmilch|كوبحليب|牛乳入りのこっぷ|우유한잔|verredelait|copodeleite|bicchieredilatte|glasmelk|szklankamleka|стаканмолока|склянкамолока|sutbardagi|gelassusu|cocsua|แก้วนม|दूधकागिलास
hotbeverage|hotbeverage|热饮|bebidcalient|heissgetrank|مشروبساخن|温かい饮み物|뜨거운음료|boissonchaude|cafe|bevandacalda|warmedrank|goracynapoj|горячиинапиток|гарячиинапіи|sicakicecek|minumanhangat|douongnong
teapot|teapot|茶壶|teter|teekann|ابريقشاي|てぃぽっと|찻주전자|theiere|bule|teiera|theepot|czajniczek|чаиник|чаиник|demlik|teko|amtra|กาน้ําชา|चायकीकेतली
teacupwithouthandle|teacupwithouthandle|热茶|tazondete|teetassohnhenkel||汤饮み||tasse|||theekopjezonderoor|filizankabezuszka|чашкабезручки||cayfincani|||ถ้วยชา
sake|sake|清酒|sake||زجاجوفنج|德利|사케|sake|saque|sake|sake|sake|бутылкасаке|саке|sake|sake|ruousake|สาเก
wineglass|wineglass||copadevino|weingla|كاسشراب|わいんぐらす|와인잔|verredevin|vinho|bicchieredivino|wijnglas|kieliszekwina|бокалвина|келихдлявина|sarapkadehi|gelasanggur|lyruouvang|ไวน์|शराबकागिलास
cocktailglass|cocktailglass|鸡尾酒|copadecoctel|cocktailgla|كاسعصيركوكتيل|かくてるぐらす|칵테일|cocktail|coquetel|cocktail|cocktailglas|kieliszekzkoktajlem|коктеиль|бокалдлякоктеилю|kokteylkadehi|gelascocktail|lycocktail|ค็อกเทล|कॉकटेलगिलास
tropicaldrink|tropicaldrink|热带水果饮料|bebidtropical|cocktail|مشروباستواي|とろぴかるどりんく|음료수|cocktailtropical|bebidatropical|cocktailtropicale|tropischdrankje|drinktropikalny|тропическиикоктеиль|тропічниинапіи|tropikicecek|minumantropis|||ट्रॉपिकलपेय
beermug|beermug||jarrdecervez|bierkrug|كاسبير|びるじょっき|맥주잔|chope|cerveja|boccaledibirra|bierglas|kufelpiwa|кружкапива|кухольізпивом|birakupasi|mugbir|cocbia|เบียร์
clinkingbeermug|clinkingbeermug|干杯 干杯吧||bierkrug|كاسابير|びるで干杯||chopesdebiere|canecasdecerveja|boccalidibirra|klinkendebierglazen||чокающиесякружки||birakupalaritokusturma|mugbirberdenting|chamcocbia
clinkingglass|clinkingglass|碰杯 干杯|copabrindand|sektgla|كاسيرتطم|ぐらすで干杯|건배하는샴페인잔|trinquer|tacasbrindando|brindisi|klinkendeglazen|stukajacesiekieliszki|чокающиесябокалы|дзвінбокалів|kadehtokusturma|mendentingkangelas|chamcoc|ชนแก้ว|टकरातेहुएग्लास
tumblerglass|tumblerglass|平底杯 威士忌杯|vasodewhisky|trinkgla|كوبزجاج|たんぶらぐらす|양주잔|verretumbler|copo|bicchieretumbler|tumblerglas||стакансвиски|бокалвіскі||gelastumbler|lydayphang|แก้วเหล้า|गिलास
pouringliquid|pouringliquid|倾倒液体 倒出液体|liquidderramandos|flussigkeitausgiess|سكبسايل|こっぷから注ぐ|쏟아져나오는액체|verserunliquide|derramandoliquido|liquidoversato|vloeistofuitgieten|nalewanieplynu|стакансжидкостью||dokulensivi|menuangcairan|dochatlong|เทน้ํา|पेयछलकना
cupwithstraw|cupwithstraw|带吸管杯 杯子和吸管|vasoconpajit|bechmitstrohhalm|كاسوقششرب|すとろかっぷ|빨대와컵|gobeletavecpaille|copocomcanudo|bicchiereconcannuccia|bekermetrietje|szklankazeslomka|стаканссоломинкои|стаканізсоломинкою|pipetlibardak|cangkirdengansedotan
bubbletea|bubbletea|珍珠奶茶|tedeburbuj|bubbltea|شايفقاع|たぴおかどりんく|버블티|theauxperles|chaperolado|bubbletea|bubbelthee|napojbubbletea|чаисшариками|бульбашковиичаи|bubbletea|tehbubble||ชาไข่มุก|बुलबुलाचाय
beveragebox|beveragebox|饮料盒 铝箔包|tetrabrik|trinkpackch|علبعصير|纸ぱっく饮料|음료팩|briquettedejus|sucodecaixa|bevandamonodose|pakjedrinken|napojwkartoniku|пакетиксока|пакетикізнапоєм|icecekkutusu|kotakminuman|hopdouong||जूसकाडब्बा
mate|mate|马黛茶 玛黛茶|mate|mattee|مته|まて茶|마테차|mate|mate|mate|mate|yerbamate|мате|мате|matecayi|tehmate|tranhuaruoi|ชามาเต|मेट
ice|ice|冰块|cubitdehiel|eiswurfel|مكعبثلج|角冰|얼음|glacon|cubodegelo|cubettodighiaccio|ijsklontje|kostkalodu|кубикльда|кубикльоду|buzkupu|esbatu|vienda|ก้อนน้ําแข็ง|आइसक्यूब
chopstick|chopstick|筷子|palill|essstabch|عيداكل|はし|젓가락|baguettes|hashi|bacchette|chopsticks|paleczki|палочкидляеды|паличкидляіжі|yemekcubuklari|sumpit||ตะเกียบ|चॉपस्टिक
forkandknife|forkandknife|刀叉|tenedorycuchill|messundgabel|شوكوسكين|ないふとふぉく|포크와나이프|fourchetteetcouteau|garfoefaca|forchettaecoltello|mesenvork|widelecinoz|вилкаинож|виделкатаніж|catalvebicak|garpudanpisau|diavadao|ส้อมและมีด
spoon|spoon|匙 汤匙|cuchar|loffel|ملعق|すぷん|숟가락|cuillere|colher|cucchiaio|lepel|lyzka|ложка|ложка|kasik|sendok|thia|ช้อน|चम्मच
jar|jar|罐 广口甁|tarr|einmachgla|برطم|甁|작은병|bocal|jarro|barattolo|pot|sloik|банка|банка|kavanoz|toples|binhdung|ขวดโหล|मर्तबान
amphora|amphora|双耳甁 陶罐|anfor|amphor|جره|壶|암포라|amphore|anfora|anfora|amfora|amfora|амфора|амфора|amfora|amphora|vohaiquai|โถโบราณ
locomotive|locomotive|蒸汽火车|locomotordevapor|dampflokomotiv|جراربخار|蒸气机关车|기관차|locomotive|locomotiva|locomotiva|locomotief|lokomotywa|паровоз|паровиилокомотив|buharlilokomotif|lokomotif
railwaycar|railwaycar|轨道车 有轨电车|vagon|eisenbahnwag|عربقطار|电车|전철|wagon|vagaodetrem|vagone|treinwagon|wagonkolejowy|вагон|вагон|vagon|gerbong|toatau|ตู้รถไฟ
highspeedtrain|highspeedtrain|高速列车 高铁|||قطارسريع|新干线|고속열차|tgv||trenoaltavelocita|hogesnelheidstrein|szybkipociag|скоростноипоезд|швидкісниипотяг|yuksekhizlitren|keretaekspres|taucaotoc|ชินคันเซ็น
bullettrain|bullettrain|子弹头高速列车 高鐡车头|trenbala|hochgeschwindigkeitszug|||고속철||||hogesnelheidstreinmetkogelneus||поездпуля|||keretaeksprespeluru|tauviendan
train|train|火车|tren|zug|قطار|电车正面|기차|train|trem|treno|trein|pociag|поезд|потяг|tren|kereta|tauhoa|รถไฟ|ट्रेन
metro|metro|地铁|metr|ubah|مترو|地下铁|지하철|metro|metro|metropolitana|metro|metro|метро|метро|metro|keretabawahtanah|taudienngam|รถไฟใต้ดิน
lightrail|lightrail|轻轨|trenliger|sbah|نقلخفيف|らいとれる|경전철|metroleger|tremurbano|metrotranvia|lightrail|kolejmiejska|легкиирельсовыитранспорт|швидкісниитрамваи|hafifrayli|lightrail|taudiennhe|รถไฟรางเบา|लाइटरेल
station|station|车站|estaciondetren|bahnhof|محطقطار|驿|기차역|gare|estacao|stazione|treinstation|stacja|железнодорожныивокзал|станція|trenistasyonu|stasiun|gatau|สถานีรถไฟ|स्टेशन
tram|tram|路面电车|tranvi|strassenbah|ترام|路面电车正面|트램|tramway|bondeeletrico|tram|tram|tramwaj|трамваи|трамваи|tramvay|trem|xedien|รถรางบนราง|ट्राम
monorail|monorail|单轨|monorrail|einschienenbah||ものれる|모노레일|monorail|monotrilho|monorotaia|monorail|kolejjednoszynowa|монорельс|монореика|monoray|monorel|duongmotray||मोनोरेल
mountainrailway|mountainrailway|山区铁路|ferrocarrildemontan|bergbah|سكهحديدجبل|登山铁道|기차터널|traindemontagne||ferroviadimontagna|bergspoor|kolejgorska|поездвгорах|залізницявгорах|dagdemiryolu|jalurkeretapegunungan||รางรถไฟภูเขา|माउंटेनरेलवे
tramcar|tramcar|有轨电车 电缆车|vagondetranvi|strassenbahnwag|سيارترام|路面电车|트램차량|wagondetramway|bonde|vagonedeltram|tramwagon|wagontramwajowy|трамваиныивагон|вагонтрамвая|tramvayvagonu|gerbongtrem|taudien|ตู้รถราง|ट्रामकार
bus|bus|公交车 公车|autobu|bus|حافل|ばす|버스|bus|onibus|bus|bus|autobus|автобус|автобус|otobus|bus|xebuyt|รถบัส|बस
oncomingbus|oncomingbus|迎面驶来的公交车 公共汽车|autobuproxim|busvonvorn|حافلمقترب|ばす正面|오고있는버스|busdeface|onibusseaproximando|businarrivo|naderendebus|nadjezdzajacyautobus|автобусспереди||yaklasanotobus|busdatang|||आतीहुईबस
trolleybus|trolleybus|无轨电车|trolebu|oberleitungsbu|اتوبيسترول|とろりばす|트롤리버스|trolleybus|trolebus|filobus|trolleybus|trolejbus|троллеибус|тролеибус|troleybus|buslistrik|otodien|รถราง|ट्रॉलीबस
minibus|minibus|小巴 小型巴士|minibu|kleinbu|حافلصغير|まいくろばす|미니버스|minibus|van|pulmino|minibus|minibus|микроавтобус|мікроавтобус|minibus|minibus|xebuytnho|มินิบัส|मिनीबस
ambulance|ambulance|救护车|ambulanci|krankenwag|سياراسعاف|救急车|구급차|ambulance|ambulancia|ambulanza|ambulance|karetkapogotowia|машинаскороипомощи|автомобільшвидкоідопомоги|ambulans|ambulans|xecuuthuong|รถพยาบาล|एंबुलेंस
fireengine|fireengine|消防车|cochdebomber|feurwehrauto|سياراطفاء|消防车|소방차|camiondepompier||camiondeipompieri|brandweerauto|samochodstrazacki|пожарнаямашина|пожежнамашина|itfaiyearabasi|mobilpemadamkebakaran|xecuuhoa|รถดับเพลิง
policecar|policecar|警车|cochdepolici|polizeiwag|سيارشرط|ぱとか|경찰차|voituredepolice|viaturapolicial|macchinadellapolizia|politieauto|samochodpolicyjny|полицеискаямашина|поліцеиськамашина|polisarabasi|mobilpolisi|xecanhsat|รถตํารวจ|पुलिसकार
oncomingpolicecar|oncomingpolicecar|迎面驶来的警车 警察车||polizeiwagvonvorn|سيارشرطمقترب|ぱとか正面|오고있는경찰차||||naderendepolitieauto|nadjezdzajacyradiowoz|полицеискаямашинаспереди||yaklasanpolisarabasi|mobilpolisidatang
taxi|taxi|出租车 计程车|taxi|taxi|تاكس|たくし|택시|taxi|taxi|taxi|taxi|taksowka|такси|таксі|taksi|taksi|taxi|แท็กซี่|टैक्सी
oncomingtaxi|oncomingtaxi|迎面驶来的出租车 小黄|taxiproxim|taxivonvorn|تاكسمقترب|たくし正面|오고있는택시|taxideface|taxiseaproximando|taxiinarrivo|naderendetaxi|nadjezdzajacataksowka|таксиспереди||yaklasantaksi|taksidatang|taxidangtoi||आतीहुईटैक्सी
oncomingautomobile|oncomingautomobile|迎面驶来的汽车|cochproxim|autovonvorn|سيارمقترب|自动车正面|오고있는자동차|voituredeface|carroseaproximando|autoinarrivo|naderendeauto|nadjezdzajacysamochod|автомобильспереди||yaklasanaraba|mobildatang||รถกําลังมา|आतीहुईकार
sportutilityvehicle|sportutilityvehicle|运动型多用途车 休旅车|vehiculdeportivutilitari|wohnmobil|مركبرياض|あるぶい车|지프|vehiculeutilitairesport|suv|suv|suv|samochodsuv|джип|позашляховик|cip|kendaraanrekreasi||รถบ้าน|स्पोर्टयूटिलिटीवाहन
pickuptruck|pickuptruck|敞蓬小型载货卡车 皮卡车|camionet|pickup|شاحنخفيف|轻とらっく|픽업트럭|pickup|caminhonete|pickup|pickup|pickup|пикап|автомобільпікап|pikap|trukpikap|xebantai|รถกระบะ|पिकअपट्रक
articulatedlorry|articulatedlorry|铰接式货车|camionarticulad|sattelzug|لور|とれら|트레일러트럭|semiremorque|caminhao|autoarticolato|vrachtwagen|samochodciezarowy|фура|вантажівказпричепом|tir|lorigandeng||รถบรรทุก
tractor|tractor|拖拉机 拖弋机|tractor|traktor|جرار|とらくた|트랙터|tracteur|trator|trattore|tractor|ciagnik|трактор|трактор|traktor|traktor|maykeo|แทร็กเตอร์|ट्रैक्टर
racingcar|racingcar|赛车|cochdecarrer|rennauto|سيارسباق|れしんぐか|경주용자동차|voituredecourse|carrodecorrida|autodacorsa|raceauto|samochodwyscigowy|гоночныиавтомобиль|cпортивнииавтомобіль|yarisarabasi|mobilbalap|xedua|รถแข่ง|रेसिंगकार
motorscooter|motorscooter|小型摩托车|scooter|motorroll|سكوتربمحرك|すくた|스쿠터|scooter|scooter|scooter|scooter|skuter|скутер|мопед|motorluskuter|motorskuter|xetayga|รถสกู๊ตเตอร์|मोटरस्कूटर
manualwheelchair|manualwheelchair|手动轮椅||manullrollstuhl|كرسمتحركيدو|手动式车椅子|수동휠체어|fauteuilroulantmanuel|||rolstoel|wozekinwalidzkireczny|||tekerleklisandalye|kursirodamanual|xelantay||हस्तचालितव्हीलचेयर
motorizedwheelchair|motorizedwheelchair|电动轮椅||elektrischrollstuhl|كرسمتحرككهرباي|电动车椅子|전동휠체어|fauteuilmotorise|||elektrischerolstoel|wozekinwalidzkielektryczny|||elektriklitekerleklisandalye|kursirodabermotor||วีลแชร์ไฟฟ้า|मोटरव्हीलचेयर
autorickshaw|autorickshaw|三轮摩托车 嘟嘟车|mototaxi|autorikscha|توكتوك|三轮たくし|경삼륜차|tuktuk|automovelriquixa|riscioamotore|riksja|autoriksza|авторикша|авторикша|elektriklicekcek|bajaj|xelam|รถสามล้อ|ऑटोरिक्शा
skateboard|skateboard|滑板|monopatin|skateboard|لوحتزلج|すけとぼど|스케이트보드|planchearoulettes|skate|skateboard|skateboard|deskorolka|скеитборд|скеитборд|kaykay|papanluncur|vantruot|สเก็ตบอร์ด|स्केटबोर्ड
rollerskate|rollerskate|四轮滑冰鞋 轮式溜冰鞋|patin|rollschuh|حذاءمععجل|ろらすけと|롤러스케이트|patinaroulettes|patinsderodas|pattiniarotelle|rolschaats|wrotka|роликовыеконьки|роликовииковзан|paten|sepaturoda|giaytruotpatin|รองเท้าสเก็ต|पहियेवालाजूता
busstop|busstop|公交车站 公车站|paraddeautobu|bushaltestell|موقفحافل|ばす停|버스정류장|arretdebus|pontodeonibus|fermatadellautobus|bushalte|przystanekautobusowy|автобуснаяостановка|автобусназупинка|otobusduragi|haltebus||ป้ายรถบัส|बसस्टॉप
motorway|motorway|高速公路|autopist|autobah|طريقسريع|高速道路|고속도로|autoroute|estrada|autostrada|snelweg|autostrada|шоссе|автомагістраль|otoban|jalanraya|duongcaotoc|ทางด่วน|मोटरवे
railwaytrack|railwaytrack|铁轨|viadetren|bahnglei|سكهحديد|线路|철도선로|voieferree|trilhos|binari|treinspoor|torkolejowy|железнаядорога|залізничнаколія|trenyolu|relkereta|duongray|รางรถไฟ
oildrum|oildrum|石油桶 油桶|barrildepetrole|olfass|برميلنفط|どらむ罐|기름통|barildepetrole|barrildeoleo|bariledipetrolio|olievat|beczkaoleju|бочка|бочкадлянафти|petrolvarili|drumminyak|thungdau|ถังน้ํามัน
fuelpump|fuelpump|油泵 加油站|surtidordegasolin|tanksaul|مضخوقود|がそりんすたんど|주유소|pompeaessence|postodegasolina|stazionediservizio|benzinestation|dystrybutorpaliwa|заправка|бензоколонка|akaryakitistasyonu|pompabahanbakar|bomnhienlieu|ปั๊มน้ํามัน
wheel|wheel|车轮 轮子|rued|autorad|عجل|ほいる|휠|roue|roda|ruota|wiel|kolopojazdu|автомобильноеколесо|колесо|tekerlek|roda|banhxe|ล้อรถ|पहिया
policecarlight|policecarlight|警车灯|luzdepolici|polizeilicht||ぱとらんぷ|사이렌|gyrophare|sirene|lampeggiante|zwaailichtvanpolitieauto|kogutpolicyjny|мигалка|проблисковиимаячок|polislambasi|lampumobilpolisi
horizontaltrafficlight|horizontaltrafficlight|横向的红绿灯 红绿灯|semaforhorizontal|horizontalverkehrsampel|اشارمرورافق|信号横|가로신호등|feutricolorehorizontal|semaforohorizontal|semaforoorizzontale|horizontaalverkeerslicht|poziomasygnalizacjauliczna|горизонтальныисветофор|горизонтальниисвітлофор|yataytrafikisiklari
verticaltrafficlight|verticaltrafficlight|纵向的红绿灯 直式红绿灯|semafor|vertikalverkehrsampel|اشارمرورراس|信号纵|세로신호등|feutricolorevertical|semaforovertical|semaforoverticale|verticaalverkeerslicht|pionowasygnalizacjauliczna|вертикальныисветофор|вертикальниисвітлофор|dikeytrafikisiklari
stopsign|stopsign|停止标志|senaldestop|stoppschild|علامتوقف|止まれの标识|멈춤표시|stop|sinaldepare|segnaledistop|stopteken|znakstopu|знакстоп|восьмикутниичервониизнак|durisareti|rambustop|kyhieudung||रुकनेकासंकेत
construction|construction|路障 施工|obra|baustellenabsperrung|تحتانشاء|工事中|공사중|travaux|emconstrucao|areacantiere|bouwwerkzaamheden|pracedrogowe|строительныеработы|знакремонтнихробіт|insaat|konstruksi|congtruong
anchor|anchor|锚|ancl|ank|مرسا|锚|닻|ancre|ancora|ancora|anker|kotwica|якорь|якір|cipa|jangkar|moneo|สมอเรือ
ringbuoy|ringbuoy|救生圈|salvavid|rettungsring|عوام|救命浮环|구명부환|boueedesauvetage|boia|salvagente|reddingsboei|koloratunkowe|спасательныикруг|рятівниикруг|cankurtaransimidi|banpelampung|phaocuusinh|ห่วงชูชีพ
sailboat|sailboat|帆船|veler|segelboot|مركبشراع|よっと|돛단배|voilier|barcoavela|barcaavela|zeilboot|zaglowka|парусник|вітрильник|yelkenlitekne|perahulayar|thuyenbuom|เรือใบ
canoe|canoe|独木舟|cano|kanu|زورق|かぬ|카누|canoe|canoa|canoa|kano|kajak|каноэ|каное|kano|kano|xuong|แคนู|डोंगी
speedboat|speedboat|快艇|lanchmotor|schnellboot|قاربسريع|すぴどぼと|쾌속정|horsbord|lancha|motoscafo|speedboot|scigaczwodny|катер|швидкохідниикатер|suratteknesi|perahucepat|xuongcaotoc|เรือด่วน
passengership|passengership|客轮 客船|barcdepasajer|passagierschiff|سفينركاب|客船|여객선|paquebot|cruzeiro|navedacrociera|passagiersschip|statekpasazerski|пассажирскиилаинер|пасажирськиикорабель|yolcugemisi|kapalpenumpang|tauchokhach|เรือโดยสาร|यात्रीजहाज
ferry|ferry|渡轮|ferri|fahr|عبار|ふぇり|페리|ferry|balsa|traghetto|veerboot|prom|паром|пором|feribot|kapalferi|pha|เรือเฟอร์รี|नौका
motorboat|motorboat|摩托艇 汽艇|barcamotor|motorboot|زورقبخار|もたぼと|모터보트|bateauamoteur|barco|barcaamotore|motorboot|motorowka|моторнаялодка|моторниичовен|motorlutekne|perahubermotor|thuyenmay|เรือยนต์|मोटरबोट
ship|ship|船|barc|schiff|سفين|船|선박|navire|navio|nave|schip|statek|корабль|корабель|gemi|kapal|tauthuy|เรือ
airplane|airplane|飞机|avion|flugzeug|طاير|飞行机|비행기|avion|aviao|aeroplano|vliegtuig|samolot|самолет|літак|ucak|pesawat|maybay|เครื่องบิน|हवाईजहाज़
smallairplane|smallairplane|小型飞机 小飞机|avionet|kleinflugzeug|طايرصغير|小型飞行机|경비행기|petitavion|aviaopequeno|aereoturistico|vliegtuigje|malysamolot|маленькиисамолет|малиилітак|kucukucak|pesawatkecil|maybaynho||छोटाहवाईजहाज़
airplanedeparture|airplanedeparture|航班起飞 飞机起飞|aviondespegand|abflug|مغادرطاير|飞行机离陆|비행기이륙|avionaudecollage|aviaodecolando|decollo|vertrekvanvliegtuig|odlotsamolotu|взлет|літакзлітає|kalkanucak|pesawatlepaslandas|||हवाईजहाज़प्रस्थान
airplanearrival|airplanearrival|航班降落 飞机著陆|avionaterrizand|landungeinflugzeug|وصولطاير|飞行机着陆|비행기착륙||aviaoaterrissando|atterraggio|aankomstvanvliegtuig|przylotsamolotu|посадка|літаксідає|inenucak|pesawatmendarat||เครื่องบินลง|हवाईजहाज़आगमन
parachute|parachute|降落伞|paracaid|fallschirm|باراشوت|ぱらしゅと|낙하산|parachute|paraquedas|paracadute|parachute|spadochron|парашют|парашут|parasut|parasut|du|ร่มชูชีพ|पैराशूट
seat|seat|座位|asientdetransport|sitzplatz|مقعد|座席|좌석|siege|assento|sedile|stoel|fotel|кресло|сидіння|koltuk|kursi|caighe|ที่นั่ง
helicopter|helicopter|直升机|helicopter|hubschraub|هليكوبتر|へりこぷた|헬리콥터|helicoptere|helicoptero|elicottero|helikopter|helikopter|вертолет|гелікоптер|helikopter|helikopter||เฮลิคอปเตอร์
suspensionrailway|suspensionrailway|空轨 悬索铁路|ferrocarrildesuspension|schwebebah|سكهحديدمعلق|悬垂式ものれる|매달린케이블카|trainsuspendu||ferroviasospesa|zweeftrein|kolejpodwieszana|подвеснаяжелезнаядорога|підвіснамонореика|asmademiryolu|keretasuspensi
mountaincableway|mountaincableway|缆车|telefericdemontan|bergschwebebah|قطارجبل|けぶるか|산악케이블카|telepherique|telefericodemontanha|funivia|bergkabelbaan|gorskakolejlinowa|вагонфуникулера||dagteleferikhatti|keretagantung||เคเบิลคาร์
aerialtramway|aerialtramway|索道 空中缆车|teleferic|bergseilbah|عربقطارهواي|ろぷうぇい|케이블카|tramwayaerien|teleferico|funiviaaerea|kabelbaan|kolejlinowa|канатнаядорога|канатнадорога|teleferik|tremgantung|captreo
satellite|satellite|卫星|satelit|satellit|قمرصناع|人工卫星|인공위성|satellite|satelite|satellite|satelliet|satelita|спутник|супутник|uydu|satelit|vetinh|ดาวเทียม
rocket|rocket|火箭|cohet|raket|صاروخ|ろけっと|로켓|fusee|foguete|razzo|raket|rakieta|ракета|ракета|roket|roket|tenlua|จรวด
flyingsaucer|flyingsaucer|飞碟|platillvolant|fliegenduntertass|صحنطاير|空飞ぶ圆盘|비행접시|soucoupevolante|discovoador|discovolante|vliegendeschotel|latajacytalerz|летающаятарелка|летючатарілка|ucandaire|piringterbang|diabay|จานบิน|उड़नतश्तरी
bellhopbell|bellhopbell|服务铃|timbrdehotel|rezeptionsklingel|جرسفندق|べるぼいべる|호출벨|clochedecomptoir|sineta|campanellodahotel|piccolobel|dzwonekwrecepcji|гостиничныизвонок|готельниидзвоник|resepsiyonzili|belmeja
hourglassdone|hourglassdone|沙漏||sanduhr|موقترملمكتمل|砂时计||sablier|ampulheta|clessidra|zandloper|klepsydra|песочныечасы|пісковиигодинник|kumsaati|jampasir||นาฬิกาทราย
hourglassnotdone|hourglassnotdone|沙正往下流的沙漏 流动的沙漏||laufendsanduhr||砂が落ちている砂时计|시간이남은모래시계|||clessidrachescorre|||времяпошло||akankumsaati
alarmclock|alarmclock|闹钟|relojdespertador|weck|ساعمنب|目觉まし时计|알람시계|reveil|despertador|sveglia|wekker|budzik|будильник|будильник|calarsaat|jamweker||นาฬิกาปลุก
stopwatch|stopwatch|秒表 码表|cronometr|stoppuhr|ساعتوقف|すとっぷうぉっち|스톱워치|chronometre|cronometro|cronometro|stopwatch|stoper|секундомер|секундомір|kronometre|stopwatch|||स्टॉपवॉच
timerclock|timerclock|定时器 计时器|temporizador|zeitschaltuhr|ساعموقت|たいま|타이머시계|horloge|relogiotemporizador|timer|keukenwekker|minutnik|таимер|таимер|alarm|penghitungwaktu|||टाइमरघड़ी
mantelpiececlock|mantelpiececlock|座钟|relojdesobremes|kaminuhr|ساعموقد|置时计|벽난로선반시계|pendule|relogiodemesa|orologiodamensola|klok|zegarkominkowy|каминныечасы|камінниигодинник|rafsaati|jamperapian||นาฬิกาบนหิ้ง|मेंटलपीसघड़ी
jackolantern|jackolantern|南瓜灯|calabazdehalloween|halloweenkurbi|هالو|はろうぃんかぼちゃ|할로윈|citrouille|aboboradehalloween|zuccadihalloween|halloweenlantaarn|dynianahalloween|тыквафонарь|ліхтаргарбуз|kabakfener|jackolantern
firework|firework|焰火 爆竹|fuegartificial|feurwerk|عابنار|打ち上げ花火|불꽃놀이|feudartifice|fogosdeartificio|fuochidartificio|vuurwerk|fajerwerki|феиерверк|феєрверки|havaifisek|kembangapi|phaohoa|พลุ
sparkler|sparkler|烟花|bengal|wunderkerz|ماسنار|线香花火|불꽃|ciergemagique|velaestrela|stellinascintillante|sterretje|zimneognie|бенгальскииогонь|бенгальськиивогонь|fisek|kembangapibatang|phaobong|ดอกไม้ไฟ
firecracker|firecracker|爆竹 鞭炮|petard|feurwerkskorp|مفرقع|爆竹|폭죽|petard|bombinha|petardo|rotje|petarda|динамитнаяшашка|петарда|maytap|petasan|phao|ประทัด|पटाखे
sparkle|sparkle|闪亮 闪烁|chisp|funkelndstern|ومض|きらきら|블링블링|etincelles|brilhos|stelline|sterretjes|gwiazdki|блестки|блискітки|pariltilar|berkilau|anhlaplanh|ประกายวิบวับ|चमकदारतारे
balloon|balloon|气球|glob|luftballo|بال|风船|풍선|ballongonflable|balao|palloncino|ballon|balon|воздушныишарик|повітрянакулька|balon|balon|bongbay|ลูกโป่ง|गुब्बारा
partypopper|partypopper|拉炮彩带 拉炮|canondeconfeti|konfettibomb|فرقعحفل|くらっか|파티|cotillons|conedefesta|sparacoriandoli|feestknaller|tubazkonfetti|хлопушка|хлопавка|partikonfetisi|partypopper||ปาร์ตี้|पार्टीपॉपर
confettiball|confettiball|五彩纸屑球 五彩纸屑|boladeconfeti|konfettiball|كرهاوراقملون|くす玉|박터트리기|confettis|confete|coriandoli|confettibal|kulazkonfetti|конфетти|кульказконфеті|konfeti|bolakonfeti|bonghoagiay||कॉनफ़ेटीबॉल
tanabatatree|tanabatatree|七夕树 七夕|arboldetanabat|tanabatabaum|شجراحتفال|七夕|소원을건나무|arbreavoeux|arvoredetanabata|alberoditanabata|tanabataboom|drzewkonatanabata|||tanabataagaci|pohontanabata|caytanabata||टानाबाटाकापेड़
pinedecoration|pinedecoration|门松 盆栽|decoraciondepino|piniendekoratio|ديكورصنوبر|门松|일본장식|bamboudecoratif|decoracaodepinhos|bambudecorato|dennenboomversiering|japonskadekoracjakadomatsu|украшенныибамбук|прикрасинаялинку|camsusleme|dekorasipinus||ต้นสนประดับ
japanesedoll|japanesedoll|日本人形 女儿节|munecjapones|japanischpupp|دميتيابانيت|ひな祭り|일본인형|poupeesjaponaises|bonecasjaponesas|bambolegiapponesi|japansepoppen|japonskielalki|японскиекуклы|японськіляльки|japonoyuncakbebekleri|bonekajepang|||जापानीगुड़िया
carpstreamer|carpstreamer|鲤鱼旗|banderindecarp|traditionelljapanischwindsack|قصاصملون|こいのぼり|물고기깃발|koinobori|bandeiradecarpas||karperslinger||||sazansekilliflama|benderaikankoi|cocachep|ธงปลาคาร์พ|कार्पस्ट्रीमर
windchime|windchime|风铃|campanilldevient|japanischwindspiel|جرسريح|风铃|풍경|carilloneolien|carrilhaodevento|campanaalvento|windorgel|dzwonekwietrzny|музыкаветра|китаиськідзвіночки|ruzgarcani|loncengangin|chuonggio
redenvelope|redenvelope|红包|sobrrojo|rotumschlag||赤い封筒|세뱃돈|envelopperouge|envelopevermelho|bustahongbao|rodeenvelop|czerwonakoperta|красныиконверт|червонииконверт|kirmizizarf|amplopmerah|baolixi|อั่งเปา|लाललिफ़ाफ़ा
ribbon|ribbon|蝴蝶结|lazo|pinkschleif|شريط|りぼん|리본|ruban|lacodefita|fiocco|strik|wstazka|бантик|бантзістрічки|kurdele|pita|ruybang|ริบบิ้น|फ़ीता
wrappedgift|wrappedgift|礼物|regal|geschenk|هديملفوف|ぷれぜんと|선물|cadeau|presente|regalo|ingepaktcadeau|zapakowanyprezent|подарок|подарунок|paketlenmishediye|kado|goiqua|ของขวัญ
reminderribbon|reminderribbon|提示丝带 黄丝带|lazoconmemorativ|gedenkschleif|شريطتذكير|りまいんだりぼん|추모리본|rubandememoire|fitadelembrete|nastro|bewustzijnslintje|wstazkapamieci|памятнаялента|стрічканазгадку|anmakurdelesi|pitapengingat|||रिमाइंडररिबन
militarymedal|militarymedal|军功章 军事奖章|medallmilitar|militarord|ميدالعسكر|勋章|무공훈장|medaillemilitaire|medalhamilitar|medagliamilitare|militairemedaille|orderwojskowy|военнаямедаль|віиськовамедаль|askerimadalya|medalimiliter
trophy|trophy|奖杯|trofe|pokal|كاس|とろふぃ|트로피|trophee|trofeu|coppa|trofee|puchar|кубок|приз|zaferkupasi|piala|cup|ถ้วยรางวัล
sportmedal|sportmedal|奖牌|medalldeportiv|sportmedaill|ميدالرياض|めだる|스포츠메달|medaillesportive|medalhaesportiva|medagliasportiva|sportmedaille|medalsportowy|спортивнаямедаль|спортивнамедаль|spormadalyasi|medaliolahraga||เหรียญรางวัล|खेलकापदक
baseball|baseball|棒球|beisbol|baseball|بيسبول|野球|야구공|baseball|boladebeisebol|palladabaseball|honkbal|baseball|беисбол|беисбольниимяч|beyzbol|bisbol|bongchay|เบสบอล|बेसबॉल
softball|softball|垒球|pelotdesoftball|softball|كرهلين|そふとぼる|소프트볼|softball|softbol|palladasoftball|softbal|softball|софтбол|софтбольниимʼяч|softball|sofbol|bongmem|ซอฟต์บอล|सॉफ़्टबॉल
basketball|basketball|篮球|balondebaloncest|basketball|كرهسله|ばすけっとぼる|농구|basket|boladebasquete|palladapallacanestro|basketbal|koszykowka|баскетбол|баскетбольниимяч|basketbol|bolabasket|bongro|บาสเกตบอล
volleyball|volleyball|排球|pelotdevoleibol|volleyball|كرهطاير|ばれぼる|배구공|volleyball|boladevolei|palladapallavolo|volleybal|siatkowka|волеибол|волеибольниимяч|voleybol|bolavoli|bongchuyen|วอลเลย์บอล|वॉलीबॉल
americanfootball|americanfootball|美式橄榄球 美式足球||football|كرهقدمامريك|あめふと|미식축구공|footballamericain||footballamericano|americanfootball|futbolamerykanski|американскиифутбол||amerikanfutbolu|americanfootball|||अमेरिकीफ़ुटबॉल
rugbyfootball|rugbyfootball|英式橄榄球 橄榄球|balonderugby|rugbyball|كرهرجب|らぐび|럭비공|rugby|boladerugby|pallonedarugby|rugby|pilkadorugby|регби|мʼячдлярегбі|ragbi|sepakbolarugbi|bongbauduc|รักบี้|रग्बीगेंद
tennis|tennis|网球|pelotdeteni|tennisball|تنس|てにす|테니스|tennis|tenis|tennis|tennis|tenis|теннис|тенісниимяч|tenis|tenis|quanvot|เทนนิส|टेनिस
flyingdisc|flyingdisc|飞盘|discvolador|frisbe|قرصطاير|ふりすび|원반|disquevolant|frisbee|frisbee|frisbee|frisbee|летающиидиск|літаючиидиск|frizbi|lemparcakram||จานร่อน|फ़्लाइंगडिस्क
bowling|bowling|保龄球|bolo|bowling|بولينغ|ぼうりんぐ|볼링|bowling|boliche|bowling|bowlen|kregle|боулинг||bovling|bowling|bowling|โบว์ลิ่ง|बाउलिंग
cricketgame|cricketgame|板球|criquet|kricket|كريكيت|くりけっと|크리켓|cricket|criquete|cricket|cricket|krykiet|крикет||kriket|kriket|trochoicricket|คริกเก็ต|क्रिकेट
fieldhockey|fieldhockey|曲棍球|hockeysobrhierb|feldhockey|هوكارض|ほっけ|필드하키|hockeysurgazon|hoqueidecampo|hockeysuprato|hockey|hokejnatrawie|хоккеинатраве||cimhokeyi|hokilapangan||ฮอกกี้|फ़ील्डहॉकी
icehockey|icehockey|冰球 冰上曲棍球|hockeysobrhiel|eishockey|عصاهوكجليد|あいすほっけ|아이스하키와퍽|hockeysurglace|hoqueinogelo|hockeysughiaccio|ijshockeystickenpuck|hokejnalodzie|хоккеи||buzhokeyi|hokies||ไม้ฮอกกี้
lacrosse|lacrosse|袋棍球|lacross|lacross|لاكروس|らくろす|라크로스|crosse|lacrosse|lacrosse|lacrosse|lacrosse|лакросс|стікдлялакросу|lakros|lacrosse|bongvot|ลาครอส|लाक्रोस
pingpong|pingpong|乒乓球 桌球|tenidemesa|tischtenni|تنسطاول|卓球|탁구|pingpong|pinguepongue|pingpong|pingpong|tenisstolowy|настольныитеннис||masatenisi|pingpong|bongban|ปิงปอง|टेबलटेनिस
badminton|badminton|羽毛球|badminton|badminto|تنسريش|ばどみんとん|배드민턴|badminton|badminton|badminton|badminton|badminton|бадминтон||badminton|bulutangkis|caulong|แบดมินตัน
boxingglove|boxingglove|拳击手套|guantdeboxe|boxhandschuh|قفازملاكم|ぼくしんぐ|권투글러브|gantdeboxe|luvadeboxe|guantonedapugilato|bokshandschoen|rekawicabokserska|боксерскаяперчатка|боксерськарукавичка|bokseldiveni|sarungtinju||นวม|मुक्केबाज़ीकेदस्ताने
martialartuniform|martialartuniform|练武服 道服||kampfsportanzug|زيفنونقتال|武道|도복||||pakvoorvechtsporten||спортивноекимоно|одягдляєдиноборств|dovussporuformasi|seragambeladiri||ชุดยูโด
goalnet|goalnet|球门|porteri|tor|شبكمرم|ごるねっと|골대|cage|gol|portadacalcio|doelnet|bramka|спортивныеворота|сіткаворіт|kaleagi|gawang|khungthanh|โกล|गोलनेट
flaginhole|flaginhole|高尔夫球洞 高尔夫|banderinenhoyo|golffahn|علمعليحفر|ごるふ|골프|drapeaudegolf|bandeiranoburaco|bandierainbuca|vlaginhole|flagawdolku|гольф||deliktekibayrak||cotronglo|ธงในหลุม|छेदमेंझंडा
iceskate|iceskate|滑冰 溜冰鞋|patindehiel|schlittschuh|حذاءتزلج|あいすすけと|아이스스케이트|patinaglace|patinsdegelo|pattinaggiosughiaccio|schaats|butzlyzwa|коньки|ковзан|buzpateni|seluncures|giaytruotbang
fishingpole|fishingpole|钓鱼竿 钓鱼|canadepescar|angelmitfisch|صنارصيد|钓り|낚싯대||pesca|cannadapesca|vishengel|wedka|удочкасрыбои|рибацькавудка|olta|tongkatpancing|cancauca|ตกปลา
divingmask|divingmask|潜水面罩|mascardebuce|tauchmask|قناعغطس|だいびんぐますく|다이빙마스크|masquedeplongee|mascarademergulho|mascheradasub|duikbril|maskadonurkowania|маскаструбкои|масказтрубкою|dalgicmaskesi|kacamataselam|matnalan||ग़ोताख़ोरीवालामास्क
runningshirt|runningshirt|运动背心 运动服|camisetsinmang|laufshirt|قميصرياض|长距离走|러닝셔츠|maillotdecourse|camisetadecorrida|magliadacorsa|hardloopshirt|koszulkadobiegania|футболкадлябега|біговатеніска|kosutisortu|kaoslari|aochaybo|เสื้อวิ่ง|रनिंगशर्ट
sled|sled|雪橇|trine|schlitt|مزلج|そり竞技|썰매|luge|treno|slitta|slee|sanie|санки|сани|kizak|keretaluncur|xetruottuyet|เลื่อนหิมะ|बर्फ़गाड़ी
curlingstone|curlingstone|冰壶 冰石壶|piedrdecurling|curlingstei|حجرلعبكرلنغ|かりんぐ|컬링스톤|pierredecurling|pedradecurling|stonedacurling|curlingsteen|kamiendocurlingu|керлинг||curlingtasi|batucurling||ลูกกลิ้งหิน|कर्लिंगस्टोन
bullseye|bullseye|正中靶心的飞镖 命中|dian|dart|نشان|的|과녁명중|danslemille|noalvo|bersaglio|directetreffer||мишень||tamisabet|dart|trungdich|กลางเป้า|लक्ष्यपरनिशाना
yoyo|yoyo|悠悠球 溜溜球|yoyo|jojo|يويو|よよ|요요|yoyo|ioio|yoyo|jojo|jojo|иоио|иоио|yoyo|yoyo|yoyo|โยโย่|योयो
kite|kite|风筝|comet|drach|طايرورق|たこ|연|cerfvolant|pipa|aquilone|vlieger|latawiec|воздушныизмеи|повітряниизміи|ucurtma|layanglayang|dieu|ว่าว|पतंग
waterpistol|waterpistol|水枪|pistoldeagua|wasserpistol|مسدسماء|水铁砲|물총|pistoletaeau|pistoladagua|pistolaadacqua|waterpistool|pistoletnawode|водяноипистолет|водяниипістолет|sutabancasi|pistolair|sungnuoc|ปืนฉีดน้ํา|पानीकीपिस्तौल
crystalball|crystalball|水晶球|boladecristal|kristallkugel|كرهكريستال|水晶玉|수정구슬|bouledecristal|boladecristal|sferadicristallo|kristallenbol|krysztalowakula|хрустальныишар|кришталевакуля|kristalkure|bolakristal||ลูกแก้ววิเศษ
magicwand|magicwand|魔棒 魔杖|varitmagic|zauberstab|عصاسحر|魔法の杖|마술지팡이|baguettemagique|varinhamagica|bacchettamagica|toverstok|czarodziejskarozdzka|волшебнаяпалочка|чарівнапаличка|sihirliasa|tongkatajaib|gaythan|ไม้กายสิทธิ์|जादूकीछड़ी
videogame|videogame|游戏手柄 电玩|manddevideoconsol|gamepad|لعبفيديو|てれびげむ|비디오게임|jeuvideo|videogame|gamepad|videogame|grawideo|видеоигры|ігровииконтролер|videooyunu|videogame||วิดีโอเกม
joystick|joystick|游戏操控杆 摇杆|joystick|joystick|ذراعتحكم|じょいすてぃっく|조이스틱|manettedejeu|joystick|joystick|joystick|dzojstik|джоистик|джоистик|oyuncubugu|joystick|candieukhien|จอยสติ๊ก
slotmachine|slotmachine|老虎机 吃角子老虎|maquintragaperr|spielautomat|جهازقمار|すろっとましん|슬롯머신|machineasous|cacaniquel|slotmachine|fruitautomaat|automatdogier|игровоиавтомат|гральнииавтомат|kumarmakinesi|mesinslot|maygiatxeng|สล็อตแมชชีน|स्लॉटमशीन
gamedie|gamedie|骰子|dado|spielwurfel|زهر|さいころ|주사위|des|jogodedado|dado|dobbelsteen|kostkadogry|игральнаякость|гральнакість|oyunzari|dadu|troxucxac|ลูกเต๋า
puzzlepiece|puzzlepiece|拼图|piezdepuzl|puzzleteil|احجصورمقطوع|じぐそぱずる|퍼즐|piecedepuzzle|quebracabeca|pezzodipuzzle|puzzelstukje|elementukladanki|пазл|елементпазла|yapbozparcasi|kepingpuzzle|ghephinh|จิ๊กซอว์|पज़लगेम
teddybear|teddybear|泰迪熊|ositdepeluch|teddybar||てでぃべあ|테디베어|oursenpeluche|ursinhodepelucia|orsetto|teddybeer|mispluszowy|плюшевыимишка|ведмедик|oyuncakayi|bonekaberuang|gaubong|ตุ๊กตาหมี|टेडीबेअर
pinata|pinata|彩罐 皮纳塔|pinat|pinata|بنياتا|ぴにゃた|피냐타|pinata|pinhata|pentolaccia|pinata|piniata|пиньята|піньята|pinyata|pinata|pinata|ปิญญาตา|पिन्याटा
mirrorball|mirrorball|镜球 镜面球|boladeespej|discokugel|كرهمضي|みらぼる|미러볼|bouleafacettes|globodeespelhos|palladadiscoteca|spiegelbal|kuladyskotekowa|дискошар|дзеркальнакуля|aynalikure|boladisko|quacauguong|ลูกบอลกระจก|मिररबॉल
nestingdoll|nestingdoll|套娃 俄罗斯娃娃|munecrusa|matroschka|دميروس|まとりょしか|네스팅인형|poupeesrusses|bonecarussa|matrioska|matroesjka|matrioszki|матрешка|лялькиматрьошки|matruska|bonekabersarang|bupbematryoshka
spadesuit|spadesuit|黑桃|palodepica|pik|ورقبستون|すぺど|스페이드|pique|naipedeespadas|picche|schoppen|pik|пики|піка|maca|waru|bobich|โพดํา|हुकुमकापत्ता
heartsuit|heartsuit|红桃 红心|palodecorazon|herz|ورققلباحمر|はと|하트|coeurcartes|naipedecopas|cuori|harten|kier|червы|чирва|kupa|hati|boco|โพแดง|पानकापत्ता
diamondsuit|diamondsuit|方片 方块|palodediamant|karo||だいや|다이아몬드|carreau|naipedeouros|quadri|ruiten|karo|бубны|бубна|karo|wajik|boro|ข้าวหลามตัด|ईंटकापत्ता
clubsuit|clubsuit|梅花|palodetrebol|kreuz||くらぶ|클럽|treflecartes|naipedepaus|fiori|klaveren|trefl|трефы|трефа|sinek|keriting|bonhep|ดอกจิก|चिड़ियाकापत्ता
chesspawn|chesspawn|兵 卒|peondeajedrez|baurschach|بيدق|ちぇすの驹|체스폰|piondechec|peaodexadrez|pedinadegliscacchi|pion|pionek|пешка|пішак|piyon|pioncatur|quantot|หมากรุก|शतरंजकाप्यादा
joker|joker|大小王 鬼牌|comodin|jokerkart|جوكر|じょか|조커|cartejoker|curinga|jolly|jokerkaart|dzoker|джокер|джокер|joker|joker|quanphangteo|ไพ่โจ๊กเกอร์|जोकरकार्ड
mahjongreddragon|mahjongreddragon|红中||mahjongstei|لعبورقيابان|麻雀|마작|dragonrougemahjong||tesseramahjong|mahjongrodedraak||маджонг|||nagamerahmahyong|||माहजोंगलालदैत्य
flowerplayingcard|flowerplayingcard|花札 花牌|cartdeflor|japanischblumenkart|بطاقلعب|花札|화투|jeudesfleurs|cartadeflores||speelkaarten|grakarcianahanafuda|цветочнаякарта||ciceklioyunkagitlari|kartubunga||ไพ่ดอกไม้|फूलवालापत्ता
performingart|performingart|表演艺术 戏剧|mascardeteatr||قناعوجه|舞台艺术|가면|spectaclevivant|mascara|maschere|toneelkunsten|maskiteatralne|маски|театральнемистецтво|sahnesanatlari|senidrama||หน้ากาก
framedpicture|framedpicture|带框的画 裱框画|cuadrenmarcad|gerahmtbild|اطاروصور|绘画|그림액자|cadreavecimage|quadroemoldurado|quadroincorniciato|lijstmetafbeelding|obrazekwramce|картина|картинаврамці|resimlicerceve|bingkaibergambar|tranhtrongkhung|รูปใส่กรอบ|फ़्रेमवालाचित्र
artistpalette|artistpalette|调色盘 调色板|paletdepintor|mischpalett|لوحوانرسام|绘の具ぱれっと|팔레트|palettedepeinture|paletadetintas|tavolozza|schilderspalet|paletamalarska|палитраскрасками|палітрахудожника|boyapaleti|paletpelukis|bangmau|จานสีวาดรูป
thread|thread|线|hilo|fad|بكرخيط|丝|실타래|bobinedefil|carretel|filo|garen|nic|катушканиток|нитка|iplik|benang|soichi|ด้าย|धागा
sewingneedle|sewingneedle|缝合针 裁缝针|agujdecoser|nahnadel|ابرخياط|缝い针|바늘|aiguilleacoudre|agulhadecostura|agodacucito|naald|iglakrawiecka|швеинаяигла|швацькаголка|dikisignesi|jarumjahit|kimmay|เข็มเย็บผ้า|सूई
yarn|yarn|毛线 毛线球|ovill|wollknaul|خيطحياك|毛丝|실뭉치|fil|novelo|gomitolo|wol|wloczka|клубок|пряжа|iplikyumagi|gulunganbenang|soi|ไหมพรม|सूत
knot|knot|结 绳结|nudo|knot|عقد|结び目|매듭|noeud|no|nodo|knoop|wezel|узел|вузол|denizcidugumu|simpul|nutthat|เงื่อน|गांठ
goggle|goggle|护目镜 蛙镜|gafadeproteccion|schutzbrill|نظارواق|ごぐる|고글|lunettes|oculosdeprotecao|maschera|oogscherm|okularyochronne|защитныеочки|захисніокуляри|koruyucugozluk|kacamatarenang|kinhbaoho|แว่นตากันลม|गॉगल
labcoat|labcoat|白大褂 实验袍|batadelaboratori|laborkittel|معطفمختبر|白衣|실험실가운|blouseblanche|jaleco|camice|labjas|bialyfartuch|лабораторныихалат|лабораторниихалат|laboratuvaronlugu|jaslaboratorium||เสื้อกาวน์|लैबकोट
necktie|necktie|领带|corbat|hemdmitkrawatt|رابطعنق|ねくたい|넥타이|cravate|gravata|cravatta|stropdas|krawat|галстук|краватка|kravat|dasi|cavat|เนคไท|नेकटाई
scarf|scarf|围巾|bufand|schal|وشاح|まふら|스카프|foulard|cachecol|sciarpa|sjaal|szalik|шарф|шарф|atki|syal|khanquang|ผ้าพันคอ|स्कार्फ़
dress|dress|连衣裙 洋装|vestid|kleid|فست|わんぴす|원피스|robe|vestido|vestito|jurk|sukienka|платье|сукня|elbise|gaun|vay|ชุดกระโปรง|पोषाक
kimono|kimono|和服|kimon|kimono|كيمونويابان|着物|기모노|kimono|quimono|kimono|kimono|kimono|кимоно|кімоно|kimono|kimono|kimono|กิโมโน|किमोनो
sari|sari|纱丽 莎丽服|sari|sari|سار|さり|사리|sari|sari|sari|sari|sari|сари|сарі|sari|sari|xari|ชุดส่าหรี|साड़ी
onepieceswimsuit|onepieceswimsuit|连体泳衣 一件式泳装||einteiligbadeanzug||わんぴすの水着|원피스수영복||maio||badpak|strojkapielowyjednoczesciowy|цельныикупальник|суцільниикупальник|tekparcamayo||||वनपीसस्विमसूट
brief|brief|三角裤 泳裤|ropainterior|slip|ملابستحت|ぶりふ|삼각수영복|slip|cueca|slip|slip|kapielowki|плавки|плавки|slipmayo|celanarenang|quanlot||अंडरवियर
short|short|短裤 短泳裤|pantaloncort|short|شورت|しょつ|반바지|short|shorts|pantaloncini|kortebroek|szorty|шорты|шорти|sort|celanapendek|quansooc|กางเกงขาสั้น|शॉर्ट्स
bikini|bikini|比基尼|bikini|bikini|ملابسبحر|びきに|비키니|bikini|biquini|bikini|bikini|bikini|бикини|бікіні|bikini|bikini||บิกินี|बिकनी
womanclothe|womanclothe|女装|ropademujer|blus|ملابسحريم|妇人服|여성복|vetementsdefemme|roupasfemininas|magliettadadonna|dameskleding|ubraniedamskie|блузка|жіночииодяг|kadingiysisi|pakaianwanita|quanaonu|เสื้อผู้หญิง|महिलाकेकपड़े
purse|purse|钱包|moneder|geldbors|كيسنقود|がま口|지갑|portemonnaie|bolsinha|borsellino|portemonnee|portmonetka|кошелек|гаманець|cuzdan|dompet|vi||पर्स
clutchbag|clutchbag|手袋 手拿包|bolsdemano|clutch|محفظيد|ぽち|파우치|pochette|bolsapequena|pochette|tasje|saszetka|клатч|клатч|parakesesi|kantung|tuicapnach||पाउच
shoppingbag|shoppingbag|购物袋 纸袋|bolsdecompr|einkaufstut|حقايبتسوق|纸袋|쇼핑백|sacsdeshopping|sacolasdecompras|borsedellaspesa|boodschappentassen|torbynazakupy|пакеты|сумкидляпокупок|alisveriscantasi|tasbelanja|tuimuasam|ถุงช็อปปิ้ง|शॉपिंगबैग
thongsandal|thongsandal|夹趾凉鞋 人字拖|chancl|zehensandal|صندلاصبع|びちさんだる|가락신|tong|chinelo|infradito|teenslipper|japonka|вьетнамки|вєтнамки|parmakarasiterlik|sandaljepit|depxongon||थॉन्गसैंडल
manshoe|manshoe|男鞋 皮鞋|zapatdehombr|herrenschuh|حذاءرجال|绅士靴|남성용구두|chaussuredhomme|sapatomasculino|scarpadauomo|herenschoen|butmeski|ботинок|чоловічатуфля|erkekayakkabisi|sepatupria|giaynam|รองเท้าชาย|पुरुषोंकाजूता
hikingboot|hikingboot|登山鞋 登山靴|botadesenderism|wanderstiefel|حذاءلرحلمشي|はいきんぐしゅず|등산화|chaussurederandonnee|botadetrekking|stivaledatrekking|wandelschoen|butturystyczny|треккинговыиботинок|похіднічеревики|yuruyusbotu||giayleonui||हाइकिंगबूट
flatshoe|flatshoe|平底鞋|bailarin|flachschuh||ふらっとしゅず|플랫슈즈|chaussureplate|sapatilha|ballerina|platteschoen|baleriny|балетки|туфлібезпідборів|duzayakkabi|sepatuflat|giaybet||फ़्लैटजूती
highheeledshoe|highheeledshoe|高跟鞋|zapatdetacon|stockelschuh|حذاءبكعبعال|はいひる|하이힐||||||туфлинакаблуке||yuksektopukluayakkabi|sepatuhaktinggi|giaycaogot
womansandal|womansandal|女式凉鞋 凉鞋|sandalidemujer|damensandal|صندلحريم|さんだる|샌들|sandaledefemme|sandaliafeminina|sandalodadonna|damessandaal|sandaldamski|босоножки||kadinsandaleti|sandalwanita|xangdannu||महिलाओंकासैंडल
balletshoe|balletshoe|芭蕾舞鞋|zapatilldeballet|ballettschuh|حذاءبال|とうしゅず|발레슈즈|chaussonsdedanse|sapatilhadebale|scarpettedaballerina|balletschoenen|baletki|пуанты|балетнітуфлі|baleayakkabilari|sepatubalet|giaymuabale||बैलेटजूते
hairpick|hairpick|发夹 梳子|peinet|haarkamm|مشطعريض|あふろこむ|머리빗|peigneafro|pentedecabelo|pettineafro|haarkam|grzebienfryzjerski|афрогребень|гребінь|permataragi|sisirgarpu|luocafropick|หวีส้อม
crown|crown|皇冠|coron|kron|تاج|王冠|왕관|couronne|coroa|corona|kroon|korona|корона|корона|tac|mahkota|vuongmien|มงกุฎ|मुकुट
womanhat|womanhat|女帽|sombrerdemujer|damenhut|قبعنساي|妇人帽子|여성용모자|chapeaudefemme|chapeufeminino|cappellodadonna|dameshoed|kapeluszdamski|шляпка|жіночиикапелюшок|kadinsapkasi|topiwanita|muphunu|หมวกผู้หญิง|महिलाकीहैट
tophat|tophat|礼帽|sombrerdecopa|zylind|قبعرسم|しるくはっと|마술사모자|hautdeforme|cartola|cilindro|hogehoed|cylinder|цилиндр|циліндркапелюх|silindirsapka|topitinggi|muchopcao|หมวกสูง|सरटोप
graduationcap|graduationcap|毕业帽|birret|doktorhut|قبعتخرج|角帽|졸업모자|toqueuniversitaire|chapeudeformatura|cappellodalaureato|academischebaret|biret|шапочкавыпускника|квадратнаакадемічнашапочка|mezuniyetkepi|topiwisuda|mutotnghiep||स्नातकटोप
billedcap|billedcap|鸭舌帽|gorrconviser|baseballmutz|قبعرياض||야구모자|casquetteamericaine|bone|cappelloconvisiera|pet|bejsbolowka|беисболка|беисболка|siperlisapka|topiberlidah|muluoitrai|หมวกแก๊ป|बिलकैप
militaryhelmet|militaryhelmet|军用头盔|cascmilitar|militarhelm|خوذعسكر|军用へるめっと|군용헬멧|casquemilitaire|capacetemilitar|elmettomilitare|legerhelm|helmwojskowy|армеискаякаска|віиськовиишолом|askerkaski|helmtentara||หมวกทหาร|मिलिट्रीहैलमेट
rescueworkerhelmet|rescueworkerhelmet|白十字头盔 工程安全帽||rettungshelm|خوذرجلانقاذ|白十字へるめっと||casquedesecouriste|capacacetedesocorrista||helmvanreddingswerker|kaskzkrzyzykiem||каскарятувальника|yardimekibikaski
prayerbead|prayerbead|念珠 项炼|rosari|gebetskett|مسبحصلا|数珠|묵주|chapelet|rosariodeoracao|collanadapreghiera|gebedssnoer|sznurmodlitewny|четки|молитовнічотки|tespih|tasbih|tranghat|ลูกประคํา|प्रार्थनाकेमनक
lipstick|lipstick|唇膏 口红|pintalabi|lippenstift|احمرشفا|口红|립스틱|rougealevres|batom|rossetto|lippenstift|szminka|помада|помада|ruj|lipstik|sonmoi|ลิปสติก|लिपस्टिक
ring|ring|戒指|anill|ring|خاتم|指轮|반지|bague|anel|anello|ring|pierscionek|кольцо|каблучка|yuzuk|cincin|nhan|แหวน|अंगूठी
gemstone|gemstone|宝石 钻石|piedrprecios|edelstei|جوهر||원석|pierreprecieuse|pedrapreciosa|gemma|edelsteen|kamienszlachetny|драгоценныикамень|коштовниикамінь|mucevher|batupermata|daquy|อัญมณี|रत्न
mutedspeaker|mutedspeaker|已静音的扬声器 关掉喇叭|altavozsilenciad|durchgestrichenlautsprech|ممنوعحديث|すぴか消音|무음|muet|altofalantesilenciado|altoparlantedisattivato|speakeruit|wyciszonyglosnik|беззвука|заглушениидинамік|seskapali|speakermati|tatloa|ไม่ใช้เสียง|म्यूटकियास्पीकर
speakermediumvolume|speakermediumvolume|中等音量的扬声器 低音量|||صوتمعتدل|すぴか音量小|스피커소리작게||||speakeraan|sredniaglosnoscglosnika|средняягромкость|середнягучністьдинаміка|sesacik|volumespeakermedium|||स्पीकरमीडियमवॉल्यूम
speakerhighvolume|speakerhighvolume|高音量的扬声器 高音量|||صوتسماعمرتفع|すぴか音量大|스피커소리크게||||speakerluid|wysokaglosnoscglosnika|высокаягромкость||yuksekses|volumespeakertinggi|||उच्चवॉल्यूमस्पीकर
megaphone|megaphone|扩音器|megafon|megafo|مضخمصوت|めがほん|메가폰|portevoix|megafone|megafono|megafoon|megafon|мегафон|мегафон|megafon|megafon|loaphongthanh|โทรโข่ง|मेगाफ़ोन
postalhorn|postalhorn|邮号 邮件通知|cornetdepost|posthor|جرسبريد|邮便らっぱ|호른|corpostal|cornetapostal|cornopostale|posthoorn|trabkapocztowa|почтовыирожок|поштовииріжок|postaklaksonu|trompetpos|kenbuuchinh|แตรส่งสาร|पोस्टलहॉर्न
bell|bell|铃铛|campan|glock|جرس|べる|종|cloche|sino|campana|bel|dzwonek|колокольчик|дзвінок|zil|lonceng|caichuong|กระดิ่ง|घंटी
bellwithslash|bellwithslash|禁止响铃 静音||durchgestrichenglock|ممنوعاستخدامجرس|べる消音|음소거|alarmedesactivee|sinosilenciado|campanasbarrata|doorgestreeptebel|przekreslonydzwonek|перечеркнутыиколокольчик|заглушениидзвінок|uzericizilizil|loncengdicoret||ไม่มีกระดิ่ง
musicalscore|musicalscore|乐谱|pentagram|notenschlussel|علامموسيق|乐谱|높은음자리표|partition|partituramusical|pentagramma|notenschift|partytura|нотныистан|партитура|solanahtari|naskahmusik|khuongnhac||संगीतस्कोर
musicalnote|musicalnote|音符 多个音符 乐符|notamusical|musiknot|نوتموسيق|音符 复数の音符|음표 노래음표|notedemusique notesdemusique|notamusical notasmusicais|notamusicale notemusicali|muzieknoot muzieknoten|nuta nuty|нота ноты|музичнанота музичніноти|muziknotasi muziknotalari|notmusik notnotmusik|notnhac cacnotnhac|โน้ตดนตรี|संगीतकास्वर संगीतकेस्वर
studiomicrophone|studiomicrophone|录音室麦克风|microfondeestudi|studiomikrofo|ميكروفاستوديو|すたじおまいく|스튜디오마이크|microdestudio|microfonedeestudio|microfonoradiofonico|studiomicrofoon|mikrofonstudyjny|студииныимикрофон|студіиниимікрофон|studyomikrofonu|mikrofonstudio||ไมค์สตูดิโอ|स्टूडियोमाइक्रोफ़ोन
levelslider|levelslider|电平滑块 调整杆|controldevolumen|schieberegl|شريطمنسوب|れべるすらいだ|레벨슬라이더|curseurdeniveau|controledevolume|cursoredelvolume|schuifregelaar|suwakmikseradzwieku|слаидер|повзунокрівня|ayarlamacubugu|penggesertingkat|thanhtruotmuc||लेवलस्लाइडर
controlknob|controlknob|控制旋钮|rueddecontrol|drehregl|ازرارتحكم|こんとろるつまみ|컨트롤레버|boutonsdereglage|botoesgiratorios|manopoledicontrollo|controleknoppen|pokretla|регуляторы|обертовірегулятори|kontroldugmeleri|kenopkontrol|numdieukhien||कंट्रोलनॉब
radio|radio|收音机|radi|radio|راديو|らじお|라디오|radio|radio|radio|radio|radio|радио|радіоприимач|radyo|radio|radio|วิทยุ|रेडियो
saxophone|saxophone|萨克斯管 萨克斯风|saxofon|saxofo|ساكسف|さっくす|색소폰|saxophone|saxofone|sassofono|saxofoon|saksofon|саксофон|саксофон|saksafon|saksofon|kensaxophone|แซ็กโซโฟน|सैक्सोफ़ोन
trumpet|trumpet|小号|trompet|trompet|الهنفخ|とらんぺっと|트럼펫|trompette|trompete|tromba|trompet|trabka|труба|труба|trompet|trompet|kentrumpet|ทรัมเป็ต|तुरही
trombone|trombone|长号|trombon|posaun|ترومب|とろんぼん|트롬본|tromboneacoulisse|trombone|trombone|trombone|puzon|тромбон|тромбон|trombon|trombon|kentrombone|ทรอมโบน
accordion|accordion|手风琴|acordeon|akkordeo|اكوردي|あこでぃおん|아코디언|accordeon|acordeao|fisarmonica|accordeon|akordeon|аккордеон|акордеон|akordiyon|akordeon|phongcam|แอคคอร์เดียน|अकॉर्डियन
violin|violin|小提琴|violin|geig|كمان|ばいおりん|바이올린|violon|violino|violino|viool|skrzypce|скрипка|скрипка|keman|biola|danviolin|ไวโอลิน|वायलिन
banjo|banjo|班卓琴 斑鸠琴|banj|banjo|الهبانجو|ばんじょ|밴조|banjo|banjo|banjo|banjo|banjo|банджо|банджо|banjo|banjo|danbanjo|แบนโจ|बैंजो
drum|drum|鼓|tambor|trommel|طبل|どらむ|드럼|batterie|tambor|tamburo|trommel|beben|барабан|барабан|davul|drum|trong|กลอง|ड्रम
longdrum|longdrum|长鼓|tamboril|afrikanischtrommel|طبلطويل|こんが|긴북|djembe|tamborcomprido|tamburolungo|hogetrom|konga|конга|циліндричниибарабан|uzundavul|gendang|trongdai|กลองยาว|बड़ाड्रम
maraca|maraca|沙球 沙铃|marac|maraca|مركاس|まらかす|마라카스|maracas|maracas|maracas|sambaballen|marakasy|маракасы|маракас|marakas|marakas|maraca|มาราคัส|मराकस
flute|flute|长笛|flaut|flot|فلوت|笛|플루트|flute|flauta|flauto|fluit|flet|флеита|флеита|flut|seruling|sao|ขลุ่ย|बांसुरी
harp|harp|竖琴|arpa|harf|قيثار|はぷ|하프|harpe|harpa|arpa|harp|harfa|арфа|арфа|arp|harpa|danhac|ฮาร์ป|हार्प
telephone|telephone|电话|telefon|telefo|هاتفارض|固定电话|전화기|telephone|telefonenogancho|telefonofisso|telefoon|telefon|телефон|телефон|telefon|telepon|dienthoaiban|โทรศัพท์|टेलीफ़ोन
telephonereceiver|telephonereceiver|电话听筒 听筒|auriculardetelefon|telefonhor|سماعهاتف|受话器|수화기|combinetelephonique|telefone|cornetta|telefoonhoorn|sluchawkatelefoniczna|телефоннаятрубка|телефоннаслухавка|ahize|gagangtelepon||หูโทรศัพท์|टेलीफ़ोनरिसीवर
pager|pager|寻呼机 呼叫器|busc|pag|جهازنداءالي|ぽけべる|삐삐|bipeur|pager|cercapersone|pager|pager|пеиджер|пеиджер|cagricihazi|pager|maynhantin|เพจเจอร์|पेजर
faxmachine|faxmachine|传真机|maquindefax|faxgerat|فاكس|ふぁっくす|팩스|fax|fax|fax|fax|faks|факс|факс|faksmakinesi|mesinfaks|mayfax|แฟกซ์|फ़ैक्समशीन
lowbattery|lowbattery|电池电量不足 电量不足|bateribaja|schwachbatteri|بطارضعيف|ばってり残量低下|배터리부족|pilefaible|poucabateria|batteriascarica|batterijbijnaleeg|slababateria|низкииуровеньзаряда|низькиизарядбатареі|dusukpil|baterailemah|pinyeu||कमबैटरी
electricplug|electricplug|电源插头 插头|enchufelectric|netzsteck|فيشكهرباء|こんせんと|전기플러그||tomadaeletrica|spinaelettrica|stekker|wtyczkaelektryczna|вилка|штепсель|elektrikfisi|steker|phichcamdien|ปลั๊กไฟ|बिजलीकाप्लग
trackball|trackball|轨迹球|boladedesplazamient|trackball|كرهمسار|とらっくぼる|트랙볼|bouledecommande|trackball|trackball|trackball|trackball|трекбол|трекбол|iztopu|trackball|bixoay|แทร็กบอล|ट्रैकबॉल
computerdisk|computerdisk|电脑光盘 迷你光碟|minidisc|minidisc|قرصكمبيوتر|md|엠디|disquedordinateur|minidisc|minidisc|harddisk|dyskkomputerowy|диск|компʼютерниидиск|minidisk|diskkomputer|diamaytinh|แผ่นดิสก์|कंप्यूटरडिस्क
floppydisk|floppydisk|软盘 磁碟片|disquet|diskett|قرصمرن|ふろっぴ|플로피디스크|disquette|disquete|floppydisc|floppydisk|dyskietka|дискета|дискета|disket|disket|diamem|ฟลอปปี้ดิสก์|फ़्लॉपीडिस्क
opticaldisk|opticaldisk|光盘 光碟|discoptic|cd|سيدي|cd|씨디|cd|cd|discoottico|optischeschijf|dyskoptyczny|cd|компактдиск|optikdisk|diskoptik|diaquang|บลูเรย์|ऑप्टिकलडिस्क
dvd|dvd|dvd|discdvd|dvd|قرصdvd|dvd|디비디|dvd|dvd|dvd|dvd|dvd|dvd|dvdдиск|dvd|dvd|dvd|ดีวีดี|डीवीडी
abacus|abacus|算盘|abac|abaku|معداد|そろばん|주판|abaque|abaco|abaco|abacus|liczydlo|счеты|рахівниця|abakus|sempoa|bantinh|ลูกคิด|अबैकस
moviecamera|moviecamera|电影摄影机|camardecine|filmkamera|كاميراافلام|映画かめら|영화카메라|camera|cameradecinema|cinepresa|filmcamera|kamerafilmowa|кинокамера|кінокамера|filmkamerasi|kamerafilm|mayquayphim||मूवीकैमरा
filmframe|filmframe|影片帧 电影胶卷|fotogramdepelicul|filmstreif|شريطسينماي|映画ふぃるむ|영화프레임|pellicule|rolodefilmes|pellicolacinematografica|filmframes|tasmafilmowa|кинопленка|кадрикіноплівки|filmkareleri|framefilm|khunghinhphim|เฟรมภาพยนตร์|फ़िल्मफ़्रेम
filmprojector|filmprojector|电影放映机|proyectordecine|filmprojektor|جهازعرضافلام|映写机|영화프로젝터|projecteurcinematographique|projetordefilmes|proiettorecinematografico|filmprojector|projektorfilmowy|кинопроектор|кінопроектор|filmprojektoru|proyektorfilm|maychieuphim||फ़िल्मप्रोजेक्टर
clapperboard|clapperboard|场记板|claquet|filmklapp|كلاكيت|かちんこ|슬레이트|clap|claquete|ciak|klapbord|klaps|хлопушканумератор|кінохлопавка|filmtahtasi|papansutradara|bangclapper|สเลท|क्लैपरबोर्ड
camerawithflash|camerawithflash|开闪光灯的相机 开闪光灯|camarconflash|fotoapparatmitblitz|كاميرابفلاش||||cameracomflash|fotocameraconflash|camerametflitser||фотоаппаратсовспышкои|фотоапаратзіспалахом|flaslifotografmakinesi|kameradenganflash|||फ़्लैशवालाकैमरा
videocamera|videocamera|摄像机 摄影机|videocamar|videokamera|كاميرافيديو|びでおかめら|캠코더|camescope|cameradevideo|videocamera|videocamera|kamerawideo|видеокамера|відеокамера|videokamera|kameravideo|mayquayvideo|กล้องวิดีโอ|वीडियोकैमरा
videocassette|videocassette|录像带 录影带|cintdevide|videokassett|شريطفيديو|びでおてぷ|비디오테이프|cassettevideo|videocassete|videocassetta|videoband|kasetawideo|видеокассета|відеокасета|videokaset|kasetvideo|bangvideo|วิดีโอเทป|वीडियोकैसेट
redpaperlantern|redpaperlantern|红灯笼 灯笼|lamparjapones|rotpapierlatern|فانوسبورقاحمر|赤ちょうちん|일본식등|lampionrouge||lanternarossa|rodepapierenlantaarn|czerwonylampion|красныибумажныифонарик|червониипаперовииліхтар|kirmizikagitfener|lampionmerah||โคมไฟแดง|लालकाग़ज़ीलालटेन
diyalamp|diyalamp|印度油灯 陶碗油灯|lampardeaceit|ollamp|مصباحضياء|でぃやらんぷ|기름램프|diya|lampadadeoleo|diya|diyalamp|dipa|маслянаялампа|каганець|diyalamba|lampudiya|dendiya|ตะเกียงดิยา|दीपक
closedbook|closedbook|合上的书本 合起来的书本|librcerrad|geschlossenbuch|كتابمغلق|闭じた本|펼치지않은책|livreferme|livrofechado|librochiuso|geslotenboek|zamknietaksiazka|закрытаякнига|закритакнига|kapalikitap|bukutertutup|sachdong|หนังสือปิด|बंदकिताब
openbook|openbook|打开的书本 打开来的书本|librabiert|offenbuch|كتابمفتوح|开いた本|펼쳐진책|livreouvert|livroaberto|libroaperto|geopendboek|otwartaksiazka|открытаякнига|відкритакнига|acikkitap|bukuterbuka|sachdangmo|หนังสือเปิด|खुलीकिताब
greenbook|greenbook|绿色书本 绿色的书本|librverd|grunbuch|كتاباخضر|绿の本|초록색책|livrevert|livroverde|libroverde|groenboek|zielonaksiazka|зеленаякнига|зелениипідручник|yesilkitap|bukuhijau|sachmauluc||हरीकिताब
bluebook|bluebook|蓝色书本 蓝色的书本|librazul|blaubuch|كتابازرق|青の本|파란색책|livrebleu|livroazul|libroblu|blauwboek|niebieskaksiazka|синяякнига|синіипідручник|mavikitap|bukubiru|sachmaulam||नीलीकिताब
orangebook|orangebook|橙色书本 橘色的书本|librnaranj|orangefarbenbuch|كتاببرتقال|おれんじの本|주황색책|livreorange|livrolaranja|libroarancione|oranjeboek|pomaranczowaksiazka|оранжеваякнига|оранжевиипідручник|turuncukitap|bukuoranye|sachmaucam|หนังสือสีส้ม|नारंगीकिताब
pagewithcurl|pagewithcurl|带卷边的页面 文件档|pagindoblad|teilweieingerolltblatt|صفحملفوف|卷きぺじ|안으로말린문서|pageenroulee|paginadobrada|paginaconpiega|omkrullendepagina|zawinietastrona|страницасзагибом|сторінкаіззавитком|kivriksayfa|halamantergulung|trangbiquan||मुड़ाहुआपृष्ठ
scroll|scroll|卷轴|pergamin|schriftroll|ورقملفوف|卷き物|문서|parchemin|pergaminho|pergamena|rol|zwoj|свиток|сувіи|parsomen|gulungan|cuonsach|ม้วนกระดาษ
pagefacingup|pagefacingup|文件|paginhaciarrib|vorderseiteinblatt|مستند|ぺじ||page||pagina||strona|страница|сторінкалицевоюстороною|yuzuyukaridasayfa|halamantampakdepan||เอกสาร|ऊपरीपृष्ठ
newspaper|newspaper|报纸|periodic|zeitung|جريد|新闻|신문|journal|jornal|quotidiano|krant|gazeta|газета|газета|gazete|koran|bao|หนังสือพิมพ์|समाचारपत्र
rolledupnewspaper|rolledupnewspaper|报纸卷 卷好的报纸|periodicenrollad|zusammengerolltzeitung|صحيفمطو|丸めた新闻|돌돌말린신문|journalroule|jornalenrolado|quotidianoarrotolato|opgeroldekrant|zwinietagazeta|свернутаягазета|скрученагазета|rulogazete|gulungankoran
bookmarktab|bookmarktab|标签页 页签|marcador|pagemark||ぺじに付笺|북마크탭|signets|marcadoresdepagina|etichettesegnalibro|bladwijzertabs|kartyzakladek|стикерызакладки|міткизакладок|sayfaayraclari|penandahalamanbuku|tabdautrang|แถบคั่นหน้า|बुकमार्कटैब
bookmark|bookmark|书签|marcapagin|lesezeich|علامتوقفقراء|しおり|북마크|marquepage|marcadordepagina|segnalibro|bladwijzer|zakladka|закладка|закладка|yerisareti|pembatasbuku|danhdautrang||बुकमार्क
coin|coin|硬币|moned|munz|عملمعدن|こいん|동전|piece|moeda|moneta|munt|moneta|монета|монета|bozukpara|koin|dongtien|เหรียญ|सिक्का
moneybag|moneybag|钱袋|bolsdediner|geldsack|حقيبنقود|どる袋|돈주머니||sacodedinheiro|saccodisoldi|zakmetgeld|worekzpieniedzmi|мешокденег|мішокгрошеи|paratorbasi|kantunguang|tuitien|ถุงเงิน|धनवालाबैग
treasurechest|treasurechest|宝箱 藏宝箱|cofrdetesor|schatztruh|صندوقكنز|宝箱|보물상자|coffreautresor|baudetesouro|forziere|schatkist|skrzyniaskarbow|сундукссокровищами|скриняскарбів|hazinesandigi|petihartakarun|ruongbau|หีบสมบัติ|खज़ानेकासंदूक
yenbanknote|yenbanknote|日元 日币|billetdeyen|yenbanknot|ورقين|圆札|엔|billetenyens|notadeiene|banconotayen|yenbiljet|banknotjena|банкнотаиены|єновібанкноти|yenbanknot|uangkertasyen|tiengiayyen|ธนบัตรเยน|येननोट
dollarbanknote|dollarbanknote|美元 美金|billetdedolar|dollarbanknot|ورقدولار|どる札|달러|billetendollars|notadedolar|banconotadollaro|dollarbiljet|banknotdolara|банкнотадоллара|доларовібанкноти|dolarbanknot|uangkertasdolar
eurobanknote|eurobanknote|欧元|billetdeeuro|eurobanknot|ورقيورو|ゆろ札|유로|billeteneuros|notadeeuro|banconotaeuro|eurobiljet|banknoteuro|банкнотаевро|євровібанкноти|eurobanknot|uangkertaseuro|tiengiayeuro|ธนบัตรยูโร|यूरोनोट
poundbanknote|poundbanknote|英镑|billetdelibr|pfundbanknot|ورقجني|ぽんど札|파운드|billetenlivres|notadelibra|banconotasterlina|pondbiljet|banknotfunta|банкнотафунта|фунтовібанкноти|sterlinbanknot|uangkertaspound|tiengiaybang|ธนบัตรปอนด์|पाउंडनोट
moneywithwing|moneywithwing|长翅膀的钱 钱飞了|billetconala|geldscheimitflugel|اموالتطير|羽が生えたお金|날개달린돈||dinheirovoando||vliegendgeld|uskrzydlonepieniadze|банкнотаскрылышками|грошізкрилами|kanatlipara|uangbersayap|tiencocanh|เงินบิน|पंखोंवालाधन
creditcard|creditcard|信用卡|tarjetdecredit|kreditkart|بطاقايتم|くれじっとかど|신용카드|cartebancaire|cartaodecredito|cartadicredito|creditcard|kartakredytowa|кредитнаякарта|кредитнакартка|kredikarti|kartukredit|thetindung|บัตรเครดิต|क्रेडिटकार्ड
receipt|receipt|收据|recib|beleg|ايصال|れしと|영수증|recu|recibo|scontrino|kassabon|paragon|чек|квитанція|makbuz|kuitansi|biennhan|ใบเสร็จ|रसीद
email|email|电子邮件|correelectronic|email|بريدكترون|eめる|이메일|email|email|email|email|email|электроннаяпочта|електронниилист|eposta|email|email|อีเมล|ईमेल
incomingenvelope|incomingenvelope|来信 收到邮件|sobrentrant|eingehendbriefumschlag|بريدوارد|める受信中|받은편지|messagerecu|envelopechegando|postainarrivo|inkomendepost|kopertaprzychodzaca|входящееписьмо|конвертвхідноголиста|gelenzarf|amplopdatang||จดหมายเข้า|इनकमिंगलिफ़ाफ़ा
envelopewitharrow|envelopewitharrow|收邮件 寄出邮件|sobrconflech|umschlagmitpfeil|بريدصادر|める受信|보낸편지|enveloppeavecfleche|envelopecomseta|postainuscita|envelopmetpijl|kopertazestrzalka|исходящееписьмо|конвертзістрілкою|okluzarf|amplopdenganpanah||จดหมายออก
outboxtray|outboxtray|发件箱 寄件匣|bandejdesalid|postausgang|صندوقصادر|送信とれい|보낸편지함|boitedenvoi|bandejadesaida|postainviata|postvakuit|skrzynkanadawcza|исходящие|лотоквихідноіскриньки|gidenkutusu|bakikotakkeluar|khaythudi|กล่องขาออก|आउटबॉक्सट्रे
inboxtray|inboxtray|收件箱 收件匣|bandejdeentrad|posteingang|صندوقوارد|受信とれい|받은편지함|boitedereception|bandejadeentrada|postaricevuta|postvakin|skrzynkaodbiorcza|входящие|лотоквхідноіскриньки|gelenkutusu|bakikotakmasuk|khaythuden|กล่องขาเข้า|इनबॉक्सट्रे
package|package|包裹|paquet|paket|طرد|荷物|소포|colis|pacote|pacco|pakket|paczka|посылка|пакунок|paket|paket|goi|พัสดุ|पैकेज
postbox|postbox|邮筒 信箱|buzon|briefkast|صندوقبريد|邮便ぽすと|우편함|boiteauxlettres|caixadecorreio|cassettadellelettere|brievenbus|skrzynkanalisty|почтовыиящик|поштоваскринька|postakutusu|kotakpos|homthu|ตู้ไปรษณีย์|पोस्टबॉक्स
blacknib|blacknib|钢笔尖 钢笔头|plumnegr|schwarzfederhalt|سنقلماسود|ぺん先|검은색펜촉|styloplumenoir||pennino|||перьевоинаконечник|кінчикчорнильногопера|siyahuc|ujungpena|ngoibutden||कालीनिब
fountainpen|fountainpen|钢笔|estilografic|fullhalt|قلمحبر|万年笔|만년필|styloplume|canetatinteiro|pennastilografica|vulpen|wiecznepioro|перьеваяручка|чорнильнаручка|dolmakalem|penatinta|butmay|ปากกาหมึกซึม|फ़ाउंटनपेन
paintbrush|paintbrush|画笔|pincel|pinsel|فرشاوان|绘笔|붓|pinceau|pincel|pennello|kwast|pedzel|кисточка|пензель|boyafircasi|kuas|covetranh|แปรงทาสี|पेंटब्रश
crayon|crayon|蜡笔|lapizdecera|wachsmalstift|قلمشمعملون|くれよん|크레용|crayonpastel|gizdecera|pastelloacera|krijtje|kredka|восковоимелок|пастель|pastelboya|krayon|butsapmau|ดินสอสี|क्रेयॉन
memo|memo|备忘录|cuaderndenota|papiundbleistift|مذكر|铅笔とめも|메모|memo|memorando|memo|memo|notatka|заметка|памʼятка|not|memo|soghinho|จดบันทึก|मेमो
briefcase|briefcase|公文包 公事包|maletin|aktentasch|حقيبكتب|ぶりふけす|서류가방|portedocuments|maleta||aktentas|teczka|портфель|кеис|evrakcantasi|taskantor|captailieu||ब्रीफ़केस
filefolder|filefolder|文件夹 资料夹|carpetdearchiv|ordn|مجلدملف|ふぉるだ|폴더|dossier|pastadearquivos|cartellafile|bestandsmap|folder|папка|папкадляфаилів|dosyaklasoru|folderfile|thumuctep|แฟ้มเอกสาร|फ़ाइलफ़ोल्डर
openfilefolder|openfilefolder|打开的文件夹 打开资料夹||geoffnetordn|مجلدمفتوح|开いたふぉるだ|폴더열기|dossierouvert||cartellaaperta|geopendemap|otwartyfolder|открытаяпапка||acikdosyaklasoru|folderfileterbuka||เปิดเอกสาร|खुलाफ़ाइलफ़ोल्डर
cardindexdivider|cardindexdivider|索引分隔文件夹 索引隔板|separadordefich|karteireit|حاجزبطاق|かどふぉるだ|카드색인파일|intercalaires|divisoresdepastas|divisoriperschedario|tabbladen|rozdzielaczekartoteki|маркированныепапки|роздільникивкартотеці|dosyaayirici|pembagiindekskartu|||कार्डइंडेक्सडिवाइडर
calendar|calendar|日历 行事历|calendari|kalend|تقويم|かれんだ|달력|calendrier|calendario|calendario|kalender|kalendarz|календарь|календар|takvim|kalender|lich|ปฏิทิน|कैलेंडर
tearoffcalendar|tearoffcalendar|手撕日历 日历|calendarirecortabl|abreisskalend|تقويمباوراققطع|日めくりかれんだ|뜯어진달력|ephemeride||calendarioastrappo|scheurkalender||отрывноикалендарь|відривниикалендар|koparmalitakvim|kalendersobek|quyenlichbloc||फ़ाड़नेवालाकैलेंडर
spiralnotepad|spiralnotepad|线圈本 线圈笔记本||notizblock|ورقملاحظ||스프링노트||blocoespiral||schrijfblokmetspiraal|kolonotatnik|перекидноиблокнот|блокнотнаспіралі|spiralnotdefteri|catatanspiral|||स्पाइरलनोटपैड
spiralcalendar|spiralcalendar|线圈日历|calendarideespiral|spiralkalend|تقويمحلزون|月めくりかれんだ|스프링달력|calendrieraspirale|calendarioespiral|calendarioaspirale|kalendermetspiraal|kalendarznaspirali|перекидноикалендарь|календарнаспіралі|spiraltakvim|kalenderspiral|lichgayxoan||स्पाइरलकैलेंडर
cardindex|cardindex|卡片索引 索引卡|organizadordefich|rotationskartei|فهرسبطاق|かどいんでっくす|카드인덱스|carnetdadresses|indicedecartoes|schedario|kaartindex|wizytownik|органаизер|картотека|kartdizini|indekskartu|chimucthe|ที่ใส่บัตร|कार्डइंडेक्स
chartincreasing|chartincreasing|趋势向上的图表 涨||aufwartstrend|اتجالاعل|ぐらふ上向き|상승하는그래프|graphiqueenhausse|graficosubindo||stijgendetrend|wykreswzrostu|диаграммароста|висхіднииграфік|artisgrafigi|baganmeningkat|bieudotang|แนวโน้มขึ้น
chartdecreasing|chartdecreasing|趋势向下的图表 跌||abwartstrend|مخططبيانلاسفل|ぐらふ下向き|내려가는그래프|graphiqueenbaisse|graficocaindo||dalendetrend|wykresspadku|диаграммападения|низхіднииграфік|inisgrafigi|baganmenurun|bieudogiam|แนวโน้มลง
barchart|barchart|条形图 图表|graficdebarr|balkendiagramm|مخططبيانشريط|棒ぐらふ|막대그래프|graphiquesabarres|graficodebarras|graficoabarre|staafdiagram|wykresslupkowy|гистограмма|гістограма|cubukgrafigi|diagrambatang|bieudothanh|กราฟแท่ง|बारचार्ट
clipboard|clipboard|剪贴板 写字夹板|portapapel|klemmbrett|لوحكتابمشبك|くりっぷぼど|클립보드|portebloc|prancheta|portablocco|klembord|podkladkadopisania|планшетсзажимом|планшетдляаркушів|pano|papanklip|bangghinho|คลิปบอร์ด|क्लिपबोर्ड
pushpin|pushpin|图钉|chinchet|reisszweck|دبوسضغط|押しぴん|압정|punaise|tacha|puntina|punaise|pinezka|канцелярскаякнопка|канцелярськакнопка|raptiye|pakupenanda|dinhghim|หมุดปัก|पुशपिन
roundpushpin|roundpushpin|圆图钉|chinchetredond|stecknadel|دبوسمستدير|丸い押しぴん|둥근머리핀|epingle|tacharedonda|puntinaarrotondata|rondespeld|okraglapinezka|||yuvarlakraptiye|pakupenandabulat||หมุดหัวกลม|गोलपुशपिन
paperclip|paperclip|回形针 回纹针|clip|buroklamm|مشبكورق|くりっぷ|클립|trombone|clipedepapel|graffetta|paperclip|spinacz|скрепка|скріпка|atas|klipkertas|kepgiay||पेपरक्लिप
linkedpaperclip|linkedpaperclip|连起来的两个回形针 相连的回纹针|clipunid|verhaktburoklamm|مشبكورقمقترن|つながったくりっぷ|이어져있는클립|trombones||graffetteattaccate||zlaczonespinacze|скрепки|зчепленіскріпки||klipkertastertaut
straightruler|straightruler|直尺|regl|lineal|مسطر|定规|자|regle|reguareta|righello|liniaal|linijka|линеика|прямалініика|duzcetvel|penggarislurus|thuocthang|ไม้บรรทัดตรง|स्ट्रेटरूलर
triangularruler|triangularruler|三角尺|escuadr|dreieckiglineal|مسطرمثلث|三角定规|삼각자|equerre|reguatriangular|squadra|geodriehoek|ekierka|линеикатреугольник|трикутналініика|gonye|penggarissegitiga|thuoctamgiac||त्रिकोणीयरूलर
scissor|scissor|剪刀|tijer|scher|مقص|はさみ|가위|ciseaux|tesoura|forbici|schaar|nozyczki|ножницы|ножиці|makas|gunting|keo|กรรไกร|कैंची
cardfilebox|cardfilebox|卡片盒 卡片目录盒|archivadordetarjet|karteikast|صندوقبطاق|かどふぁいるぼっくす|카드파일상자|boiteadossiers|caixadearquivos|schedariodatavolo|kaartenbak|pudelkokartoteka|картотека|скринькадлякарток|dosyakutusu|kotakfilekartu||กล่องใส่แฟ้ม|कार्डफ़ाइलबॉक्स
filecabinet|filecabinet|文件柜 档案柜|archivador|aktenschrank|خزانملف|ふぁいるきゃびねっと|파일보관서랍장|meubleadossiers|gavetasdeescritorio|schedariodaufficio|archiefkast|szafkakartoteka|архивныишкаф|шафадлядокументів|dosyadolabi|lemarifile|tuhoso|ตู้เอกสาร|फ़ाइलकैबिनेट
wastebasket|wastebasket|垃圾桶 废纸篓|papeler|papierkorb|سلهنفاي|ごみ箱|쓰레기통|corbeilleapapiers|lixeira|cestino|prullenmand|kosznasmieci|корзинадлямусора|сміттєвиикошик|copsepeti|keranjangsampah|sotrac|ตะกร้าขยะ|कचरापेटी
locked|locked|合上的锁 上锁|candadcerrad|geschlossenschloss|قفل|闭じた锭|자물쇠|cadenasferme|cadeado|lucchettochiuso|slot|zamknietaklodka|закрытыизамок|замкнениизамок|kilit|gembok|khoa|ล็อคปิด|बंदताला
unlocked|unlocked|打开的锁 开锁|candadabiert|offenschloss|قفلمفتوح|开いた锭|열린자물쇠|cadenasouvert|cadeadoaberto|lucchettoaperto|geopendhangslot|otwartaklodka|открытыизамок|відімкнениизамок|acikkilit|gembokterbuka|mokhoa|ล็อคเปิด|खुलाताला
lockedwithpen|lockedwithpen|墨水笔和锁 钢笔和锁||schlossmitfull|قفلمغلقبقلم|闭じた锭とぺん|자물쇠와펜||cadeadocomcaneta||slotmetpen||||kilitvekalem||khoavoibut
lockedwithkey|lockedwithkey|钥匙和锁||schlossmitschlussel|قفلمغلقبمفتاح|闭じた锭と键|자물쇠와열쇠||||||||anahtarlikapalikilit||khoavoichia
key|key|钥匙|llav|schlussel|مفتاح|键|열쇠|cle|chave|chiave|sleutel|klucz|ключ|ключ|anahtar|kunci|chiakhoa|กุญแจ|चाबी
oldkey|oldkey|老式钥匙 老钥匙|llavantigu|altschlussel|مفتاحقديم|古い键|오래된열쇠|cleancienne|chaveantiga|chiaveantica|oudesleutel|staroswieckiklucz|старинныиключ|старовиннииключ|eskianahtar|kunciantik|chiakhoacu|กุญแจเก่า|पुरानीचाबी
hammer|hammer|锤子|martill|hamm|مطرق|はんま|망치|marteau|martelo|martello|hamer|mlotek|молоток|молоток|cekic|palu|bua|ค้อน|हथौड़ा
axe|axe|斧头|hach|axt|بلط|斧|도끼|hache|machado|ascia|bijl|siekiera|топор|сокира|balta|kapak|riu|ขวาน|कुल्हाड़ी
pick|pick|铁镐 十字镐|pico|pickel|فاس|つるはし|곡괭이|pioche|picareta|piccone|pikhouweel|kilof|кирка|кирка|kazma|beliung|buachim|จอบ|कुदाली
hammerandpick|hammerandpick|锤子与镐 锤子和十字镐|martillypico|hammundpickel|مطرقومثقاب|はんまとつるはし|망치와곡괭이|marteauetpioche|marteloepicareta|picconeemartello|tweehamers|mloty|киркаимолот|молотокікирка|cekicvekazma|paludanbeliung||ค้อนและจอบ|हथौड़ाऔरकुल्हाड़ी
hammerandwrench|hammerandwrench|锤子与扳手 锤子和扳手||hammundschraubenschlussel|شاكوشومفتاح|はんまとれんち|망치와렌치||||hamerenmoersleutel|mlotiklucz||||||ค้อนและประแจ|हथौड़ाऔरपाना
dagger|dagger|匕首|punal|dolch|خنجر|短刀|단검|dague|adaga|pugnale|dolk|sztylet|кинжал|кинджал|hancer|belati|daogam|ดาบสั้น|कटार
crossedsword|crossedsword|交叉放置的剑 剑|espadcruzad|gekreuztschwert|سيفمتصالب|くろすした剑|쌍검|epeescroisees|espadascruzadas|spadeincrociate|gekruistezwaarden|skrzyzowanemiecze|скрещенныемечи|схрещенімечі|caprazkiliclar|pedangbersilang|kiembatcheo|ดาบไขว้|क्रॉसबनातीतलवारें
bomb|bomb|炸弹|bomb|bomb|قنبل|爆弹|폭탄|bombe|bomba|bomba|bom|bomba|бомба|бомба|bomba|bom|bom|ระเบิด|बम
boomerang|boomerang|回旋镖 回力镖|bumeran|bumerang|خذوفمرتد|ぶめらん|부메랑|boomerang|bumerangue|boomerang|boemerang|bumerang|бумеранг|бумеранг|bumerang|bumerang|bumorang|บูมเมอแรง|बूमरैंग
bowandarrow|bowandarrow|弓和箭 弓箭|arcoyflech|pfeilundbog|قوسوسهم|弓矢|활과화살|arcetfleche|arcoeflecha|arcoefreccia|pijlenboog|lukistrzala|луксострелои|лукістріла|okveyay|busurdanpanah|cungten|ธนูและลูกศร|तीरऔरकमान
shield|shield|盾牌|escud|schutzschild|درع|盾|방패|bouclier|escudo|scudo|schild|tarcza|щит|щит|kalkan|perisai|caikhien|โล่|ढाल
carpentrysaw|carpentrysaw|木工锯|sierrdecarpinteri|handsag|منشاريدو||목공톱|scie|serrote|segadafalegname|houtzaag|piladodrewna|пилаподереву|теслярськапила|testere|gergajikayu|cuamoc|เลื่อย|बढ़ईकीआरी
wrench|wrench|扳手|llavingles|schraubenschlussel|مفتاحربط|れんち|렌치|cleamolette|chaveinglesa|chiaveinglese|moersleutel|kluczwarsztatowy|гаечныиключ|гаиковииключ|somunanahtari|kunciinggris|cole|ประแจ|पाना
nutandbolt|nutandbolt|螺母与螺栓|tornillytuerc|muttundschraub|صامولومسمار|ぼるととなっと|볼트와너트|visetecrou|porcaeparafuso|viteebullone|boutenmoer|srubainakretka|болтигаика|гаикатаболт|somunvevida|murdanbaut||สลักและน็อต|नटऔरबोल्ट
gear|gear|齿轮|engranaj|zahnrad|ترس|齿车|톱니바퀴|rouedentee|engrenagem|ingranaggio|tandwiel|kolozebate|шестеренка|шестірня|disli|rodagigi|banhrang|เฟือง|गियर
clamp|clamp|夹钳 压缩机|tornilldebanc|schraubzwing|الهضغط|万力|압축기|serrejoint|bracadeira|morsetto|lijmklem|scisk|компрессор|затискач|mengene|klem|caikep||क्लैंप
whitecane|whitecane|盲杖 导盲手杖|baston|blindenstock|عصاسير|白杖|시각장애인지팡이|canneblanche|bengalaparacegos||taststok|bialalaska|белаятрость|тактильнатростина|gormeengellibastonu|tongkattunanetra|gaydoduong||नेत्रहीनकीछड़ी
link|link|链接 连结|eslabon|linksymbol|علامرابط|りんくしんぼる|링크|chainons|link|collegamento|schakels|ogniwa|гиперссылка|символзʼєднанняланок|baglantiisareti|tautan|matxich||कड़ी
brokenchain|brokenchain|断链 断掉的链条|cadenrota|gebrochenkett|سلسلمكسور|坏れた锁|끊어진쇠사슬|chainebrisee|correntequebrada|catenaspezzata|gebrokenketting|zerwanylancuch|разорваннаяцепь|розірванииланцюг|zincirlerikirmak|rantaiputus|xichbidut|โซ่ขาด|टूटीहुईज़ंजीर
chain|chain|链条 炼条|caden|kett|سلاسل|锁|쇠사슬|chaines|correntes|catene|kettingen|lancuchy|цепь|ланцюги|zincir|rantai|dayxich|โซ่|ज़ंजीर
hook|hook|挂钩 钩子|ganch|hak|خطاف|ふっく|갈고리|crochet|gancho|gancio|haak|hak|крюк|гачок|cengel|kait|moc|ตะขอ|हुक
magnet|magnet|磁铁|iman|magnet|مغناطيس|u字型磁石|자석|aimant|ima|calamita|magneet|magnes|магнит|магніт|miknatis|magnet|namcham|แม่เหล็ก|चुंबक
shovel|shovel|铲 铲子|pala|schaufel|جاروف|しゃべる|삽|pelle|pa|vanga|schop|lopata|лопата|лопата|kurek|sekop|xeng|พลั่ว|फावड़ा
alembic|alembic|蒸馏器|alambiqu|destillierapparat|امبيق|蒸留器|증류기|alambic|alambique|alambicco|distilleerkolf|alembik|перегонныисосуд|перегінниикуб|imbik|alembic|binhchungcat|อุปกรณ์กลั่น|रासायनिकउपकरण
testtube|testtube|试管|tubodeensay|reagenzgla|انبوباختبار|试验管|시험관|tubeaessai|tubodeensaio|provetta|reageerbuis|probowka|пробирка|пробірка|deneytupu|tabunguji|ongnghiem|หลอดทดลอง|टेस्टट्यूब
petridish|petridish|培养皿|placdepetri|petrischal|صحفبتر|ぺとり皿|페트리접시|boitedepetri|placadepetri|piastradipetri|petrischaal|plytkapetriego|чашкапетри|чашкапетрі|petrikabi|cawanpetri|diapetri|จานเพาะเชื้อ|पेट्रीडिश
dna|dna|dna|adn|dna|حامضنوو|dna|dna|adn|dna|dna|dna|dna|днк|днк|dna|dna|adn|ดีเอ็นเอ|डीएनए
microscope|microscope|显微镜|microscopi|mikroskop|ميكروسكوب|显微镜|현미경|microscope|microscopio|microscopio|microscoop|mikroskop|микроскоп|мікроскоп|mikroskop|mikroskop|kinhhienvi||माइक्रोस्कोप
telescope|telescope|望远镜|telescopi|teleskop|تليسكوب|望远镜|망원경|telescope|telescopio|telescopio|telescoop|teleskop|телескоп|телескоп|teleskop|teleskop|kinhvienvong||दूरबीन
satelliteantenna|satelliteantenna|卫星天线|antendesatelit|satellitenschussel|طبققمرصناع|ぱらぼらあんてな|위성안테나|antennesatellite|antenaparabolica|antennasatellitare|satellietschotel|antenasatelitarna|спутниковаяантенна|супутниковаантена|uyduanteni|antenasatelit||จานดาวเทียม|सैटेलाइटएंटेना
syringe|syringe|注射器 针筒|jeringuill|spritz|ابرحقن|注射器|주사기|seringue|seringa|siringa|injectiespuit|strzykawka|шприц|шприц|siringa|suntikan|ongtiem|กระบอกฉีดยา
dropofblood|dropofblood|血滴|gotadesangr|blutstropf|قطردم|血液|핏방울|gouttedesang|gotadesangue|gocciadisangue|bloeddruppel|kroplakrwi|каплякрови|краплякрові|kandamlasi|tetesandarah|giotmau|หยดเลือด|ख़ूनकीबूँद
pill|pill|药丸|pildor|kapsel|حبوب|药|알약|pilule|comprimido|pillola|pil|kapsulka|пилюля|пігулка|hap|pil|vienthuoc|ยาเม็ด|गोली
adhesivebandage|adhesivebandage|创可贴 ok绷|tirit|heftpflast|ضمادلاصق|绊创膏|반창고|sparadrap|ataduraadesiva|cerotto|pleister|plaster|пластырь|пластир|yarabandi|plesterluka|bangdinh
crutch|crutch|拐杖|mulet|kruck|عكاز|松叶杖|목발|bequille|muleta|stampella|kruk|kula|костыль|милиця|koltukdegnegi|kruk|nang||बैसाखी
stethoscope|stethoscope|听诊器|estetoscopi|stethoskop|سماعطبيب|听诊器|청진기|stethoscope|estetoscopio|stetoscopio|stethoscoop|stetoskop|стетоскоп|стетоскоп|stetoskop|stetoskop|ongnghe||स्टेथोस्कोप
xray|xray|x射线 x光|radiografi|rontgenbild|اشعسين|x线|엑스레이|radiographie|raiox|radiografia|rontgenfoto|zdjecierentgenowskie|рентген|рентген|xisini|sinarx|xquang|เอ็กซ์เรย์|एक्सरे
elevator|elevator|电梯|ascensor|fahrstuhl|مصعد|えれべた|엘리베이터|ascenseur|elevador|ascensore|lift|winda|лифт|ліфт|asansor|elevator|thangmay|ลิฟต์|एलिवेटर
mirror|mirror|镜子|espej|spiegel|مرا|镜|거울|miroir|espelho|specchio|spiegel|lustro|зеркало|дзеркало|ayna|cermin|guong|กระจก|आईना
couchandlamp|couchandlamp|沙发和灯 沙发和立灯|sofaylampar|sofaundlamp|كنبومصباح|そふぁとらんぷ|소파와전등|canapeetlampe|sofaeluminaria|divanoelampada|bankenlamp|kanapailampa|диваниторшер|канапаиторшер|kanepevelamba|sofadanlampu||โซฟากับโคมไฟ|सोफ़ाऔरलैंप
toilet|toilet|马桶|inodor|toilett|مرحاض|便器|변기|toilettes|vasosanitario|toilette|toilet|muszlaklozetowa|унитаз|унітаз|klozet|toilet|boncau|โถส้วม|शौचालय
plunger|plunger|活塞 吸把|desatascador|saugglock|مكبسغطاس|らばかっぷ|뚫어뻥|ventouse|desentupidor|sturalavandini|ontstopper|przepychacz|вантуз|вантуз|lavabopompasi|penyedotwc|||पिस्टन
shower|shower|淋浴|duch|dusch|دوش|しゃわ|샤워|douche|chuveiro|doccia|douche|prysznic|душ|душ|dus|shower|voihoasen|ฝักบัว|स्नान
bathtub|bathtub|浴缸 澡盆|baner|badewann|حوضاستحمام|ばすたぶ|욕조|baignoire|banheira|vasca|badkuip|wanna|ванна|ванна|banyokuveti|bathtub|bontam|อ่างอาบน้ํา|बाथटब
mousetrap|mousetrap|捕鼠器|trampderaton|mausefall|مصيدفير|ねずみ捕り|쥐덫|tapetteasouris|ratoeira|trappolapertopi|muizenval|pulapkanamyszy|мышеловка|мишоловка|farekapani|perangkaptikus|baychuot|กับดักหนู|चूहेदानी
lotionbottle|lotionbottle|乳液甁|botedecrem|crem|زجاجغسول|ろしょん|로션|bouteilledelotion|frascodelocao|flacone|lotionfles|butelkazplynem|бутылкалосьона|лосьион|losyonsisesi|botollosion||ขวดโลชั่น|लोशनकीबोतल
safetypin|safetypin|安全别针|imperdibl|sicherheitsnadel|دبوسامان|安全ぴん|옷핀|epingledesurete|alfinetedeseguranca|spilladabalia|veiligheidsspeld|agrafka|англиискаябулавка|англіиськашпилька|cengelliigne|peniti|ghimbang||सेफ़्टीपिन
broom|broom|扫帚|escob|bes|مكنس|ほうき|빗자루|balai|vassoura|scopa|bezem|miotla|метла|мітла|supurge|sapu|caychoi|ไม้กวาด|झाड़ू
basket|basket|筐 篮子|cest|korb|سله|かご|바구니|panier|cesta|cesto|mand|kosz|корзина|кошик|sepet|keranjang|caigio|ตะกร้า|बास्केट
rollofpaper|rollofpaper|卷纸 卷筒卫生纸|rolldepapel||لفهورق||두루마리|rouleaudepapier|rolodepapel||rolpapier|rolkapapieru|рулонбумаги|рулонпаперу|kagitrulosu|gulungankertas|cuongiay|กระดาษชําระ|पेपरकारोल
bucket|bucket|桶 水桶|cubo|eim|دلو|ばけつ|양동이|seau|balde|secchio|emmer|wiadro|ведро|відро|kova|ember|xo|ถัง|बाल्टी
bubble|bubble|气泡 泡泡|burbuj|blas|فقاع|泡|거품|bulles|bolhas|bolle|zeepbellen|babelki|пузыри|бульбашки|baloncuk|gelembung|bongbong|ฟอง|बुलबुले
sponge|sponge|海绵|esponj|schwamm|اسفنج|すぽんじ|스펀지|eponge|esponja|spugna|spons|gabka|губка|губка|sunger|spons|botbien|ฟองน้ํา|स्पंज
shoppingcart|shoppingcart|购物车||einkaufswag|عربتسوق|しょっぴんぐかと|쇼핑카트|chariot|carrinhodecompras|carrello|winkelwagen|wozeksklepowy|тележкадляпокупок|магазинниивізок|alisverisarabasi|trolibelanja|xemuahang|รถเข็น|शॉपिंगकार्ट
cigarette|cigarette|香烟 吸烟|cigarrill|zigarett|سيجار|烟草|흡연구역신호|cigarette|cigarro|sigaretta|sigaret|papieros|сигарета|сигарета|sigara|rokok|thuocla||धूम्रपान
coffin|coffin|棺材 棺木|ataud|sarg|تابوت|棺桶|관|cercueil|caixao|bara|doodskist|trumna|гроб|труна|tabut|petimati|quantai|โลงศพ|ताबूत
headstone|headstone|墓碑 墓石|lapid|grabstei|حجرمقبر|墓石|묘비|pierretombale|lapide|lapide|grafsteen|nagrobek|надгробие|надгробок|mezartasi|batunisan|biamo|แผ่นหินจารึก|हेडस्टोन
funeralurn|funeralurn|骨灰缸 骨灰坛|urnafunerari|urn|رمادموت|骨壶|납골단지|urnefuneraire|urnafuneraria|urnafuneraria|urn|urnanaprochy|урнаспрахом|урнадлятліну|kulkavanozu|guciabu||โกศกระดูก|अस्थिकलश
nazaramulet|nazaramulet|纳扎尔护身符 邪眼|ojoturc|nazaramulett|خرززرقاء|なざるぼんじゅう|악마의눈|mauvaisoeil|olhogrego|occhiodiallah|nazaramulet|amuletnazar|назарбонджук|окофатіми|nazarlik|jimatnazar||เครื่องราง|नज़रतावीज़
hamsa|hamsa|法蒂玛之手|hams|hamsa|خمس|はむさ|함사|maindefatma|hamsa|manodifatima|hamsa|chamsa|хамса|хамса|fatimanineli|hamsa|hamsa|มือฮัมซา|हम्सा
moai|moai|摩埃 复活节岛|estatumoai|statu|تمثال|もあい|모아이|moai|moai|moai|moaibeeld|moai|истукан||moyaiheykeli|moai|tuongmoai|รูปปั้นโมไอ|मोए
placard|placard|标语牌 告示牌|letrer|protestschild|يافط|ぷらかど|플래카드|pancarte|placa|cartello|plakkaat|tabliczka|плакат|плакат|tabela|plakat|banghieu|ป้ายประกาศ|घोषणापत्र
identificationcard|identificationcard|身份证 识别证|carndeidentidad|auswei|بطاقهوي|身分证|신분증|cartedidentite|cartaodeidentificacao|cartadidentita|legitimatiebewijs|dowodtozsamosci|удостоверениеличности|посвідчення|kimlikkarti|kartuidentitas|thenhandang|บัตรประชาชน|पहचानपत्र
travelagency|travelagency|旅行社|agencideviaj|reiseburo|وكالسفر|旅行代理店|여행사|agencedevoyages|agenciadeviagens|agenziadiviaggi|reisbureau|biuropodrozy|бюропутешествии|туристичнаагенція|turizmacentasi|biroperjalanan
toolrental|toolrental|工具租赁店 工具出租|alquilerdeherramient|werkzeugverleih|محلتاجيرمعد|工具れんたる店|도구대여점|locationdoutils|alugueldeferramentas|noleggioutensili|gereedschapsverhuur|wypozyczalnianarzedzi|арендаинструмента|прокатінструмента|aletkiralama
ticketseller|ticketseller ticketvendor ticketbooth|售票处|ventdebolet|eintrittskartenverkauf|بايعتذاكر|ちけっと卖り场|티켓판매소||bilheteria|biglietteria|ticketverkoop|kasabiletowa|билетнаякасса|квитковакаса|biletsaticisi|penjualtiket||จําหน่ายตั๋ว
tailor|tailor|裁缝店 裁缝 裁缝师|sastreri sastr|schneid herrenschneiderei|خياط|仕立屋 仕立て屋|양복점 남성복제작소|tailleur|alfaiataria alfaiate|sartoria sarto|kleermaker|krawiec|портнои|кравець|terzi|tukangjahit penjahitpakaianpria|tiemmay mayquanao|ช่างตัดเสื้อ|दऱजी
storagerental|storagerental|仓储租赁 储物空间出租||lagerraumvermiet||れんたる仓库|저장공간대여소|locationdestockage|alugueldearmazenamento|boxanoleggio|zelfopslag|przechowalniarzeczy|арендаскладскихпомещении|складиворенду|depokiralamamagazasi
psychic|psychic|占卜店 算命店|vident|astrologik|psychic|さいきっく店|초능력자|magasinesoteriquepsi|psiquico|sensitivo|medium|wrozka|предсказатель|екстрасенс|medyum|dukun||จิตวิญญาณ
piercingstudio|piercingstudio|身体穿孔店 穿孔店|estudidepiercing|piercingstudio|||피어싱샵|perceur|estudiodepiercing|||studiopiercingu||пірсингстудія
petgroomer|petgroomer|宠物美容 宠物美容师|peluqueridemascot|tierfriseur||ぺっと美容室|반려동물미용실|salondetoilettage|banhoetosa|tolettaturaperanimali|huisdiertrimmer||парикмахерскаядляживотных|стрижкадомашніхтварин|petgroomer
pawnshop|pawnshop pawnbroker|当铺|casadeempen|pfandleih|متجررهن|质屋|전당포|preteursurgages|lojadepenhor|bancodeipegni|pandjeshuis|lombard|ломбард|ломбард|pawnshop|pegadaian|tiemcamdo|โรงรับจํานํา
optician|optician|眼镜店 眼镜行|optic|optik|متجرنظار|めがね店|안경점|opticien|otica|ottico|opticien|optyk|оптика|оптика|gozlukcu|optik|tiemkinhmat|ร้านแว่นตา
newsstand|newsstand|报刊店 书报摊||zeitschriftenhandel|كشك كشكجرايد كشكجرايدومجل محلبيعجرايد محلبيعصحف|新闻すたんど|뉴스간판대|marchanddejournaux|bancadejornais|edicola|krantenkiosk|salonikprasowy|газетныикиоск|преса|gazetebayii|kioskoran|quaybao|แผงหนังสือ
moneylender|moneylender|放贷人 地下钱庄|prestamistdediner|geldverleih|مقرضمال|消费者金融|대출|preteur|financiadora|agenziadiprestiti|particulieregelduitleendienst|firmapozyczkowa|ростовщик|кредитнаспілка|tefeci|peminjamanuang|chomuontien
locksmith|locksmith|锁匠铺 锁店 锁匠|cerrajeri cerrajer|schlusseldienst schlusselmach|صنعوصياناقفال|键屋专门店 锭前师|열쇠제조공 열쇠제조소|serrurier|serralheiro chaveiro|fabbro|slotenmaker|slusarz|изготовлениеключеи|слюсар|anahtarci|ahlikunci|thokhoa|ช่างทํากุญแจ
laundry|laundry|洗衣店|lavanderi|wascherei|محلغسيلملابس|洗濯屋らんどり|세탁소|laverie|lavanderia|lavanderia|wasserette|pralnia|прачечная|пральня|camasiryikama|penatu|tiemgiatla|ร้านซักรีด
herbalist|herbalist|草药店|herbolari|krauterlad||药草店|약초가게|herboristerie|ervanaria|erboristeria|herbalist|sklepzielarski||ботанік|sifalibitkilermagazasi||tiemduocthao|นักสมุนไพร
greengrocer|greengrocer producestore produceshop|果蔬店 蔬果行||obstundgemuselad|متجرخضرو|青果店|청과상|primeur|verdureiraouquitanda|fruttivendolo|groenteboer|warzywniak||овочевии|manav||tiemrauqua
goldbuyer|goldbuyer goldtrader|黄金收购 黄金买家|compradordeoro|goldankauf||金买取店||acheteurdor||comprooro|goudkoper|skupzlota|скупщикзолота|скупказолота||||รับซื้อทอง
funeralhome|funeralhome funeralparlor|殡葬用品店 葬仪社|funerari|beerdigungsinstitut||葬仪社|장례식장|pompesfunebres|funeraria|casafuneraria|begrafenisondernemer|zakladpogrzebowy|бюропохоронныхуслуг|ритуальніпослуги|cenazekoordinatoru|rumahduka|nhaquan|จัดงานศพ
florist|florist|花店|floristeri|blumenhandl|محلبيعورود|生花店|꽃가게|fleuriste|floricultura|fioraio|bloemenwinkel|kwiaciarnia|цветочныимагазин|квіти|cicekci|tokobunga|tiemhoa
drycleaner|drycleaner|干洗店|tintoreri|chemischreinigung|مغسلملابسبخار|くりにんぐ店|드라이클리닝|pressing|lavanderiaaseco|lavanderia|stomerij|pralniachemiczna|химчистка|хімчистка|kurutemizlememagazasi|jasacucikering|tiemgiatkho|ร้านซักแห้ง
delicatessen|delicatessen specialtyfoodstore gourmetfoodstore finefoodstore gourmetfoodshop|熟食店 高级食材店|delicatessen|feinkostlad|محلاطعملذيذ|高级食材店|조제식품판매점|epiceriefine|delicatessen delicatesse||delicatessen|ekskluzywnedelikatesy|деликатесы||sarkuteri
drugstore|drugstore|药妆店||drogeri|||약국|droguerie||drogheria|drogisterij|drogeria|бытоваяхимия|красатадогляд|ilacdukkani|tokoobat|tiemduocpham|ร้านขายยา
butcher|butcher butchershop porkstore butchery|肉店 肉品店|carniceri|metzgerei|جزار|精肉店|정육점|boucherie|acougue|macellaio|slagerij|sklepmiesny|мяснои|мясналавка|kasap|penjagalan|hangthit|ร้านขายเนื้อ
bookstore|bookstore bookshop bookseller|书店|libreri|buchhandlung|بايعكتب متجركتب محلبيعكتب|本屋|서점|librairie|livraria|libreria|boekenwinkel|ksiegarnia|книжныимагазин|книгарня|kitapci|tokobuku|hieusach|ร้านหนังสือ
bookmaker|bookmaker bookie turfaccountant|书商 签注站|corredordeapuest|wettburo|مكتبرهان|公营竞技投票券卖り场|마권업자|bookmaker|casadeapostas|agenziadiscommesse|bookmaker|bukmacher|букмекерскаяконтора|букмекер|bahismerkezi|jurutaruh
bakery|bakery|烘焙店 面包店|panaderi|backerei|مخبز|ぱん屋|제과점|boulangerie|padaria|panificio|bakkerij|piekarnia|булочная|булочна|firin|tokoroti|tiembanh|เบเกอรี่
boutique|boutique|精品店|boutiqu|boutiqu|بوتيك|ぶてぃっく|부티크|||boutique|boetiek|butik|бутик|бутік|butikmagaza|butik|tiemthoitrang
selfservicelaundry|selfservicelaundry coinlaundry laundromat coinwash launderette washateria|自助洗衣店 自助洗衣|lavanderideautoservici|waschsalomitselbstbedienung||こいんらんどり|무인빨래방||lavanderiadeautosservico|lavanderiaselfservice|wasserettemetzelfbediening|pralniasamoobslugowa|прачечнаясамообслуживания|пральнясамообслуговування|selfserviscamasirhane
barber|barber barbershop|男士理发店 理发店|barber|barbi||理容店||barbier|barbeiro barbearia|barbiere|barbier|barber|барбершоп|барбер|berber|pangkasrambut||ร้านตัดผม
tanningsalon|tanningsalon|日光浴沙龙 日晒沙龙|salondebroncead|sonnenstudio|صالتسمير|日烧けさろん|일광살롱|salondebronzage|salaodebronzeamento|centroabbronzatura|zonnebank|solarium|солярии|соляріи|bronzlasmamagazasi
nailsalon|nailsalon|美甲店|salondemanicur|nagelstudio|صالاظافر|ねいるさろん|네일살롱|manucure||onicotecnica curadelleunghie manicure|nagelsalon|salonmanicure|маникюрныисалон|манікюрниисалон|manikurpedikurmagazasi||tiemlammong|ร้านทําเล็บ
speechtherapist|speechtherapist|语言治疗师|fonoaudiolog|logopad logopadi|معالجمشاكلنطق|すぴちせらぴすと|언어치료사|orthophoniste|fonoaudiologo|logopedista|logopedist|logopeda|логопед|логопед|konusmaterapisti|terapiswicara
psychotherapist|psychotherapist clinicalpsychologist|心理咨询 心理治疗师|psicoterapeut|psychotherapeut psychotherapeuti|معالجنفس|心理疗法士|심리치료사|psychotherapeute|psicoterapia|psicoterapista|psychotherapeut|psychoterapeuta|психотерапевт|психотерапевт|ruhsagliklariuzmani|terapispsikologi||นักจิตบําบัด
podiatrist|podiatrist|足疗师 足病诊疗师|podolog|podolog|طبيباقدام|足病医|족부의사|podologue|podologo|podologo|podoloog|podolog|подиатр|подолог|ayakhastaliklariuzmani|spesialiskaki|chuachan|แพทย์เท้า
physiotherapist|physiotherapist|理疗师 物理治疗师|fisioterapeut|physiotherapeut physiotherapeuti||理学疗法士|물리치료사|masseurkinesitherapeute|fisioterapia|fisioterapista|fysiotherapeut|fizjoterapeuta|физиотерапевт|фізіотерапевт|fiziktedaviuzmani|terapisfisik
optometrist|optometrist|验光师|optometrist|augenoptik augenoptikeri|اخصايبصري|检眼医|검안사|optometriste|optometrista|oculista|optometrist|optometrysta|оптометрист|оптометрист|gozdoktoru|spesialismata|domat|นักทัศนมาตร
occupationaltherapist|occupationaltherapist|作业治疗师 职能治疗师|terapeutocupacional|beschaftigungstherapeut beschaftigungstherapeuti|اخصايعلاجوظيف|作业疗法士|작업치료사|ergotherapeute|terapeutaocupacional|medicodellavoro|ergotherapeut|terapeutazajeciowy|эрготерапист|трудотерапевт|tedaviuzmani|terapiskerja
midwife|midwife|助产士|parter|hebamm||助产妇|조산사|sagefemme|parteira|clinicaprenatale|verloskundige|polozna|акушерство|акушер|ebe|bidan|bado|ผดุงครรภ์
medicallaboratory|medicallaboratory|医学实验室 医事检验所|laboratorimedic|medizinischlabor|مختبرطبي|卫生检查所|의학연구소||laboratoriomedico|laboratoriomedico|medischlaboratorium|laboratoriummedyczne|медицинскаялаборатория|медичналабораторія|tibbilaboratuvar|laboratoriummedis
hospice|hospice|临终关怀机构 安养院|cuidadpaliativ|hospiz||ほすぴす|호스피스|hospice||ospizio|palliatievezorgcentrum|hospicjum|хоспис|хоспіс|darulaceze|perawatanlanjutusia
audiologist|audiologist|听力学家 听觉矫正|audiolog|audiolog|اخصايسمع|听觉训练士|청능사|audiologiste|audiologista|audiologo|audiologist|audiolog|аудиолог|аудіолог|sesuzmani|spesialispendengaran|nhathinhhoc
alternativemedicine|alternativemedicine|替代医学 替代疗法|medicinalternativ|alternativmedizi heilpraktik heilpraktikeri|علاجبالطببديل|代替医疗|대체의학|medecinealternative|medicinaalternativa|medicinaalternativa|alternatievegeneeskunde|medycynaalternatywna|альтернативнаямедицина|альтернативнамедицина|alternatiftip|pengobatanalternatif
orthodontist|orthodontist|正畸医师 齿颚矫正医师|ortodoncist|kieferorthopad kieferorthopadi|اخصايتقويماسن|矫正齿科|치과교정과의원|orthodontiste|ortodontista|ortodontista|orthodontist|ortodonta|ортодонт|ортодонт|ortodontist
osteopath|osteopath osteopathypractitioner|整骨治疗师 整骨师|osteopat|praxifurosteopathi||おすておぱし|정골의학의사|osteopathe|osteopata|osteopata|osteopaat|osteopata|остеопат|остеопат|osteopath|||หมอจับเส้น
naturopath|naturopath naturopathypractitioner|自然疗法|naturopat|praxifurnaturheilkund||自然疗法|자연요법사|naturopathe|naturopata|naturopata|naturopaat|naturopata|натуропат|травник|naturopath
homeopath|homeopath homeopathypractitioner|顺势治疗 同质疗法|homeopat|praxifurhomoopathi||ほめおぱし|동종요법사|homeopathe|homeopata|omeopata|homeopaat|homeopata|гомеопат|гомеопат|homeopath
chiropractor|chiropractor|脊骨神经治疗师 脊骨神经医师|quiropractic|chiropraktik|تقويمعظام|かいろぷらくた|카이로프랙터|chiropraticien|quiroprata|chiropratico|chiropractor|kregarz chiropraktyk|хиропрактика|хіропрактика|masor||nankhopxuong
ayurvedapractitioner|ayurvedapractitioner|阿育吠陀治疗师 阿育吠陀从业人员|practicantdeayurved|praxifurayurveda||あゆるゔぇだ|아유르베다|praticienayurvedique|profissionaldeayurveda|ayurveda|ayurvedapraktijk|ajurweda|практикаюрведы|лікараюрведи|ayurvedapractitioner
acupuncturepractitioner|acupuncturepractitioner acupuncturist|针灸治疗师 针灸师|practicantdeacupuntur|praxifurakupunktur||针灸院|침사|acupuncteur|acupunturista|agopuntura|acupunctuurpraktijk|akupunkturzysta|практикующииакупунктурист|лікаракупунктури|acupuncturepractitioner|||แพทย์ฝังเข็ม
winery|winery|葡萄酒坊 酒厂|bodegdevitivinicultur|weingut|winery|わいなり|포도주양조장|chai|vinicola|cantinavinicola|wijngoed|winiarnia|винокурня|виноробня|sarapfabrikasi|penghasilanggur||โรงกลั่นไวน์
windowconstruction|windowconstruction|门窗工坊 窗户工程|construcciondeventan|fensterbaur|تركيبنوافذ|窓职人|창문시공사|constructiondefenetres|fabricantedejanelas|serramentista|raamendeurkadermaker|montazokien|оконщик|вікна|pencereci|konstruksijendela|xaycuaso
watchmaker|watchmaker|制表工坊 制表匠|relojer|uhrmach|ساعات|时计制造业|시계제작소|horloger|relojoeiro|orologiaio|horlogemaker|zegarmistrz|часовщик|годинникар|saatci|ahliarloji|suadongho
upholsterer|upholsterer|家具装饰 家具维修|tapicer|raumausstatt|منجد|椅子张り职人|인테리어업소|tapissier|estofador|tappezziere|stoffeerder|tapicer|мебельщик|меблівник|dosemeci||bocghe|ช่างทําเบาะ
tinsmith|tinsmith|锡匠|hojalater|spengl|سمكر|すず细工职人|양철공사무실|ferblantier|funileiro|lattoniere|loodgieter|blacharz|жестянщик|лудильник|kalayci|pandaitimah|thothiec|ช่างดีบุก
tiler|tiler|铺砖工 磁砖工程||fliesenleg|مبلط|たいる职人|타일시공소|carreleur|ladrilheiro|piastrellista|tegelmaker|glazurnik kafelkarz|плиточник|плиточник|kiremetci||lopngoi
stonemason|stonemason|石材工坊 石匠|albanil|steinmetz||石工|석공사무실|tailleurdepierre|marmoraria marmoreiro marmoresegranitos cantaria canteiro pedras|tagliapietre|metselaar|kamieniarz|каменщик|каменяр|duvarci||xayda|ช่างหิน
signmaker|signmaker|广告工坊 招牌制造|fabricantdecartel|schildundlichtreklameherstell||看板屋|간판공사무실|fabriquantdenseignes|criadordesinais|costruttoredisegnali|bordenmaker|||виготовленняштампів|tabelaci||lambanghieu|ช่างทําป้าย
shoemaker|shoemaker|制鞋工坊 鞋匠|zapater|schust|اسكاف|制靴|제화공사무실|cordonnier|sapateiro|calzolaio|schoenmaker|szewc|сапожник|чоботар|ayakkabici|pembuatsepatu|donggiay
sculptor|sculptor|雕塑工坊 雕塑家|escultor|bildhaur|نحات|雕刻制作所|조각소|sculpteur|escultor|scultore|beeldhouwer|rzezbiarz|скульптор|скульптор|yontucu|pemahat|nhadieukhac|ประติมากร
scaffolder|scaffolder|棚架工程 鹰架工程|andamist|gerustbaubetrieb|تركيبوتاجيرسقال|とび职|비계설치소|monteurdechafaudages|montadordeandaimes|impalcature|stellingenmaker|montazrusztowan||будівельніліси|iskeleci|perancah|xaygian|นั่งร้าน
sawmill|sawmill|锯木厂 制材行|aserrader|sagewerk|منشر|制材|제재소|scierie|serraria|segheria|zagerij|tartak|лесопилка|лісопилка|kerestefabrikasi||nhamaycua|โรงเลื่อย
sailmaker|sailmaker|制帆工坊 船帆工坊|veler|segelmach|صانعاشرع|制帆职人|돛제작소|voilerie||velaio|zeilmaker|zaglomistrz|парусныимастер|вітрильниимаистер|yelkenci||dungbuom
saddler|saddler|座椅工坊 车船坐椅|talabarter|sattlerei|صانعسراج|马具制造人|마구제작소|sellier|seleiro|sellaio|zadelmaker|rymarz siodlarz||сідельниимаистер|eyerci||yencuong
roofer|roofer|屋顶工程|techador|dachdeckerbetrieb|بناءاسقفقرميد|屋根ふき职人|지붕시공소|couvreur|reparadordetelhados|riparatoretetti|dakwerker|dekarz|офискровельщика|покрівельник|catitamircisi|tukangatap|lopnha
rigger|rigger|吊运工程 索具工程|armador|takl|صوارحبالاشرع|舣装者|장비공사무소|greeur||cablaggi|tuiger scheepstuiger|takielarz|такелажник|такелажник|kablocu||dungcotbuom
potterymaker|potterymaker|陶艺工坊 陶艺师|fabricantdeceramic|topferei|صناعوبيعفخار|窑元|도예작업소|potier|criadordeceramica|creatorediceramiche|pottenbakker|garncarz|мастерпокерамике|гончар|comlekci||thogom
plumber|plumber|管路工坊 水管工||sanitarbetrieb|سباك|配管工|배관시공소|plombier|encanador|idraulico|loodgieter|hydraulik|офисслесарясантехника|водопровідник|tesisatci|tukangledeng|suaongnuoc|ช่างประปา
plasterer|plasterer|粉刷工程 泥水匠|yeser|stuckateur|جصاص|左官|미장원|platrier|gesseiro|intonacatore|stukadoor|tynkarz|штукатур|штукатур|sivaci||tratvua|ช่างปูน
photographiclaboratory|photographiclaboratory|冲印店 影像工作室|laboratorifotografic|fotolabor|مختبرتصوير|现像所|현상소|laboratoirephotographique|laboratoriofotografico|laboratoriofotografico|fotoontwikkellab|laboratoriumfotograficzne|фотолаборатория|фотолабораторія|fotograflabovatuari|laboratoriumfotografi|ruahinh|ห้องล้างรูป
parquetlayer|parquetlayer|木地板工 木地板工程|parqueter|parkettleg|تركيبارضيخشب|寄せ木床张り职人|바닥시공소|poseurdeparquet|tecnicodeparque|posatoridiparquet|parketlegger|parkieciarz|укладчикпаркета|паркетник|parkeustasi|tukangparket jasapasangparket
painter|painter|油漆工程 油漆匠||malerbetrieb||涂装业|도색작업소|peintre|pintor|pittore|schilder|malarz|маляр|маляр|boyaci|tukangcat|thoson|ช่างทาสี
metalworker|metalworker|金属加工|obrermetalurgic|metallbaubetrieb||金属加工业|금속공업소|constructionsmetalliques|metalurgia|metalmeccanico|metaalbewerker|budowakonstrukcjimetalowych|работниксметаллоконструкциями|металоконструкціі|dokumcu|||ช่างโลหะ
keycutter|keycutter|配匙店|copistdellav|schlusselschneid|قصونسخمفاتيح|合键作成小店铺|열쇠복제소|reproductiondecles|copiadordechaves|duplicazionedichiavi|sleutelmaker|dorabianiekluczy|изготовлениедубликатовключеи|виготовленняключів|cilingir|duplikatkunci||ตัดกุญแจ
joiner|joiner|家具工坊 细木工匠|ebanist|tischlerei schreinerei|نجار|木工职人|가구제작소|menuisier|marceneiro|falegname|schrijnwerker meubelmaker|stolarz|столяр|столяр|marangoz|||ช่างเชื่อม
insulator|insulator|隔热工程|aislador|dammstoffarbeit|تركيبعوازلحرار||단열시공소|technicienthermicien|isolador|isolanti||kladzenieizolacji|мастерскаятеплоизоляции|утеплювач|kaloriferci|isolator||ฉนวน
hvacworkplace|hvacworkplace|暖通工程 冷暖空调工作区|tallerdeclimatizacion|||空调施工业|hvac작업장|chauffagiste||officinadihvac|||местоработникаовкв||ishcalismaalani||sohvac
handicraftworkspace|handicraftworkspace|手工艺品工坊 手工艺品工作区|tallerdeartesan|kunsthandwerk|نحتوزخرفيدو|手工艺品店|수공예작업소|artisanatfaitmain||bottegadiartigiano|werkplaatsvoorhandvaardigheid|rekodzielo||ремісничииробочиипростір|||xuongthucong
glaziery|glaziery|玻璃工坊 玻璃匠|vidrieri|glaserei|تركيبواصلاحزجاج|がらす细工师|유리시공소|vitrerie|vidraceiro|vetreria|glazenmaker|szklarz|стекольнаямастерская|скляр|camci||lapkinh
gardener|gardener|园艺工坊 园艺师|jardiner|landschaftsgartn|بستان|造园业|정원사사무실|jardinier|jardineiro|giardiniere|tuinman|ogrodnik||садівник|bahcivan|tukangkebun|lamvuon|คนสวน
floorer|floorer|铺地工匠 地板工程|colocadordepiso|bodenleg||床张り屋|바닥시공소|poseurdesol|assentadordepavimento|costruttoredipavimentazioni|vloerder|posadzkarz|укладчикполов|укладанняпідлоги|dosemeustasi||lamsannha|ช่างปูพื้น
electrician|electrician|电工 电气技师|electricist|elektrik|كهرباي|电气工事店|전기작업장|electricien|eletricista|elettricista|elektricien|elektryk|офисэлектрика|електрик|elektrikci|tukanglistrik|lapdien|ช่างไฟฟ้า
dressmaker|dressmaker|女装裁缝|modist|damenschneiderei|خياطنساي|どれすめか|여성복제작소|couturier|costureira|sartoria||krawcowa|портнои|кравець|kadinterzisi|penjahitpakaianwanita||ช่างตัดเสื้อ
distillery|distillery|蒸馏工坊 烈酒厂|destileri|brennerei|distillery|蒸留所|증류소|distillerie|destilaria|distilleria|destilleerderij|gorzelnia||ґуральня|ickiimalathanesi|penyulingan|nhamayruou|โรงกลั่นสุรา
candymaker|candymaker|糖果工坊 甜点师|confiter|susswarengeschaft|حلوان|菓子屋制造贩卖|제과공장|confiseur|doceira fabricantededoces doceria|mercatodellecaramelle|snoepmaker|cukiernik|кондитер|виробникцукерок|sekerci|pembuatpermen|lamkeo|ทําลูกกวาด
clockmaker|clockmaker|钟表工坊 制钟匠|relojer|uhrmach|صناعوصيانساع|时计制造所|시계제작소|horloger|relojoeiro|costruttorediorologi|klokmaker|zegarmistrz|часовщик|годинникар|saatci|pembuatjam|xaydongho
carpetlayer|carpetlayer|铺地毯工人 地毯铺设|tapizadordealfombr|teppichleg|فرشوتركيبمفروش|叠かぺっと工事店|카펫시공소||instaladordecarpete|posatoridimoquette|tapijtlegger|montazwykladzin|укладчикковролина|устелювачкилимів|halici|pemasangkarpet|laptham|ช่างปูพรม
carpenter|carpenter|木匠工坊 木匠|carpinter|zimmer|نجار|工务店|목공소||carpinteiro|carpentiere|timmerman|ciesla|плотник|тесляр|marangoz|tukangkayu|dongdogo|ช่างไม้
craftbrewery|craftbrewery|啤酒坊 地方小酿造厂||handwerksbraurei hausbraurei kleinbraurei mikrobraurei hobbybraurei privatbraurei||びる酿造所|수제맥주양조장|brasserieartisanale|cervejariaartesanal|birrificioartigianale|microbrouwerij|browarrzemieslniczy|крафтоваяпивоварня|крафтовапивоварня
bookbinder|bookbinder|装订工坊 书籍装订匠|encuadernador|buchbind|تغليفوتجليدكتب|制本所|제본소|relieur|encadernador|legatoria|boekbinder|introligator|переплетчиккниг|палітурник|ciltci|tukangjilid|dongsach
boatbuilder|boatbuilder|造船工坊 小艇工厂|constructordebarc|bootsbaur|بناءسفن|ぼと制造所|보트제조소|constructeurdebateaux|fabricantedebarcos|costruttorenavale|scheepsbouwer|szkutnik|судоверфь|судноверф|tersane|pembuatkapal|xaythuyen|ช่างต่อเรือ
blacksmith|blacksmith|铁匠坊 铁匠|herrer|schmied|حداد|锻冶屋|대장간|forgeron|ferreiro|maniscalco|smid|kowal|кузнец|коваль|demirci|pandaibesi|renkimloai|ช่างตีเหล็ก
beekeeper|beekeeper|蜂场 蜂农|apicultor|imkerei|مربنحل|养蜂所|양봉가|apiculteur|apicultor|apicoltore|imker|pszczelarz|пасечник|пасіка|arici|pemeliharalebah|nuoiong|คนเลี้ยงผึ้ง
basketmaker|basketmaker|编织工匠 篮子编织人|fabricantdecest|korbflechterei|صناعوحياكسلال|かご制造所|바구니제작소|vannier|cesteiro|cestaio|mandenvlechter|wikliniarz|мастерлозоплет|кошики|sepetci|pembuatkeranjang|danrora
agriculturalenginemechanic|agriculturalenginemechanic|农机站 农用机具||landmaschinenmechanik|ميكانيكمحركزراع|农机具工场|농업용기계소||||mechaniekenvoorlandbouwmotoren|mechanikmaszynrolniczych|механиксельскохозяиственноитехники|механіксільгоспустаткування|tarimsalmotorlarmekanigi|bengkelmesinpertanian
`;
