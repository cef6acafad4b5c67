/** What stands for a value in `--help`, in Japanese. */
export const PLACEHOLDERS: Readonly<Record<string, string>> = {
  '1|2|3': '1|2|3',
  account: '識別子',
  amount: '詳しさ',
  arn: 'ARN',
  code: 'コード',
  command: 'コマンド',
  date: '日付',
  dir: 'フォルダー',
  document: '文書',
  documents: '文書',
  file: 'ファイル',
  files: 'ファイル',
  'first-last': '範囲',
  folder: 'フォルダー',
  hash: 'ハッシュ',
  id: 'ID',
  key: '記録',
  level: '機密性',
  month: '年月',
  n: '数',
  name: '名称',
  number: '番号',
  path: 'フォルダー',
  plan: '計画番号',
  port: 'ポート',
  role: '役割',
  serial: 'シリアル番号',
  text: '文',
  url: 'URL',
};

/** Of an argument that is named without its brackets. */
export const argumentInJapanese = (name: string): string => PLACEHOLDERS[name] ?? name;

/** `<file>` → `<ファイル>`; what is in no table stays as it is. */
export const inJapanese = (term: string): string =>
  term.replace(
    /([<[])([a-z0-9|-]+)(\.\.\.)?([>\]])/g,
    (whole, open: string, name: string, more: string | undefined, close: string) => {
      const japanese = PLACEHOLDERS[name];
      return japanese === undefined ? whole : `${open}${japanese}${more === undefined ? '' : '…'}${close}`;
    },
  );
