import { Closing } from '../../src/text/edge-pattern.js';

const WORD =
  '(?:自宅|お?電話(?:番号)?|でんわ(?:ばんごう)?|デンワ(?:バンゴウ)?|TEL|Tel|tel|℡|☎|FAX|Fax|fax|ファックス|ファクス|ファクシミリ|携帯(?:電話)?(?:番号)?|ケータイ|けいたい|スマホ|連絡先|折り?返し先?|発信(?:者|元)?(?:番号)?|着信番号|発番|mobile|cell|phone|Phone|Mobile)';
const OF =
  '(?:(?:の番号)?(?:は|が|も|[なね](?=[。、]))|だば|だったら|やったら|やけど|じゃけど|ですけど|だけど|番号|って|なら|:|=|→|"|\\||\\t| |、|(?<=[なね])。|\\n|(?:家|自宅|うち|会社|職場|実家|お?店|夜|昼)の)';

/** What says directly before digits that they are a telephone number, though they may lack the area code or the 0. */
export const PHONE_LABEL = new Closing(new RegExp(`${WORD}(?:\\([^()\\n]{1,6}\\))?${OF}{0,4}$`), 24);
