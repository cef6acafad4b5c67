import { Html, html } from './html.js';

export interface Bar {
  label: string;
  /** One per series, from the bottom up. */
  values: readonly number[];
}

export interface Chart {
  id: string;
  title: string;
  /** What the picture shows, in a sentence, for those who do not see it. */
  description: string;
  series: readonly string[];
  bars: readonly Bar[];
  unit: string;
}

const WIDTH = 760;
const HEIGHT = 300;
const LEFT = 64;
const RIGHT = 12;
const TOP = 16;
const BOTTOM = 56;
const WIDEST_BAR = 56;

/** Stacked bars as inline SVG. Series differ by pattern as well as by colour, so that they are told apart in print. */
export function barChart({ id, title, description, series, bars, unit }: Chart): Html {
  const highest = Math.max(1, ...bars.map(({ values }) => sum(values)));
  const { step, top } = scaleFor(highest);
  const innerWidth = WIDTH - LEFT - RIGHT;
  const innerHeight = HEIGHT - TOP - BOTTOM;
  const slot = innerWidth / Math.max(bars.length, 1);
  const width = Math.min(slot * 0.72, WIDEST_BAR);
  const y = (value: number): number => TOP + innerHeight * (1 - value / top);
  const lines = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step).map(
    (
      value,
    ) => html`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${fixed(y(value))}" y2="${fixed(y(value))}"/>
<text class="tick" x="${LEFT - 8}" y="${fixed(y(value) + 4)}" text-anchor="end">${value.toLocaleString('ja-JP')}</text>
`,
  );
  // Labels never overlap: of many bars only every so manieth is named.
  const every = Math.ceil(46 / slot);
  const drawn = bars.map((bar, index) => {
    const x = LEFT + slot * index + (slot - width) / 2;
    let below = 0;
    const parts = bar.values.map((value, at) => {
      const from = below;
      below += value;
      if (value === 0) return '';
      const box = `x="${fixed(x)}" y="${fixed(y(below))}" width="${fixed(width)}" height="${fixed(y(from) - y(below))}"`;
      const text = `${bar.label} ${series[at]} ${value.toLocaleString('ja-JP')}${unit}`;
      return html`<rect class="series-${at}" ${new Html(box)}><title>${text}</title></rect>
`;
    });
    const label =
      index % every === 0
        ? html`<text class="tick" x="${fixed(x + width / 2)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${bar.label}</text>
`
        : '';
    return [parts, label];
  });
  const legend = series.map(
    (name, at) => html`<rect class="series-${at}" x="${LEFT + at * 110}" y="${HEIGHT - 22}" width="16" height="12"/>
<text class="tick" x="${LEFT + at * 110 + 22}" y="${HEIGHT - 12}">${name}</text>
`,
  );
  return html`<figure>
<figcaption>${title}（${unit}）</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-description">
<title id="${id}-title">${title}</title>
<desc id="${id}-description">${description}</desc>
${lines}${drawn}${legend}</svg>
</figure>
`;
}

/** 1, 2 or 5 times a power of ten, four to six lines. */
function scaleFor(highest: number): { step: number; top: number } {
  const rough = highest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  return { step, top: Math.ceil(highest / step) * step };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const fixed = (value: number): string => value.toFixed(1);
