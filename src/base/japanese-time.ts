const FORMAT = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  timeZone: 'Asia/Tokyo',
  era: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** An instant as operators read it, in Japanese time: `令和8年4月1日 12:00`. */
export function japaneseTime(instant: string): string {
  return FORMAT.format(new Date(instant));
}
