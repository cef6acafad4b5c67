const FORMAT = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' });

/** `2026-04-01`: the day in Japan, which is what documents and periods there are counted by. */
export const japaneseDay = (time: Date): string => FORMAT.format(time);
