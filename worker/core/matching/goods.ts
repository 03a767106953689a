/** The languages of the columns below. */
export const GOODS_LANGUAGES = ["en", "zh", "es", "de", "ar", "ja", "ko"] as const;

/**
 * Ordinary goods and services that groups buy: one thing a line, its names in each language, several behind commas. The
 * first English name is what the index calls the thing, so it never changes. Plurals are the stemmers' work; broken
 * plurals of Arabic stand here. Written for this product by going through its categories.
 */
export const GOODS = `
rice|大米,米,稻米|arroz|Reis|أرز,رز|米,お米,白米|쌀
noodles|面条,挂面|fideos|Nudeln|نودلز,معكرونة|麺,うどん,そば|국수,면
instant noodles,ramen|方便面,泡面,拉面|fideos instantáneos,ramen|Instantnudeln,Ramen|نودلز سريعة التحضير,إندومي|インスタントラーメン,ラーメン,カップ麺|라면,컵라면
pasta,spaghetti|意大利面,意面|pasta,espaguetis|Pasta,Spaghetti|باستا,سباغيتي,مكرونة|パスタ,スパゲッティ|파스타,스파게티
flour|面粉|harina|Mehl|دقيق,طحين|小麦粉|밀가루
bread|面包|pan|Brot|خبز|パン|빵
oats,oatmeal|燕麦,燕麦片|avena,copos de avena|Haferflocken,Hafer|شوفان|オートミール,オーツ麦|귀리,오트밀
beans,lentils|豆子,豆类,扁豆|alubias,judías,lentejas|Bohnen,Linsen|فول,فاصوليا,عدس|豆,レンズ豆|콩,렌틸콩
sugar|糖,白糖|azúcar|Zucker|سكر|砂糖|설탕
salt|盐,食盐|sal|Salz|ملح|塩|소금
cooking oil,vegetable oil|食用油,植物油|aceite de girasol,aceite vegetal|Speiseöl,Pflanzenöl|زيت طعام,زيت نباتي|食用油,サラダ油|식용유
olive oil|橄榄油|aceite de oliva|Olivenöl|زيت زيتون,زيت الزيتون|オリーブオイル|올리브유,올리브 오일
honey|蜂蜜|miel|Honig|عسل|はちみつ,蜂蜜|꿀
spices|香料,调料|especias|Gewürze|بهارات,توابل|スパイス,香辛料|향신료
chocolate|巧克力|chocolate,bombones|Schokolade|شوكولاتة|チョコレート,チョコ|초콜릿
sweets,candy|糖果|dulces,caramelos|Süßigkeiten,Bonbons|حلويات,حلوى|お菓子,キャンディ|사탕,과자
nuts,almonds|坚果,杏仁|frutos secos,nueces,almendras|Nüsse,Mandeln|مكسرات,لوز|ナッツ,アーモンド|견과,아몬드
dates|椰枣,枣|dátiles|Datteln|تمر,تمور|デーツ,ナツメヤシ|대추야자
fruit|水果|fruta|Obst|فاكهة,فواكه|果物,フルーツ|과일
apples|苹果|manzanas|Äpfel|تفاح|りんご,リンゴ|사과
oranges|橙子,橘子|naranjas|Orangen|برتقال|オレンジ,みかん|오렌지,귤
vegetables|蔬菜|verduras,hortalizas|Gemüse|خضار,خضروات|野菜|채소,야채
potatoes|土豆,马铃薯|patatas,papas|Kartoffeln|بطاطس,بطاطا|じゃがいも|감자
eggs|鸡蛋|huevos|Eier|بيض|卵,たまご|계란,달걀
milk|牛奶|leche|Milch|حليب,لبن|牛乳,ミルク|우유
milk powder,infant formula|奶粉,婴儿奶粉|leche en polvo,leche de fórmula|Milchpulver,Säuglingsnahrung|حليب مجفف,حليب أطفال|粉ミルク|분유
cheese|奶酪,芝士|queso|Käse|جبن,أجبان|チーズ|치즈
meat,beef|肉,牛肉|carne,ternera|Fleisch,Rindfleisch|لحم,لحوم|肉,牛肉|고기,소고기
chicken|鸡肉|pollo|Hähnchen,Hühnerfleisch|دجاج|鶏肉,チキン|닭고기
fish,seafood|鱼,海鲜|pescado,marisco|Fisch,Meeresfrüchte|سمك,أسماك|魚,海鮮|생선,해산물
canned food,tinned food|罐头|conservas|Konserven|معلبات|缶詰|통조림
tea,green tea,black tea|茶,茶叶,绿茶,红茶|té,té verde,té negro|Tee,Grüntee,Schwarztee|شاي,شاي أخضر|茶,お茶,緑茶,紅茶,日本茶|차,녹차,홍차
coffee,coffee beans|咖啡,咖啡豆|café,café en grano|Kaffee,Kaffeebohnen,Röstkaffee|قهوة,بن|コーヒー,珈琲,コーヒー豆|커피,원두
mineral water,bottled water|矿泉水,瓶装水,饮用水|agua mineral,agua embotellada|Mineralwasser|مياه معدنية,ماء معبأ|ミネラルウォーター,飲料水|생수
juice|果汁|zumo,jugo|Saft|عصير|ジュース|주스
beer|啤酒|cerveza|Bier|بيرة|ビール|맥주
wine|葡萄酒,红酒|vino|Wein|نبيذ|ワイン|와인
snacks,crisps,potato chips|零食,薯片|aperitivos,patatas fritas|Snacks,Chips|وجبات خفيفة,شيبس|スナック,ポテトチップス|간식,과자,감자칩
refrigerator,fridge,mini fridge|冰箱,电冰箱,小冰箱|nevera,frigorífico,refrigerador,minibar|Kühlschrank,Minikühlschrank|ثلاجة,ثلاجات,براد|冷蔵庫|냉장고
freezer,chest freezer|冰柜,冷柜|congelador,arcón congelador|Gefrierschrank,Gefriertruhe|فريزر,مجمد|冷凍庫|냉동고
air conditioner,air conditioning,AC unit|空调,空调机,冷气机,冷气|aire acondicionado,acondicionador de aire|Klimaanlage,Klimagerät|مكيف,مكيفات,مكيف هواء,تكييف|エアコン,クーラー|에어컨
fan,ventilator|风扇,电风扇|ventilador|Ventilator|مروحة,مراوح|扇風機|선풍기
heater,radiator|取暖器,暖气|calefactor,estufa,radiador|Heizung,Heizlüfter,Heizkörper|مدفأة,دفاية|ヒーター,ストーブ|히터,난로
washing machine|洗衣机|lavadora|Waschmaschine|غسالة,غسالات|洗濯機|세탁기
dishwasher|洗碗机|lavavajillas|Geschirrspüler,Spülmaschine|غسالة صحون,جلاية|食洗機,食器洗い機|식기세척기
vacuum cleaner|吸尘器|aspiradora|Staubsauger|مكنسة كهربائية|掃除機|청소기,진공청소기
microwave,microwave oven|微波炉|microondas|Mikrowelle|ميكروويف|電子レンジ|전자레인지
oven|烤箱|horno|Backofen,Ofen|فرن,أفران|オーブン|오븐
air fryer|空气炸锅|freidora de aire|Heißluftfritteuse|قلاية هوائية|エアフライヤー,ノンフライヤー|에어프라이어
kettle|电水壶,热水壶|hervidor|Wasserkocher|غلاية|電気ケトル,やかん|전기포트,주전자
rice cooker|电饭煲,电饭锅|arrocera|Reiskocher|طباخة أرز|炊飯器|밥솥
coffee machine,coffee maker,espresso machine|咖啡机|cafetera,máquina de café|Kaffeemaschine,Kaffeevollautomat|ماكينة قهوة,آلة قهوة|コーヒーメーカー|커피머신,커피 메이커
blender,mixer|搅拌机,榨汁机|batidora,licuadora|Mixer,Standmixer|خلاط|ミキサー,ブレンダー|믹서기,블렌더
pan,pot,cookware|锅,炒锅,平底锅,锅具|sartén,olla,batería de cocina|Pfanne,Topf,Kochgeschirr|قدر,مقلاة,أواني طبخ|鍋,フライパン|냄비,프라이팬
knife|刀,菜刀|cuchillo|Messer|سكين,سكاكين|包丁,ナイフ|칼
plates,tableware,dishes|盘子,餐具|platos,vajilla|Teller,Geschirr|صحون,أطباق|皿,食器|접시,식기
cups,mugs|杯子,马克杯|tazas,vasos|Tassen,Becher|أكواب,كوب|カップ,マグカップ,コップ|컵,머그컵
water bottle,thermos,vacuum flask|水杯,保温杯|botella de agua,termo|Trinkflasche,Thermosflasche|قارورة ماء,ترمس|水筒,魔法瓶|물병,텀블러,보온병
water filter,water purifier|净水器,滤水器,滤芯|filtro de agua,purificador de agua|Wasserfilter|فلتر ماء,منقي مياه|浄水器|정수기
air purifier|空气净化器|purificador de aire|Luftreiniger|منقي هواء|空気清浄機|공기청정기
humidifier|加湿器|humidificador|Luftbefeuchter|مرطب هواء|加湿器|가습기
detergent,washing powder|洗衣液,洗衣粉,洗涤剂|detergente|Waschmittel|منظف,مسحوق غسيل|洗剤|세제
soap|肥皂,香皂|jabón|Seife|صابون|石鹸,石けん,ソープ|비누
toilet paper|卫生纸,厕纸|papel higiénico|Toilettenpapier,Klopapier|ورق تواليت,ورق حمام|トイレットペーパー|휴지,화장지
tissues,paper towels|纸巾,抽纸|pañuelos de papel,papel de cocina|Taschentücher,Küchenrolle|مناديل,محارم|ティッシュ,キッチンペーパー|티슈,키친타월
bin bags,rubbish bags,garbage bags|垃圾袋|bolsas de basura|Müllbeutel,Müllsäcke|أكياس قمامة|ゴミ袋|쓰레기봉투
towels|毛巾|toallas|Handtücher|مناشف,منشفة|タオル|수건,타월
bed linen,bed sheets,bedding|床单,床上用品,四件套|sábanas,ropa de cama|Bettwäsche,Bettlaken|ملاءات,شراشف,مفارش|シーツ,寝具|침구,침대 시트
pillow|枕头|almohada|Kissen,Kopfkissen|وسادة,وسائد,مخدة|枕,まくら|베개
blanket|毯子,毛毯|manta|Decke,Wolldecke|بطانية,بطانيات|毛布,ブランケット|담요,이불
duvet,quilt,comforter|被子,羽绒被|edredón,nórdico|Bettdecke,Daunendecke|لحاف|布団,掛け布団|이불
mattress|床垫|colchón|Matratze|مرتبة,فرشة|マットレス|매트리스
curtains|窗帘|cortinas|Vorhänge,Gardinen|ستائر,ستارة|カーテン|커튼
carpet,rug|地毯|alfombra|Teppich|سجاد,سجادة|カーペット,絨毯,ラグ|카펫,러그
lamp,light,lighting|灯,灯具,台灯|lámpara,iluminación|Lampe,Leuchte,Beleuchtung|مصباح,مصابيح,إضاءة|ランプ,照明,ライト|램프,조명,등
light bulb,LED bulb|灯泡,LED灯泡|bombilla,bombilla led,foco|Glühbirne,LED-Lampe,Leuchtmittel|لمبة,لمبات,مصباح ليد|電球,LED電球|전구,LED 전구
candles|蜡烛|velas|Kerzen|شموع,شمعة|ろうそく,キャンドル|양초
chair,office chair,desk chair|椅子,办公椅,电脑椅,人体工学椅|silla,silla de oficina,silla ergonómica|Stuhl,Bürostuhl,Drehstuhl,Bürosessel|كرسي,كراسي,كرسي مكتب,كراسي مكتبية|椅子,オフィスチェア,チェア|의자,사무용 의자
desk,office desk|书桌,办公桌,桌子|escritorio,mesa de oficina|Schreibtisch|مكتب,مكاتب,طاولة مكتب|机,デスク|책상
standing desk,sit-stand desk,height-adjustable desk|升降桌,站立式办公桌,升降办公桌|escritorio elevable,mesa elevable,escritorio de pie|Stehschreibtisch,Steh-Sitz-Tisch,höhenverstellbarer Schreibtisch|مكتب قابل للتعديل,مكتب وقوف|昇降デスク,スタンディングデスク|스탠딩 책상,높이조절 책상
table|桌子,餐桌|mesa|Tisch|طاولة,طاولات|テーブル|테이블,탁자
sofa,couch|沙发|sofá|Sofa,Couch|كنبة,أريكة|ソファ|소파
bed|床|cama|Bett|سرير,أسرة|ベッド|침대
wardrobe,cupboard,cabinet|衣柜,柜子|armario|Schrank,Kleiderschrank|خزانة,دولاب|タンス,クローゼット,棚|옷장,수납장
shelf,bookcase,shelving|书架,货架,架子|estantería,estante|Regal,Bücherregal|رف,رفوف|本棚,棚|책장,선반
lawn mower|割草机|cortacésped|Rasenmäher|جزازة عشب|芝刈り機|잔디깎이
garden hose|水管,花园水管|manguera|Gartenschlauch|خرطوم مياه|ホース|호스
seeds,plants|种子,植物|semillas,plantas|Samen,Saatgut,Pflanzen|بذور,نباتات|種,植物,苗|씨앗,식물
fertiliser,fertilizer|肥料,化肥|fertilizante,abono|Dünger|سماد,أسمدة|肥料|비료
firewood,wood pellets|木柴,颗粒燃料|leña,pellets|Brennholz,Pellets|حطب|薪,ペレット|장작,펠릿
drill,cordless drill,power drill|电钻,手电钻,充电钻,冲击钻|taladro,taladro inalámbrico,taladradora|Bohrmaschine,Akkuschrauber,Akkubohrschrauber|مثقاب,دريل,شنيور|電動ドリル,ドリル,インパクトドライバー|드릴,전동 드릴
saw,chainsaw|锯,电锯|sierra,motosierra|Säge,Kettensäge|منشار|のこぎり,チェーンソー|톱,전기톱
screwdriver|螺丝刀|destornillador|Schraubendreher,Schraubenzieher|مفك,مفكات|ドライバー,ねじ回し|드라이버
tool box,tool set|工具箱,工具套装|caja de herramientas,juego de herramientas|Werkzeugkasten,Werkzeugset|صندوق أدوات,عدة|工具箱,工具セット|공구함,공구 세트
ladder|梯子|escalera|Leiter|سلم|はしご,脚立|사다리
screws,nails|螺丝,钉子|tornillos,clavos|Schrauben,Nägel|براغي,مسامير|ねじ,釘|나사,못
paint|油漆,涂料|pintura|Farbe,Wandfarbe|دهان,طلاء|ペンキ,塗料|페인트
cement,concrete|水泥,混凝土|cemento,hormigón|Zement,Beton|أسمنت,خرسانة|セメント,コンクリート|시멘트
tiles|瓷砖|azulejos,baldosas|Fliesen|بلاط|タイル|타일
timber,wood,lumber|木材|madera|Holz,Bauholz|خشب,أخشاب|木材|목재
headphones,headset,over-ear headphones|耳机,头戴式耳机,耳麦|auriculares,cascos,auriculares de diadema|Kopfhörer,Headset|سماعة,سماعات,سماعات رأس,سماعة رأس|ヘッドホン,ヘッドフォン,ヘッドセット|헤드폰,헤드셋
earphones,earbuds,in-ear headphones|耳机,蓝牙耳机,耳塞,入耳式耳机|auriculares,audífonos,auriculares de botón|Ohrhörer,In-Ear-Kopfhörer|سماعات أذن,سماعة أذن,سماعة|イヤホン,イヤフォン|이어폰,이어버드
loudspeaker,speaker,bluetooth speaker|音箱,音响,扬声器,蓝牙音箱|altavoz,altavoz bluetooth,bocina|Lautsprecher,Bluetooth-Lautsprecher|مكبر صوت,مكبرات صوت|スピーカー|스피커
microphone|麦克风,话筒|micrófono|Mikrofon|ميكروفون,لاقط صوت|マイク|마이크
television,TV|电视,电视机|televisor,televisión|Fernseher|تلفزيون,تلفاز,شاشة تلفزيون|テレビ|텔레비전,티비
monitor,computer screen,display|显示器,显示屏,屏幕|monitor,pantalla|Monitor,Bildschirm|شاشة,شاشات|モニター,ディスプレイ|모니터
projector,beamer|投影仪,投影机|proyector|Beamer,Projektor|جهاز عرض,بروجكتر|プロジェクター|프로젝터,빔프로젝터
camera,digital camera|相机,照相机,数码相机|cámara,cámara digital|Kamera,Digitalkamera|كاميرا,كاميرات|カメラ,デジカメ|카메라
webcam|摄像头,网络摄像头|cámara web,webcam|Webcam|كاميرا ويب|ウェブカメラ|웹캠
security camera,CCTV|监控摄像头,监控|cámara de seguridad,cámara de vigilancia|Überwachungskamera|كاميرا مراقبة,كاميرات مراقبة|防犯カメラ,監視カメラ|보안 카메라
power bank,portable charger|充电宝,移动电源,行动电源|batería externa,batería portátil,powerbank|Powerbank,mobiler Akku|بنك طاقة,شاحن متنقل,باور بانك,بطارية متنقلة|モバイルバッテリー|보조배터리
charger,phone charger,power adapter|充电器,电源适配器|cargador,adaptador de corriente|Ladegerät,Netzteil|شاحن,شواحن|充電器,ACアダプター|충전기
cable,charging cable,USB cable,USB-C cable|数据线,充电线,USB线|cable,cable de carga,cable USB|Kabel,Ladekabel,USB-Kabel|كابل,كيبل,كابل شحن,سلك شحن|ケーブル,充電ケーブル,USBケーブル|케이블,충전 케이블
battery,batteries|电池|pila,pilas,batería|Batterie,Akku|بطارية,بطاريات|電池,乾電池,バッテリー|건전지,배터리
memory card,SD card|存储卡,内存卡|tarjeta de memoria|Speicherkarte|بطاقة ذاكرة|メモリーカード,SDカード|메모리 카드
smartwatch,fitness tracker|智能手表,手环|reloj inteligente,smartwatch,pulsera de actividad|Smartwatch,Fitnessarmband|ساعة ذكية,ساعات ذكية|スマートウォッチ|스마트워치,스마트 워치
drone|无人机|dron|Drohne|درون,طائرة مسيرة|ドローン|드론
game console|游戏机|consola,videoconsola|Spielkonsole|جهاز ألعاب|ゲーム機|게임기
laptop,notebook,notebook computer,laptop computer|笔记本电脑,笔记本,笔电,手提电脑|portátil,ordenador portátil,computadora portátil,laptop|Laptop,Notebook|حاسوب محمول,لابتوب,لاب توب,كمبيوتر محمول,حواسيب محمولة|ノートパソコン,ノートPC,ラップトップ|노트북,노트북 컴퓨터
computer,desktop computer,PC|电脑,计算机,台式机,台式电脑|ordenador,computadora|Computer,Desktop-PC,Rechner|حاسوب,كمبيوتر,حواسيب|パソコン,コンピューター,デスクトップ|컴퓨터,데스크톱
tablet,tablet computer|平板电脑,平板|tableta,tablet|Tablet|جهاز لوحي,تابلت,أجهزة لوحية|タブレット|태블릿
smartphone,mobile phone,cell phone|手机,智能手机|teléfono móvil,móvil,celular,smartphone|Handy,Smartphone,Mobiltelefon|هاتف,هاتف ذكي,جوال,موبايل,هواتف|スマートフォン,スマホ,携帯電話|스마트폰,휴대폰,핸드폰
phone case,phone cover|手机壳,手机套|funda de móvil,funda para móvil,carcasa|Handyhülle,Schutzhülle,Handytasche|غطاء هاتف,جراب,كفر جوال,غطاء جوال|スマホケース,スマートフォンケース,携帯ケース|휴대폰 케이스,폰케이스
screen protector|钢化膜,手机膜,贴膜|protector de pantalla|Displayschutz,Schutzfolie|واقي شاشة,حماية شاشة|保護フィルム,液晶保護フィルム|보호필름
keyboard|键盘|teclado|Tastatur|لوحة مفاتيح,كيبورد|キーボード|키보드
mouse,computer mouse|鼠标|ratón|Maus,Computermaus|ماوس,فأرة|マウス|마우스
printer,laser printer|打印机,激光打印机|impresora,impresora láser|Drucker,Laserdrucker|طابعة,طابعات|プリンター,プリンタ|프린터
toner,ink cartridge,printer ink|墨盒,硒鼓,碳粉|tóner,cartucho de tinta,tinta|Toner,Druckerpatrone,Tintenpatrone|حبر طابعة,خرطوشة حبر,تونر|トナー,インクカートリッジ,インク|토너,잉크
router,wifi router|路由器|router|Router,WLAN-Router|راوتر,موجه|ルーター|공유기,라우터
hard drive,SSD|硬盘,固态硬盘|disco duro|Festplatte|قرص صلب,هارد ديسك|ハードディスク|하드디스크
USB stick,flash drive|U盘,优盘|memoria USB,pendrive|USB-Stick|فلاش ميموري,ذاكرة فلاش|USBメモリ|USB 메모리
software licence|软件,软件授权|software,licencia de software|Software,Softwarelizenz|برنامج,رخصة برنامج|ソフトウェア|소프트웨어
solar panel,photovoltaic module,PV module,solar module|太阳能板,太阳能电池板,光伏板,光伏组件|panel solar,placa solar,módulo fotovoltaico|Solarmodul,Solarpanel,Photovoltaikmodul,Photovoltaik|لوح شمسي,ألواح شمسية,خلايا شمسية,طاقة شمسية|太陽光パネル,ソーラーパネル,太陽電池|태양광 패널,태양 전지판
balcony power plant,plug-in solar|阳台光伏|kit solar para balcón|Balkonkraftwerk|نظام شمسي للشرفة|ベランダソーラー|베란다 태양광
inverter|逆变器|inversor|Wechselrichter|عاكس,انفرتر|インバーター|인버터
power station,home battery,battery storage|储能电源,户外电源,储能电池|estación de energía,batería doméstica|Powerstation,Stromspeicher,Batteriespeicher|محطة طاقة متنقلة|ポータブル電源,蓄電池|파워뱅크,휴대용 전원
generator|发电机|generador|Generator,Stromerzeuger|مولد,مولدات,مولد كهرباء|発電機|발전기
heat pump|热泵|bomba de calor|Wärmepumpe|مضخة حرارية|ヒートポンプ|히트펌프
water heater,solar water heater|热水器,太阳能热水器|calentador de agua,termo eléctrico,calentador solar|Warmwasserbereiter,Boiler|سخان,سخانات,سخان ماء,سخان شمسي|給湯器,湯沸かし器|온수기
heating oil|取暖油|gasóleo de calefacción|Heizöl|وقود تدفئة|灯油|난방유
bicycle,bike|自行车,单车,脚踏车|bicicleta,bici|Fahrrad,Rad|دراجة,دراجات,دراجة هوائية|自転車|자전거
electric bicycle,e-bike,electric bike,pedelec|电动自行车,电动车,电单车|bicicleta eléctrica,ebike|E-Bike,Elektrofahrrad,Pedelec|دراجة كهربائية,دراجات كهربائية|電動自転車,電動アシスト自転車|전기 자전거,전기자전거
electric scooter,e-scooter,kick scooter|电动滑板车,滑板车|patinete eléctrico,patinete|E-Scooter,Tretroller|سكوتر كهربائي,سكوتر|電動キックボード|전동 킥보드
helmet,bicycle helmet|头盔|casco|Helm,Fahrradhelm|خوذة,خوذ|ヘルメット|헬멧
bicycle lock|车锁,自行车锁|candado para bicicleta|Fahrradschloss|قفل دراجة|自転車の鍵|자전거 자물쇠
tyres,tires,car tyres|轮胎,汽车轮胎|neumáticos,llantas|Reifen,Autoreifen|إطارات,إطار,كفرات|タイヤ|타이어
winter tyres,snow tyres,snow tires,winter tires|冬季轮胎,雪地胎,雪地轮胎|neumáticos de invierno,neumáticos de nieve|Winterreifen|إطارات شتوية,إطارات ثلج|スタッドレスタイヤ,冬タイヤ,スノータイヤ|겨울용 타이어,스노우 타이어
car|汽车,轿车|coche,auto|Auto,Pkw|سيارة,سيارات|車,自動車|자동차
motor oil,engine oil|机油|aceite de motor|Motoröl|زيت محرك|エンジンオイル|엔진오일
child car seat|儿童安全座椅,安全座椅|silla de coche,silla infantil para coche|Kindersitz,Autokindersitz|مقعد سيارة للأطفال,كرسي سيارة|チャイルドシート|카시트
tent|帐篷|tienda de campaña,carpa|Zelt|خيمة,خيام|テント|텐트
sleeping bag|睡袋|saco de dormir|Schlafsack|كيس نوم|寝袋|침낭
backpack,rucksack,school bag|背包,双肩包,书包|mochila|Rucksack,Schulranzen|حقيبة ظهر,حقائب ظهر,حقيبة مدرسية,حقائب مدرسية|リュック,リュックサック,バックパック,ランドセル|배낭,백팩,책가방
suitcase,luggage|行李箱,拉杆箱|maleta,equipaje|Koffer|حقيبة سفر,حقائب سفر|スーツケース|여행 가방,캐리어
handbag,bag|手提包,包|bolso|Handtasche,Tasche|حقيبة يد,شنطة|ハンドバッグ,かばん,バッグ|가방,핸드백
yoga mat,exercise mat,gym mat|瑜伽垫,健身垫,运动垫|esterilla de yoga,esterilla,colchoneta|Yogamatte,Gymnastikmatte,Sportmatte|سجادة يوغا,بساط تمارين|ヨガマット,トレーニングマット|요가 매트,운동 매트
dumbbells,weights|哑铃|mancuernas,pesas|Hanteln,Gewichte|دمبل,أثقال|ダンベル|덤벨,아령
treadmill|跑步机|cinta de correr|Laufband|جهاز مشي,سير كهربائي|ランニングマシン,ルームランナー|러닝머신
football,soccer ball|足球|balón de fútbol|Fußball|كرة قدم|サッカーボール|축구공
shoes|鞋,鞋子|zapatos,calzado|Schuhe|حذاء,أحذية|靴,シューズ|신발,구두
running shoes,sneakers,trainers,sports shoes|跑鞋,跑步鞋,运动鞋|zapatillas,zapatillas de correr,zapatillas deportivas,tenis|Laufschuhe,Turnschuhe,Sportschuhe,Sneaker|حذاء رياضي,أحذية رياضية,أحذية جري,حذاء جري|ランニングシューズ,スニーカー,運動靴|운동화,러닝화,스니커즈
work boots,safety shoes,boots|劳保鞋,靴子|botas,botas de seguridad|Arbeitsschuhe,Sicherheitsschuhe,Stiefel|أحذية سلامة,بوت|安全靴,ブーツ|안전화,부츠
T-shirt,tee shirt|T恤,T恤衫,文化衫|camiseta,playera|T-Shirt|تيشيرت,تي شيرت,قميص قطني|Tシャツ|티셔츠
shirt|衬衫|camisa|Hemd|قميص,قمصان|シャツ|셔츠
trousers,pants,jeans|裤子,牛仔裤|pantalones,vaqueros|Hose,Jeans|بنطلون,سروال,جينز|ズボン,ジーンズ,パンツ|바지,청바지
jacket,coat|夹克,外套,羽绒服|chaqueta,abrigo|Jacke,Mantel|جاكيت,معطف,سترة|ジャケット,コート,上着|재킷,외투,코트
hoodie,sweatshirt|卫衣|sudadera|Kapuzenpullover,Hoodie,Sweatshirt|هودي,سويت شيرت|パーカー,スウェット|후드티,맨투맨
sweater,pullover|毛衣|jersey,suéter|Pullover|كنزة,سترة صوفية|セーター|스웨터
socks|袜子|calcetines|Socken|جوارب,شراب|靴下,ソックス|양말
gloves|手套|guantes|Handschuhe|قفازات,قفاز|手袋,グローブ|장갑
hat,cap|帽子|gorra,sombrero|Mütze,Hut,Kappe|قبعة,قبعات|帽子,キャップ|모자
uniform,workwear|制服,工作服|uniforme,ropa de trabajo|Uniform,Arbeitskleidung|زي موحد,ملابس عمل|制服,作業着|유니폼,작업복
umbrella|雨伞,伞|paraguas|Regenschirm,Schirm|مظلة,شمسية|傘|우산
watch,wristwatch|手表|reloj,reloj de pulsera|Armbanduhr|ساعة يد|腕時計|손목시계
face mask,surgical mask,medical mask|口罩,医用口罩,外科口罩|mascarilla,mascarilla quirúrgica,cubrebocas,tapabocas|Maske,Mundschutz,OP-Maske,Atemschutzmaske|كمامة,كمامات,كمامات طبية,قناع طبي|マスク,サージカルマスク,不織布マスク|마스크,의료용 마스크
hand sanitiser,disinfectant|洗手液,消毒液|gel hidroalcohólico,desinfectante|Desinfektionsmittel|معقم يدين,مطهر|消毒液,アルコール消毒|손 소독제,소독제
disposable gloves,nitrile gloves,latex gloves|一次性手套,丁腈手套|guantes desechables,guantes de nitrilo|Einweghandschuhe,Nitrilhandschuhe|قفازات طبية,قفازات نيتريل|使い捨て手袋,ニトリル手袋|일회용 장갑,니트릴 장갑
first aid kit|急救箱,急救包|botiquín|Verbandskasten,Erste-Hilfe-Set|صندوق إسعافات أولية|救急箱|구급상자
vitamins,food supplement|维生素,保健品|vitaminas,suplementos|Vitamine,Nahrungsergänzungsmittel|فيتامينات,مكملات غذائية|ビタミン,サプリメント|비타민,영양제
shampoo|洗发水|champú|Shampoo|شامبو|シャンプー|샴푸
toothbrush,toothpaste|牙刷,牙膏|cepillo de dientes,pasta de dientes|Zahnbürste,Zahnpasta|فرشاة أسنان,معجون أسنان|歯ブラシ,歯磨き粉|칫솔,치약
sun cream,sunscreen|防晒霜|crema solar,protector solar|Sonnencreme|واقي شمس|日焼け止め|선크림,자외선 차단제
cosmetics,make-up|化妆品|cosméticos,maquillaje|Kosmetik,Make-up|مستحضرات تجميل,مكياج|化粧品,コスメ|화장품
sanitary pads,tampons|卫生巾|compresas,tampones|Damenbinden,Tampons|فوط صحية|生理用品,ナプキン|생리대
glasses,sunglasses|眼镜,太阳镜|gafas,gafas de sol|Brille,Sonnenbrille|نظارة,نظارات|メガネ,眼鏡,サングラス|안경,선글라스
wheelchair|轮椅|silla de ruedas|Rollstuhl|كرسي متحرك|車椅子|휠체어
nappies,diapers|尿布,纸尿裤,尿不湿,尿片|pañales|Windeln|حفاضات,حفاظات,حفاضة|おむつ,オムツ,紙おむつ|기저귀
baby wipes,wet wipes|湿巾,婴儿湿巾|toallitas húmedas,toallitas|Feuchttücher|مناديل مبللة|おしりふき,ウェットティッシュ|물티슈
pushchair,stroller,pram,buggy|婴儿车,推车,婴儿推车,手推车|cochecito,carrito de bebé,silla de paseo,carriola|Kinderwagen,Buggy|عربة أطفال,عربات أطفال,عربة|ベビーカー|유모차
baby bottle|奶瓶|biberón|Babyflasche|رضاعة,زجاجة رضاعة|哺乳瓶|젖병
toys|玩具|juguetes|Spielzeug|لعبة,ألعاب|おもちゃ,玩具|장난감
building blocks|积木|bloques de construcción|Bausteine|مكعبات|積み木,ブロック|블록
cat food|猫粮,猫食|comida para gatos,pienso para gatos|Katzenfutter|طعام قطط,أكل قطط|キャットフード,猫の餌|고양이 사료
dog food|狗粮|comida para perros,pienso para perros|Hundefutter|طعام كلاب|ドッグフード|강아지 사료,개 사료
pet food|宠物食品|comida para mascotas|Tierfutter,Tiernahrung|طعام حيوانات أليفة|ペットフード|사료,반려동물 사료
cat litter|猫砂|arena para gatos|Katzenstreu|رمل قطط|猫砂|고양이 모래
paper,copy paper,printer paper,A4 paper|纸,复印纸,打印纸,A4纸|papel,papel para impresora,papel A4,folios|Papier,Kopierpapier,Druckerpapier|ورق,ورق طباعة,ورق تصوير|紙,コピー用紙,印刷用紙|종이,복사용지,복사지
pens,ballpoint pens|笔,圆珠笔|bolígrafos|Stifte,Kugelschreiber|قلم,أقلام|ペン,ボールペン|펜,볼펜
pencils|铅笔|lápices|Bleistifte|قلم رصاص,أقلام رصاص|鉛筆|연필
exercise books,notepads|练习本,笔记簿|cuadernos,libretas|Hefte,Notizbuch|دفتر,دفاتر|ノート,メモ帳|공책,노트
whiteboard|白板|pizarra blanca|Whiteboard|سبورة بيضاء|ホワイトボード|화이트보드
envelopes|信封|sobres|Briefumschläge|أظرف,مغلفات|封筒|봉투
cardboard boxes,packaging|纸箱,包装|cajas de cartón,embalaje|Kartons,Verpackung|كراتين,صناديق كرتون,تغليف|段ボール,梱包材|박스,포장재
books,textbooks|书,书籍,教材,课本|libros,libros de texto|Bücher,Schulbücher|كتاب,كتب|本,書籍,教科書|책,교과서
calculator|计算器|calculadora|Taschenrechner|آلة حاسبة|電卓|계산기
guitar|吉他|guitarra|Gitarre|غيتار,جيتار|ギター|기타
piano,keyboard instrument|钢琴,电子琴|piano,teclado musical|Klavier,Keyboard|بيانو|ピアノ|피아노
torch,flashlight|手电筒|linterna|Taschenlampe|مصباح يدوي,كشاف|懐中電灯|손전등
fire extinguisher|灭火器|extintor|Feuerlöscher|طفاية حريق|消火器|소화기
smoke detector|烟雾报警器|detector de humo|Rauchmelder|كاشف دخان|火災報知器|화재경보기
cleaning,office cleaning,cleaning service|保洁,清洁,办公室保洁,清洁服务|limpieza,limpieza de oficinas,servicio de limpieza|Reinigung,Büroreinigung,Gebäudereinigung|تنظيف,تنظيف مكاتب,خدمة تنظيف|清掃,掃除,オフィス清掃,クリーニング|청소,사무실 청소
window cleaning|擦窗,玻璃清洁|limpieza de ventanas|Fensterreinigung|تنظيف نوافذ|窓清掃|유리창 청소
moving,removals,relocation|搬家,搬运|mudanza,mudanzas|Umzug|نقل أثاث,نقل عفش|引っ越し,引越し|이사
repair,maintenance|维修,保养|reparación,mantenimiento|Reparatur,Wartung|إصلاح,صيانة|修理,メンテナンス|수리,유지보수
painting service,decorator|刷墙,粉刷|pintor,servicio de pintura|Malerarbeiten,Maler|دهان جدران|塗装|도배,페인트칠
gardening|园艺|jardinería|Gartenpflege,Gartenarbeit|تنسيق حدائق|庭の手入れ,造園|정원 관리
photographer,photography,photo shoot|摄影师,摄影,拍照|fotógrafo,fotografía,sesión de fotos|Fotograf,Fotografie,Fotoshooting|مصور,تصوير|写真撮影,カメラマン,撮影|사진 촬영,사진사
language course,language class|语言课程,语言班|curso de idiomas,clases de idiomas|Sprachkurs|دورة لغة,دورات لغات|語学講座,語学教室|어학 강좌
English course,English lessons|英语课,英语课程,英语培训|curso de inglés,clases de inglés|Englischkurs,Englischunterricht|دورة لغة إنجليزية,دروس إنجليزي|英会話,英語レッスン,英語教室|영어 회화,영어 수업
German course,German lessons|德语课,德语课程|curso de alemán,clases de alemán|Deutschkurs|دورة لغة ألمانية|ドイツ語講座|독일어 수업
tutoring,private lessons|家教,补课|clases particulares,refuerzo escolar|Nachhilfe|دروس خصوصية|家庭教師,塾|과외
first aid course|急救课程,急救培训|curso de primeros auxilios|Erste-Hilfe-Kurs|دورة إسعافات أولية|救命講習|응급처치 교육
driving lessons|驾校,学车|clases de conducir,autoescuela|Fahrstunden,Fahrschule|تعليم قيادة|自動車教習|운전 교육
gym membership|健身卡,健身房|gimnasio,cuota de gimnasio|Fitnessstudio|نادي رياضي,اشتراك جيم|ジム会員|헬스장 회원권
catering|餐饮,团餐|catering|Catering|تموين,ضيافة|ケータリング|케이터링
printing|印刷,定制印刷|impresión,estampado|Druck,Bedruckung|طباعة|印刷,プリント|인쇄,프린팅
internet access,broadband|宽带,网络|internet,banda ancha|Internetanschluss|إنترنت|インターネット回線|인터넷
insurance|保险|seguro|Versicherung|تأمين|保険|보험
hotel,holiday,travel|酒店,旅游|hotel,viaje,vacaciones|Hotel,Reise,Urlaub|فندق,سفر,رحلة|ホテル,旅行|호텔,여행
tickets,concert tickets|门票,票|entradas|Eintrittskarten,Tickets|تذاكر,تذكرة|チケット|티켓,입장권
`;
