import { describe, expect, it } from 'vitest';
import { valuesOf } from '../values-of.js';

const phones = await valuesOf('PHONE_NUMBER');

describe('a number beside the word for an office', () => {
  it.each([
    ['called from it', '介護保険課から0748-62-1937へ架電したが出ない'],
    ['calling it', '健康福祉部へ0748-62-1937より入電'],
    ['of who is addressed', '農政課 0748-62-1937 下村様は不在'],
    ['whose it is, in brackets', '文書照会先 0748-62-1937（元勤務先）'],
    ['that hung up on a machine', '音声案内 0748-62-1937から着信'],
    ['on a form with a name', '希望施設：中央図書館\n電話：0748-62-1937\n申込者：下村 咲恵'],
    ['on a form below a name', '氏名：下村 咲恵\n担当課：農政課\n電話番号：0748-62-1937'],
    ['on a form in one line', '部署：農政課 電話：0748-62-1937 氏名：下村 咲恵'],
    ['on a form that calls the office by name', '会場名：市民会館\nTEL：0748-62-1937\nお名前：下村 咲恵'],
    ['on a form with its labels in brackets', '【取次】農政課 【電話】0748-62-1937 【氏名】下村 咲恵'],
    ['told in the caller’s turn', '相談者：番号をお伝えします。0748-62-1937です'],
    ['told as one’s own', '実家の電話番号を申し上げます、0748-62-1937'],
    ['behind which a surname stands', '0748-62-1937（服部）'],
    ['of who is in hospital', '0748-62-1937（父は入院）'],
    ['of who lives in a home', '0748-62-1937（兄が入所）'],
    ['of who came', '0748-62-1937（木曜に来庁）'],
    ['that was told in vain', '0748-62-1937を伝えたが連絡がない'],
    ['that was handed out by mistake', '0748-62-1937を案内され、よその家にかかった'],
    ['to which a fax is wanted', '0748-62-1937へFAXしてほしい'],
    ['with hours of somebody', '0748-62-1937、9時から12時の間に折返し希望'],
    ['that was put through', '着信 0748-62-1937→農政課へ転送'],
    ['published against one’s will', 'ホームページに自分の電話0748-62-1937が載っている'],
  ])('is somebody’s: %s', (_, text) => expect(phones(text)).toEqual(['0748-62-1937']));

  it.each([
    ['that is to be called', '市役所から0748-62-1937へ電話するよう案内'],
    ['in a list', '担当課：農政課\n電話：0748-62-1937\n住所：甲賀市水口町6053'],
    ['told by who answers', '番号を申し上げます。0748-62-1937です'],
    ['in brackets behind it', '苗木の配布は0748-62-1937（農政課）'],
    ['told in vain, but named', '農政課の番号を0748-62-1937と伝えたが話し中'],
    ['to which papers are sent', '申込は0748-62-1937へFAXを'],
    ['with hours of an office', '0748-62-1937、9時から17時'],
    ['published', 'ホームページに掲載の0748-62-1937'],
  ])('is the office’s: %s', (_, text) => expect(phones(text)).toEqual([]));
});
