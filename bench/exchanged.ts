import type { GoldField, Span } from '../fixtures/gold.js';

/** The same text with something else in the places of one type; a value that occurs again is again the same. */
export function exchanged(
  { name, path, text, spans }: GoldField,
  wanted: Span['type'],
  insteadOf: (value: string) => string,
): GoldField {
  const others = new Map<string, string>();
  const moved: Span[] = [];
  let result = '';
  let at = 0;
  for (const { type, start, end } of spans) {
    if (type !== wanted || start < at) continue;
    const value = text.slice(start, end);
    const other = others.get(value) ?? insteadOf(value);
    others.set(value, other);
    result += text.slice(at, start);
    moved.push({ type, start: result.length, end: result.length + other.length });
    result += other;
    at = end;
  }
  return { name, path, text: result + text.slice(at), spans: moved };
}
