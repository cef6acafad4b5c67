/** Gods, buddhas and shrines that nobody is called, as people speak of them with さん. */
const NOBODY =
  /(?:天神|稲荷|えべっ|えびす|エビス|恵比寿|恵比須|戎|弁天|弁財天|金毘羅|金比羅|こんぴら|大師|庚申|毘沙門|大黒天|水天宮|権現|観音|地蔵|妙見|氏神|荒神|聖天|不動|薬師|明神|鬼子母神|帝釈天|神明|天満宮|八幡宮|[一-龠]{1,3}(?:天神|稲荷|戎|観音|大師|不動|薬師|明神|権現|天満宮|八幡宮|神社))$/;
/** Those that are surnames as well. */
const ALSO_SURNAMES =
  /(?:八幡|住吉|春日|諏訪|愛宕|鹿島|香取|熊野|伊勢|白山|秋葉|浅間|日吉|日枝|祇園|天王寺|高野|御嶽|大社)$/;
/** Somebody's doing, home or family. */
const OF_PERSON =
  /^ ?(?:さん|様|さま)(?:より|から(?!の?(?:道|帰り|先))|という|と(?:申|名乗|話|連絡)|が(?:来|お越し|待|言|申)|宅|方|の(?:お宅|家|件|母|父|妻|夫|奥|娘|息子|ご)|です|は(?!いつ|どこ|何)|に(?:連絡|電話|折|伝|話|お伝え)|[(、,](?!.{0,6}宮))/;
/** What one does at a shrine, and what stands there. */
const AT_SHRINE =
  /^ ?(?:さん|様|さま)(?:\([^()\n]{1,10}\))?(?:の(?:[春夏秋冬例大]{0,2}祭|お?まつり|初詣|お?参り|参道|鳥居|境内|縁日|お堂|社|お?札|石段|千日|福笹|節分|夜店|御?朱印|御?神木|森|杜)|(?:へ|に|まで)の?(?:お?参|初詣|詣)|お?参り|詣)/;

/** 八幡様の石段: what no citizen has. */
const STANDS_THERE =
  /^ ?様の(?:(?:秋|春|夏|冬|例)?大?祭(?![一-龠])|お?まつり|参道|鳥居|境内|縁日|石段|御?神木|お堂|御?神輿|みこし)/;

/** Whether a name before さん is a shrine or a deity: 天神さんの前の道, 住吉さんの夏祭り. @param before - of the same text, up to the name */
export function isDeity(before: string, name: string, after: string): boolean {
  const whole = before.slice(-3) + name;
  if (NEIGHBOUR_BEFORE.test(before)) return false;
  if (!TITLED.test(after)) return ALSO_SURNAMES.test(name) && STANDS_THERE.test(after);
  const nobody = NOBODY.exec(whole)?.[0];
  if (nobody !== undefined && nobody.length >= name.length) return !OF_PERSON.test(after);
  return ALSO_SURNAMES.test(name) && AT_SHRINE.test(after);
}

/** 戎様 is a citizen's surname in a note, 戎さん the shrine. */
const TITLED = /^ ?(?:さん|さま)/;
/** お隣の弁天さん lives there. */
const NEIGHBOUR_BEFORE = /(?:隣|近所|向かい|お向い|階|号室|担当|係)の$/;
