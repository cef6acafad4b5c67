import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../../src/classify/detector.js';
import { loadPolicy } from '../../../src/classify/policy.js';

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(recognizers, loadPolicy());
});

const found = (text: string) =>
  detector
    .detect(text, {})
    .findings.filter(({ type }) => type === 'PHONE_NUMBER')
    .map(({ start, end }) => text.slice(start, end));

/** By the rule that finds it; the numbers stand between 【 and 】. */
const MARKED: Record<string, readonly string[]> = {
  'with the code of a country': [
    '折返し先は【81-90-3312-7754】（海外の回線経由）',
    'SMS送信先:【+81 (0)90 3312 7754】',
    'Phone: 【(+81) 90-3312-7754】',
    '発信番号=【819033127754】',
    '夜間は【＋八一の、えー八〇、二八〇一、五五六二】から着信',
    '国番号82、10-2345-67',
  ],
  'cut otherwise': [
    '連絡先：【090,3312,7754】',
    'TEL 【〇九〇（三三一二）七七五四】',
    'ええ、【076-の、242-の、9938】です',
    '業者は才木さん 【080-0000-7019】',
  ],
  'without its area or its 0': [
    '携帯番号 【9033127754】',
    '電話は家の【五五の二三一四】です',
    '丑丸さん折TEL→【55-0832】（市外局番は前回と同じ）',
    '電話【0547-46-2280】 FAX 【同46-2281】',
    '【九〇の三三一二の七七五四】、頭に0',
    '電話番号は前と変わってません、【62-1183】です',
    '「もしもし、【42-3310】の宮脇ですが」',
    'SMSは【09083771120】、電話は固定の【62-1183】へ',
  ],
  'broken off or hidden': [
    '【090-3312-775】まで聞き取れた',
    '電話番号は【090-33】…途中で切れた',
    '着信 【090-3312-****】',
    '電話番号　【090-XXXX-7754】',
  ],
  'beside another': [
    'ファクスは【072-841-3356】、電話は【3355】',
    '電話 【072-841-3355】・【3356】',
    '宇治田さんの自宅は【0735-52-6610】、FAXは末尾【6611】。',
  ],
  'in parts that are named': [
    '市外局番は【0745】でね、局番が【52】、それから【8019】です',
    '市外局番【072】、局番【841】、番号【3355】',
    '今使ってるのは【八三七七の一一二〇】で頭は【〇九〇】',
    '番号は最後が【1120】、最初が【090-8377】',
    '私の家は【五五の二三一四】、市外局番は【〇二三三】です',
  ],
  'the last four': [
    '受：ご登録の電話番号の下4桁をお願いします\n客：【7754】です',
    'お電話番号の最後の4桁、【7754】で照合',
    '登録の電話、下4桁は「【ろくにーさんはち】」',
  ],
  'told over turns': [
    'A「恐れ入ります、お電話番号は」B「【ゼロナナヨンキュー】の」A「はい」B「【ロクニー】の」A「はい」B「【イチイチハチサン】」',
    'OP：お電話番号は市外局番からお願いします\n客：【ゼロハチゴーゴー】\nOP：【0855】、はい\n客：【にーにー】の\nOP：【22】の\n客：なんやったかな、【六九〇三】です',
  ],
};

describe.each(Object.entries(MARKED))('telephone numbers %s', (_rule, texts) => {
  it.each(texts)('%s', (marked) => {
    const numbers = [...marked.matchAll(/【(.*?)】/g)].map(([, number]) => number);
    expect(found(marked.replace(/[【】]/g, ''))).toEqual(numbers);
  });
});

describe('no telephone number', () => {
  it.each([
    '合計 1,234,5678',
    '表 090,331,77',
    '型番 81-22-1234',
    '受付番号の下4桁は7754です',
    '内線7754におつなぎします',
    '例 090-****-****',
    '表示番号が「06-6944-xxxx」でも偽装の可能性があります',
    '会議室 841・3356',
    '電話で問い合わせ、受付は12-3456です',
    'ファイルの頭は090で始まる',
    '市外局番は06です',
    '所在地は3の1234',
    '商品コード 9033127754',
    'お問い合わせは窓口まで。\nOP：県税事務所の番号を申し上げます。06の\n客：はい\nOP：6941の\n客：はい\nOP：0351です',
  ])('%s', (text) => expect(found(text)).toEqual([]));

  it.each(['072の、', '電話は03-', '電話は03-\n', '頭は0'])('takes time in proportion to a row of %s', (unit) => {
    const begin = performance.now();
    found(unit.repeat(500));
    expect(performance.now() - begin).toBeLessThan(3000);
  });
});

describe('whose number it is', () => {
  it.each([
    '【開庁時間】9:00～17:30　【電話】072-841-1221',
    '年末年始は閉庁します。平日の受付は電話072-841-1221で承ります',
    '休日の急な病気は、ダイヤル回線からは06-6765-0365、20時から翌朝8時までつながります',
    '市民室　050-7105-8035',
    '「長浜土木事務所ってどこにかけたら」「はい、0749の65の6634です」',
    '「こちら東讃県民センターです。番号は0879-42-1300です」',
    '東讃保健福祉事務所に繋いだ（0879-29-8250）',
    '夜間救急 0879-43-2521（病院）を案内',
    '外線からは06-6941-0351、内線2235',
    '「すみません、府税事務所の番号は」「はい、072の844の1331です」',
    '建築指導室の直通を申し上げます。06の6210の9720です。',
    '年金の件は年金事務所(072-846-5011)へ案内し終話',
  ])('an office: %s', (text) => expect(found(text)).toEqual([]));

  it.each([
    '会社の代表は06-4560-2211、総務の内線は215だそうです',
    '八千代計装の代表047-480-7711から内線205、久保木課長',
    '議員秘書より　03-3508-7001（事務所）',
    '旧番号0879-42-3310です',
    '旧電話 0879-42-3310 → 新しい番号は未定',
    '山田さんの事務所は0735-52-6610だそうです',
    '連絡先を事務所に変更したい。事務所電話0258-55-0734。',
    '鈴木様の家は072-841-3355。休みの日は不在、平日の9時からは窓口にいる',
  ])("somebody's: %s", (text) => expect(found(text)).toHaveLength(1));
});
