import { BODY, INK, type Sheet, type TextStyle } from './sheet.js';

export interface SealBox {
  /** What the signer does: 作成, 検証, 承認. */
  act: string;
  /** Organisation and role, one line each. */
  who: readonly string[];
}

/** 承認欄: boxes side by side with room for date, name and seal. Never split over pages. */
export function seals(sheet: Sheet, boxes: readonly SealBox[]): void {
  const width = sheet.width / boxes.length;
  const small: TextStyle = { ...BODY, size: 8.5, leading: 1.45 };
  const names = boxes.map(({ who }) => who.flatMap((text) => sheet.lines(text, width - 10, small)));
  // Two lines as a rule; a long name makes all boxes higher, and is never cut.
  const lines = Math.max(2, ...names.map(({ length }) => length));
  const heights = { act: 18, who: Math.max(34, lines * small.size * small.leading + 8), hand: 74 };
  sheet.require(heights.act + heights.who + heights.hand);
  const element = sheet.tag('Table');
  const acts = sheet.tag('TR', element);
  const parties = sheet.tag('TR', element);
  const hands = sheet.tag('TR', element);
  boxes.forEach((box, index) => {
    const x = sheet.left + index * width;
    sheet.box(x, sheet.y, width, heights.act, INK.fill);
    const act: TextStyle = { ...small, weight: 'bold', align: 'center' };
    sheet.draw(sheet.tag('TH', acts, { scope: 'Column' }), () =>
      sheet.paintLines([box.act], x, sheet.y + 2.5, width, act),
    );
    sheet.box(x, sheet.y + heights.act, width, heights.who);
    sheet.draw(sheet.tag('TD', parties), () =>
      sheet.paintLines(names[index]!, x + 5, sheet.y + heights.act + 4, width - 10, small),
    );
    const handTop = sheet.y + heights.act + heights.who;
    sheet.box(x, handTop, width, heights.hand);
    sheet.draw(sheet.tag('TD', hands), () => {
      sheet.paintLines(['　　　　年　　　月　　　日'], x + 5, handTop + 5, width - 10, small);
      sheet.paintLines(['氏名'], x + 5, handTop + 30, width - 10, small);
      sheet.paintLines(['㊞'], x + 5, handTop + 48, width - 14, {
        ...small,
        size: 13,
        align: 'right',
        color: '#9a9a9a',
      });
    });
  });
  sheet.y += heights.act + heights.who + heights.hand + 8;
}
