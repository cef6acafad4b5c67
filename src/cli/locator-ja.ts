const PLACES: Readonly<Record<string, (number: string) => string>> = {
  row: (number) => `${number}行目`,
  above: (number) => `表の上の${number}行目`,
  line: (number) => `${number}行目`,
  item: (number) => `${number}件目`,
  page: (number) => `${number}ページ目`,
  part: (number) => `${number}番目の部分`,
  sheet: (number) => `${number}番目のシート`,
  entry: (number) => `圧縮ファイル等の中の${number}番目のファイル`,
  attachment: (number) => `${number}番目の添付ファイル`,
  byte: (number) => `${number}バイト目`,
};

const WORDS: Readonly<Record<string, string>> = {
  header: '見出し',
  document: '本文',
  rest: '残りの部分',
  attachments: '添付ファイル',
};

/** `entry 4, line 2` as people read it; a place without a wording stays as it is. */
export function locatorText(locator: string): string {
  return locator
    .split(', ')
    .map((place) => {
      const [, name = '', number] = /^([a-z]+)(?: (\d+))?$/.exec(place) ?? [];
      if (number === undefined) return WORDS[name] ?? place;
      return PLACES[name]?.(number) ?? place;
    })
    .join('、');
}
