const FORMAT = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' });

/** `2026-04-01`: the day in Japan, which is what documents and periods there are counted by. */
export const japaneseDay = (time: Date): string => FORMAT.format(time);

/** `2026-04`: the month in Japan, by which records are kept and keys are chosen. */
export const japaneseMonth = (time: Date): string => japaneseDay(time).slice(0, 7);
