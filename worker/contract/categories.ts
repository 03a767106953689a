/** The languages that category names are written in: those of the product itself. */
export const CATEGORY_LANGUAGES = ["en", "zh-Hans", "es", "de", "ar", "ja"] as const;
export type CategoryLanguage = (typeof CATEGORY_LANGUAGES)[number];

type Names = Readonly<Record<CategoryLanguage, string>>;

/**
 * What a group-buy can be about: one fixed table, coarse enough that nobody hesitates between two rows. Codes are never
 * reused. The names double as search words: a keyword in one language meets a demand in another through its category.
 */
export const CATEGORIES = {
  food: names(
    "Food and drink",
    "食品饮料",
    "Alimentación y bebidas",
    "Lebensmittel und Getränke",
    "أغذية ومشروبات",
    "食品・飲料",
  ),
  household: names(
    "Home and kitchen",
    "家居厨房",
    "Hogar y cocina",
    "Haushalt und Küche",
    "المنزل والمطبخ",
    "生活・キッチン用品",
  ),
  furniture: names("Furniture", "家具", "Muebles", "Möbel", "أثاث", "家具"),
  garden: names("House and garden", "庭院园艺", "Casa y jardín", "Haus und Garten", "البيت والحديقة", "住まいと庭"),
  tools: names(
    "Tools and building",
    "工具建材",
    "Herramientas y bricolaje",
    "Werkzeug und Baubedarf",
    "أدوات ومواد بناء",
    "工具・建材",
  ),
  electronics: names("Electronics", "电子产品", "Electrónica", "Elektronik", "إلكترونيات", "電子機器・家電"),
  computers: names(
    "Computers and phones",
    "电脑手机",
    "Ordenadores y teléfonos",
    "Computer und Telefone",
    "حواسيب وهواتف",
    "パソコン・スマートフォン",
  ),
  energy: names("Energy", "能源", "Energía", "Energie", "طاقة", "エネルギー"),
  mobility: names(
    "Bicycles and mobility",
    "自行车与出行",
    "Bicicletas y movilidad",
    "Fahrräder und Mobilität",
    "دراجات وتنقل",
    "自転車・移動",
  ),
  outdoor: names(
    "Outdoor and camping",
    "户外露营",
    "Aire libre y camping",
    "Outdoor und Camping",
    "رحلات وتخييم",
    "アウトドア・キャンプ",
  ),
  sports: names(
    "Sports and fitness",
    "运动健身",
    "Deporte y fitness",
    "Sport und Fitness",
    "رياضة ولياقة",
    "スポーツ・フィットネス",
  ),
  clothing: names(
    "Clothing and shoes",
    "服装鞋帽",
    "Ropa y calzado",
    "Kleidung und Schuhe",
    "ملابس وأحذية",
    "衣料・靴",
  ),
  health: names(
    "Health and beauty",
    "健康美容",
    "Salud y belleza",
    "Gesundheit und Schönheit",
    "صحة وجمال",
    "健康・美容",
  ),
  children: names(
    "Babies and children",
    "母婴儿童",
    "Bebés y niños",
    "Baby und Kind",
    "أطفال ورضع",
    "ベビー・子ども用品",
  ),
  school: names("School supplies", "学习用品", "Material escolar", "Schulbedarf", "مستلزمات مدرسية", "学用品"),
  office: names("Office supplies", "办公用品", "Material de oficina", "Bürobedarf", "مستلزمات مكتبية", "事務用品"),
  books: names("Books and media", "图书音像", "Libros y medios", "Bücher und Medien", "كتب ووسائط", "本・メディア"),
  music: names(
    "Musical instruments and audio",
    "乐器音响",
    "Instrumentos musicales y audio",
    "Musikinstrumente und Audio",
    "آلات موسيقية وصوتيات",
    "楽器・オーディオ",
  ),
  pets: names("Pet supplies", "宠物用品", "Mascotas", "Haustierbedarf", "مستلزمات الحيوانات الأليفة", "ペット用品"),
  emergency: names(
    "Emergency preparedness",
    "防灾应急",
    "Preparación para emergencias",
    "Notfallvorsorge",
    "الاستعداد للطوارئ",
    "防災",
  ),
  home_services: names(
    "Home services",
    "家政服务",
    "Servicios para el hogar",
    "Dienstleistungen rund ums Haus",
    "خدمات منزلية",
    "暮らしのサービス",
  ),
  repair: names(
    "Repair and maintenance",
    "维修保养",
    "Reparación y mantenimiento",
    "Reparatur und Wartung",
    "إصلاح وصيانة",
    "修理・メンテナンス",
  ),
  training: names(
    "Courses and training",
    "课程培训",
    "Cursos y formación",
    "Kurse und Schulungen",
    "دورات وتدريب",
    "講座・研修",
  ),
  photography: names("Photography", "摄影服务", "Fotografía", "Fotografie", "تصوير", "写真撮影"),
  events: names(
    "Events and travel",
    "活动旅行",
    "Eventos y viajes",
    "Veranstaltungen und Reisen",
    "فعاليات وسفر",
    "イベント・旅行",
  ),
  other: names("Other", "其他", "Otros", "Sonstiges", "أخرى", "その他"),
} as const satisfies Readonly<Record<string, Names>>;

export type CategoryCode = keyof typeof CATEGORIES;

/** In the order of the table, which is the order to show them in. */
export const CATEGORY_CODES: readonly CategoryCode[] = Object.keys(CATEGORIES).filter(isCategory);

export function isCategory(code: string): code is CategoryCode {
  return Object.hasOwn(CATEGORIES, code);
}

/** The name in the reader's language (BCP 47: `zh-Hant-TW` and `zh` read `zh-Hans`), else in English. */
export function categoryName(code: CategoryCode, locale: string): string {
  const base = locale.toLowerCase().split("-")[0];
  const language = CATEGORY_LANGUAGES.find((known) => known.split("-")[0] === base) ?? "en";
  return CATEGORIES[code][language];
}

function names(en: string, zhHans: string, es: string, de: string, ar: string, ja: string): Names {
  return { en, "zh-Hans": zhHans, es, de, ar, ja };
}
