import QRCode from 'qrcode';
import type { Sheet } from './sheet.js';

/** Draws `text` as a QR code (error correction M) of `side` points, as vectors, with its quiet zone of four modules. */
export function qrCode(sheet: Sheet, text: string, x: number, y: number, side: number, alt: string): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const unit = side / (modules.size + 8);
  sheet.draw(sheet.tag('Figure', undefined, { alt, placement: 'Block', bbox: [x, y, x + side, y + side] }), () => {
    for (let row = 0; row < modules.size; row += 1) {
      // One rectangle per run of dark modules: no hairlines between neighbours, and a smaller file.
      let from = -1;
      for (let column = 0; column <= modules.size; column += 1) {
        const dark = column < modules.size && modules.get(row, column) === 1;
        if (dark && from < 0) from = column;
        if (dark || from < 0) continue;
        sheet.pdf.rect(x + (from + 4) * unit, y + (row + 4) * unit, (column - from) * unit, unit);
        from = -1;
      }
    }
    sheet.pdf.fill('#000000');
  });
}
