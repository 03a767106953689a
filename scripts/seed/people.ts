/** Invented buyers of the demonstration. In public they are pseudonyms; on their own pages they have a name. */

const NAMES: Readonly<Record<string, string>> = {
  en: `Ada Whitlock, Ben Okafor, Clara Hughes, Dev Raman, Elsie Grant, Finn Gallagher, Grace Adeyemi, Harvey Stone,
    Isla Morrison, Jonah Reed, Kezia Brandt, Leo Castell, Maya Lindqvist, Noor Haddad, Owen Pryce, Poppy Tran,
    Quentin Moss, Rosa Delgado, Sam Whitfield, Tess Mbeki, Uma Nair, Victor Hale, Wren Ashby, Zoe Farrell`,
  zh: `王晓雨, 李建国, 张雅婷, 刘子涵, 陈思远, 杨明月, 赵文博, 黄佳怡, 周志强, 吴美玲, 徐浩然, 孙若曦, 马俊杰, 朱婉清,
    胡晨曦, 郭雨桐, 何家豪, 林诗涵, 罗一鸣, 高欣然, 梁思琪, 郑国栋, 谢雨晴, 唐子轩`,
  es: `Lucía Ferrer, Mateo Rivas, Carmen Ortega, Diego Salinas, Elena Vidal, Javier Campos, Inés Molina, Pablo Iturbe,
    Sofía Quintana, Andrés Luna, Marta Solís, Tomás Aranda, Valeria Cruz, Hugo Peña, Nuria Blanco, Emilio Reyes,
    Paula Serrano, Iván Cordero, Alba Roldán, Rafael Montes, Noelia Vega, Gonzalo Prieto, Clara Bermejo, Óscar Lara`,
  de: `Anna Reuter, Bernd Kessler, Clara Vogt, Daniel Haas, Eva Lindner, Felix Brandl, Greta Sommer, Hannes Ott,
    Ida Kruse, Jonas Pfeiffer, Katrin Wolff, Lukas Ebner, Marlene Zapf, Nils Petersen, Olga Winter, Paul Steiner,
    Renate Kuhn, Stefan Arnold, Theresa Bauer, Uwe Jansen, Vera Hartl, Wiebke Lorenz, Yusuf Demir, Zita Moser`,
  ar: `ليلى حداد, سامر الخطيب, نور الزعبي, خالد المطيري, هدى القحطاني, يوسف العنزي, ريم الشامسي, عمر النعيمي, سارة الصباح,
    فهد العتيبي, دانا عبيدات, طارق منصور, مها السالم, زياد الحربي, أمل الكعبي, باسل عواد, جود الراشد, كريم الدوسري,
    لمى العلي, ماجد الهاشمي, رنا خوري, حسن البلوشي, شيماء فارس, وليد جابر`,
  ja: `佐藤 結衣, 鈴木 大翔, 高橋 美咲, 田中 蓮, 伊藤 さくら, 渡辺 悠真, 山本 葵, 中村 陽太, 小林 真央, 加藤 直樹, 吉田 凛,
    山田 健太, 佐々木 楓, 松本 翼, 井上 七海, 木村 颯, 林 美月, 清水 拓海, 斎藤 彩, 山口 亮, 森 千夏, 池田 航, 橋本 由佳,
    石川 誠`,
};

const LISTS = new Map(
  Object.entries(NAMES).map(([language, text]) => [language, text.split(",").map((n) => n.trim())]),
);

/** The name of the nth buyer of a language (BCP 47). A crowd larger than its list begins it again. */
export function buyerName(language: string, index: number): string {
  const [primary = "en"] = language.split("-");
  const names = LISTS.get(primary) ?? LISTS.get("en") ?? [];
  return names[index % names.length] ?? "Onebell Buyer";
}
