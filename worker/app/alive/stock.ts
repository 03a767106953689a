/** Demands that demo people play again and again: invented, in several languages and currencies. Amounts in minor units. */

export interface StockOffer {
  readonly merchant: string;
  /** From so many pieces, so much each. */
  readonly tiers: readonly (readonly [fromQuantity: number, unitPriceMinor: number])[];
  readonly deliveryMinor: number;
  readonly leadTimeDays: number;
}

export interface StockEntry {
  readonly key: string;
  readonly language: string;
  readonly country: string;
  readonly currency: string;
  readonly category: string;
  readonly unit: string;
  readonly title: string;
  readonly description: string;
  readonly targetMinor: number;
  readonly depositMinor: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly perBuyerMaximum: number;
  /** The initiator first. */
  readonly people: readonly (readonly [name: string, quantity: number])[];
  readonly offers: readonly StockOffer[];
}

export const STOCK: readonly StockEntry[] = [
  {
    key: "lamps",
    language: "en",
    country: "US",
    currency: "USD",
    category: "electronics",
    unit: "lamp",
    title: "Clip-on reading lamps with a warm setting",
    description:
      "Rechargeable over USB-C, three brightnesses, one of them warm enough for late evenings. Any colour. A demonstration: demo people, sandbox money.",
    targetMinor: 2_400,
    depositMinor: 300,
    minimum: 12,
    maximum: 60,
    perBuyerMaximum: 6,
    people: [
      ["Nell Harper", 3],
      ["Otis Boone", 4],
      ["Priya Sandhu", 2],
      ["Rufus Clay", 5],
      ["Sadie Monroe", 3],
      ["Theo Lang", 4],
    ],
    offers: [
      { merchant: "Lantern Row Supply (demo)", tiers: [[12, 2_250], [20, 2_050], [40, 1_890]], deliveryMinor: 0, leadTimeDays: 6 }, // prettier-ignore
      {
        merchant: "Daybreak Wholesale (demo)",
        tiers: [
          [10, 2_340],
          [30, 2_100],
        ],
        deliveryMinor: 0,
        leadTimeDays: 4,
      },
    ],
  },
  {
    key: "tents",
    language: "en",
    country: "GB",
    currency: "GBP",
    category: "outdoor",
    unit: "tarp",
    title: "Waxed canvas tarps, 3 by 4 metres",
    description:
      "For allotments and rainy fêtes: eyelets every half metre, olive or sand. A demonstration: demo people, sandbox money.",
    targetMinor: 5_800,
    depositMinor: 600,
    minimum: 10,
    maximum: 50,
    perBuyerMaximum: 5,
    people: [
      ["Agnes Whitby", 2],
      ["Bram Tully", 3],
      ["Cora Finch", 4],
      ["Digby Rowe", 2],
      ["Edie Marsh", 4],
    ],
    offers: [
      { merchant: "Fell & Furrow (demo)", tiers: [[10, 5_600], [15, 5_150], [30, 4_800]], deliveryMinor: 150, leadTimeDays: 9 }, // prettier-ignore
      { merchant: "Saltmarsh Canvas (demo)", tiers: [[8, 5_490]], deliveryMinor: 0, leadTimeDays: 12 },
    ],
  },
  {
    key: "hafer",
    language: "de",
    country: "DE",
    currency: "EUR",
    category: "food",
    unit: "Sack",
    title: "Haferflocken in 10-kg-Säcken für die Hausgemeinschaft",
    description:
      "Kernig oder zart, möglichst aus der Region; die Säcke verteilen wir im Hof. Eine Vorführung: erfundene Leute, Spielgeld.",
    targetMinor: 1_900,
    depositMinor: 250,
    minimum: 14,
    maximum: 80,
    perBuyerMaximum: 8,
    people: [
      ["Hedda Brandt", 4],
      ["Ingo Seifert", 3],
      ["Jule Hartwig", 5],
      ["Kilian Roth", 2],
      ["Lotte Arens", 6],
      ["Milan Kovac", 3],
    ],
    offers: [
      { merchant: "Mühle am Anger (Demo)", tiers: [[14, 1_850], [20, 1_690], [40, 1_590]], deliveryMinor: 0, leadTimeDays: 5 }, // prettier-ignore
      { merchant: "Speicher Nordost (Demo)", tiers: [[10, 1_790]], deliveryMinor: 60, leadTimeDays: 3 },
    ],
  },
  {
    key: "macetas",
    language: "es",
    country: "ES",
    currency: "EUR",
    category: "garden",
    unit: "maceta",
    title: "Macetas de barro de 30 cm para los balcones del barrio",
    description:
      "Con plato y agujero de drenaje, sin esmaltar. Una demostración: personas de prueba y dinero de prueba.",
    targetMinor: 1_400,
    depositMinor: 200,
    minimum: 20,
    maximum: 120,
    perBuyerMaximum: 10,
    people: [
      ["Amparo Gil", 6],
      ["Beltrán Soto", 5],
      ["Celia Robles", 8],
      ["Darío Montes", 4],
      ["Estela Pardo", 7],
    ],
    offers: [
      { merchant: "Alfarería del Olmo (demo)", tiers: [[20, 1_350], [30, 1_180], [60, 1_090]], deliveryMinor: 0, leadTimeDays: 8 }, // prettier-ignore
      { merchant: "Tierra y Torno (demo)", tiers: [[15, 1_290]], deliveryMinor: 0, leadTimeDays: 6 },
    ],
  },
  {
    key: "cafe",
    language: "es",
    country: "MX",
    currency: "MXN",
    category: "food",
    unit: "bolsa",
    title: "Café de altura en grano, bolsas de 1 kg",
    description: "Tostado medio, cosecha de este año. Una demostración: personas de prueba y dinero de prueba.",
    targetMinor: 32_000,
    depositMinor: 4_000,
    minimum: 10,
    maximum: 60,
    perBuyerMaximum: 6,
    people: [
      ["Ximena Duarte", 3],
      ["Rodrigo Paz", 4],
      ["Lorena Ibarra", 2],
      ["Emilio Cárdenas", 5],
      ["Yolanda Rincón", 3],
    ],
    offers: [
      { merchant: "Beneficio La Niebla (demo)", tiers: [[10, 30_500], [15, 28_000], [30, 26_500]], deliveryMinor: 0, leadTimeDays: 7 }, // prettier-ignore
      { merchant: "Tostadores del Patio (demo)", tiers: [[8, 29_900]], deliveryMinor: 0, leadTimeDays: 5 },
    ],
  },
  {
    key: "yusan",
    language: "zh-Hans",
    country: "CN",
    currency: "CNY",
    category: "household",
    unit: "把",
    title: "自动折叠雨伞，抗风十骨，颜色不限",
    description: "伞布要干得快，收起来能放进书包。这是演示：参与者是演示人物，资金是沙盒资金。",
    targetMinor: 4_900,
    depositMinor: 500,
    minimum: 20,
    maximum: 150,
    perBuyerMaximum: 10,
    people: [
      ["苏晚晴", 5],
      ["陆景行", 6],
      ["白若溪", 4],
      ["江一帆", 8],
      ["沈知微", 6],
      ["韩墨言", 5],
    ],
    offers: [
      { merchant: "晴川伞业（演示）", tiers: [[20, 4_600], [30, 4_150], [60, 3_800]], deliveryMinor: 0, leadTimeDays: 5 }, // prettier-ignore
      { merchant: "南巷日用（演示）", tiers: [[15, 4_500]], deliveryMinor: 0, leadTimeDays: 4 },
    ],
  },
  {
    key: "fukin",
    language: "ja",
    country: "JP",
    currency: "JPY",
    category: "household",
    unit: "枚",
    title: "蚊帳生地のふきん、無地または縞",
    description: "吸水がよく、煮洗いできるもの。これは実演です。参加者はデモ用の人物、お金はサンドボックスです。",
    targetMinor: 420,
    depositMinor: 50,
    minimum: 40,
    maximum: 300,
    perBuyerMaximum: 20,
    people: [
      ["藤原 栞", 12],
      ["今井 朔", 10],
      ["大野 澪", 15],
      ["村上 岳", 8],
      ["原田 紬", 10],
    ],
    offers: [
      { merchant: "ならまち布店（デモ）", tiers: [[40, 390], [50, 350], [120, 320]], deliveryMinor: 0, leadTimeDays: 7 }, // prettier-ignore
      { merchant: "白波商会（デモ）", tiers: [[30, 380]], deliveryMinor: 0, leadTimeDays: 5 },
    ],
  },
  {
    key: "zayt",
    language: "ar",
    country: "SA",
    currency: "SAR",
    category: "food",
    unit: "عبوة",
    title: "زيت زيتون بكر، عبوات خمسة لترات",
    description: "عصرة أولى على البارد مع شهادة تحليل. هذا عرض توضيحي: أشخاص تجريبيون ومال تجريبي.",
    targetMinor: 14_500,
    depositMinor: 1_500,
    minimum: 12,
    maximum: 80,
    perBuyerMaximum: 6,
    people: [
      ["هيفاء الراجحي", 3],
      ["بدر السلمي", 4],
      ["لطيفة الحمد", 2],
      ["سلطان العمري", 5],
      ["منى الشهري", 4],
    ],
    offers: [
      { merchant: "معصرة الوادي (تجريبي)", tiers: [[12, 13_900], [18, 12_800], [40, 11_900]], deliveryMinor: 0, leadTimeDays: 8 }, // prettier-ignore
      { merchant: "بيت المؤونة (تجريبي)", tiers: [[10, 13_500]], deliveryMinor: 0, leadTimeDays: 6 },
    ],
  },
];

/** Neighbours in time differ in language and currency as well. */
export function stockOf(turn: number): StockEntry {
  const entry = STOCK[(turn * 3) % STOCK.length] ?? STOCK[0];
  if (!entry) throw new Error("The stock is empty.");
  return entry;
}
