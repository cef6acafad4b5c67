import type { Control } from './control.js';
import { ANNEXES } from './control-table.js';

const COVERAGE = { covered: '**covered**', partly: '**partly**', open: '**not covered**' } as const;

/** docs/controls.md as the table of controls has it. */
export function controlsMarkdown(): string {
  return `${[
    '# Which requirement is covered by what?',
    '',
    '<!-- Made by `npm run controls` from src/app/controls/table; do not edit. -->',
    '',
    'The ids are those of the prefecture’s security requirements: `B3-2-2` is 別紙３ section 2 item （２）. Three answers: **covered**; **partly**, with what is missing; **not covered**.',
    '“Not covered” means that kimitsu gives no help with it yet; the contractor has to see to it in another way.',
    '',
    'This page is about the product. How each requirement stands in one workspace, with dated evidence, says `kimitsu report controls`.',
    ...ANNEXES.flatMap(({ title, controls }) => [
      '',
      `## ${title}`,
      '',
      '| id | asks | now |',
      '| --- | --- | --- |',
      ...controls.map(({ id, title: name, coverage, now }) => `| ${id} | ${name} | ${COVERAGE[coverage]}: ${now} |`),
    ]),
    '',
    '## Where',
    '',
    'Code, the tests that name the id in a title, and pages to read.',
    '',
    '| id | code | tests | pages |',
    '| --- | --- | --- | --- |',
    ...ANNEXES.flatMap(({ controls }) => controls.map(where)),
  ].join('\n')}\n`;
}

function where({ id, code, tests, documents }: Control): string {
  const paths = (all: readonly string[]): string =>
    all.length === 0 ? '–' : all.map((path) => `\`${path}\``).join(', ');
  const links = documents.map((path) => `[${path}](${path.startsWith('docs/') ? path.slice(5) : `../${path}`})`);
  return `| ${id} | ${paths(code)} | ${paths(tests)} | ${links.join(', ') || '–'} |`;
}
