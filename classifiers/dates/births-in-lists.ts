import type { Candidate } from '../../src/classify/recognizer.js';
import { looksGiven, names } from '../names/words/name-lexicon.js';
import { ENGLISH, MARKED, WRITTEN } from './date-notation.js';
import { isNobodys } from './nobodys-days.js';
import { isInOtherColumn } from './other-columns.js';
import { isOtherDate, namesOtherDay, tellsEvent } from './other-dates.js';

const SHORT = "['’]?[0-9]{2}(?<mark>[./-])(?:1[0-2]|0?[1-9])\\k<mark>(?:3[01]|[12][0-9]|0?[1-9])(?![0-9./-])";
const DAY = `(?:${WRITTEN}|${MARKED}|${ENGLISH})`;
/** 1 , ・, 2年A組 : what a line of a list begins with. */
const MARK = '(?:(?:[・◇○●*-]|[①-⑳]|[0-9]{1,3}[.)]?) ?)?(?:[0-9]年[A-Z0-9一-龠]{1,3}組? )?';
const SPACED_NAME = '(?<surname>[一-龠々ぁ-んァ-ヴー]{1,4}) (?<given>[一-龠々ぁ-んァ-ヴー]{1,6})';
const FOREIGN_NAME = '(?:[ァ-ヴー]{2,10}(?:[ ・][ァ-ヴー]{1,10}){1,3}|[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){1,3})';
const NAME = `(?:${SPACED_NAME}|${FOREIGN_NAME})`;
/** The number of a passport or a residence card, or what stands in its place. */
const PAPER = '(?:(?:[A-Z]{2}[0-9]{7}|[A-Z]{2}[0-9]{8}[A-Z]{2}|申請中|なし|未)[ ,|])';
const END = '(?=[ ,|)]|$)';
/** A line of a list of persons: a name, a paper's number perhaps, and a date. */
const ROW = new RegExp(`^(${MARK}${NAME}[ ,|(]{1,2}(?<paper>${PAPER})?)(?<date>${SHORT}|${DAY})${END}`);
/** ・ときわ(平29.3.4): a given name alone, before brackets. */
const BRACKETED = new RegExp(
  `^((?:[・◇○●*-]|[①-⑳]) ?[一-龠々ぁ-んァ-ヴー]{2,6}(?:くん|ちゃん|さん)?\\()(?<date>${DAY})(?=[)、])`,
);
/** As many lines that look alike are a list. */
const FEWEST = 2;
const LONGEST_START = 80;
/** Units before and behind a line in which the others of its list are looked for: no more, so that long texts may be cut. */
const REACH = 600;
const LAST_YEAR = /^20(?:2[7-9]|[3-9])/;
/** Names of places and things stand in lists with dates as well. */
const OF_OTHERS =
  /開館|開校|開園|開業|施設|建物|駅|橋|作品|文化財|行事|日程|予定|会場|工事|校|園|発行|発売|交付|満了|期限|物件|商品|祭|会議/;

interface Row {
  start: number;
  end: number;
  /** The last line before it that is none of a list. */
  above: string;
  date: string;
  /** A paper of a person stands between the name and the date. */
  hasPaper: boolean;
  /** What stands before it may be a person's name by its look or by the lists of names. */
  hasName: boolean;
}

/** Dates behind persons' names in the lines of a list: with nothing beside them, who is listed was born then. */
export function birthsInLists(text: string): Candidate[] {
  if (!text.includes('\n')) return [];
  const rows = rowsOf(text);
  return rows
    .filter((row, at) => isListed(row, rows, at) && !LAST_YEAR.test(row.date) && isBirth(text, row.start, row.end))
    .map(({ start, end }) => ({
      start,
      end,
      rule: 'in-list',
      score: 0.7,
      settled: true,
      because: 'a list of persons',
    }));
}

function rowsOf(text: string): Row[] {
  const rows: Row[] = [];
  let above = { line: '', at: 0 };
  let from = 0;
  for (const line of text.split('\n')) {
    const beginning = line.slice(0, LONGEST_START);
    const match = ROW.exec(beginning) ?? BRACKETED.exec(beginning);
    if (match) {
      const { date, paper, surname, given } = match.groups!;
      const start = from + match[1]!.length;
      rows.push({
        start,
        end: start + date!.length,
        above: start - above.at > REACH ? '' : above.line,
        date: date!,
        hasPaper: paper !== undefined,
        hasName: surname === undefined || names().surnames.has(surname) || looksGiven(given!),
      });
    } else above = { line: beginning, at: from };
    from += line.length + 1;
  }
  return rows;
}

/** Whether a line and those near it are a list of persons. */
function isListed(row: Row, rows: readonly Row[], at: number): boolean {
  const { above } = row;
  if (OF_OTHERS.test(above) || above.split(/[ ,|]/).some(namesOtherDay)) return false;
  let [count, named, papers] = [0, 0, 0];
  const take = (other: Row) => {
    count++;
    if (other.hasName) named++;
    if (other.hasPaper) papers++;
  };
  for (let near = at; near >= 0 && row.start - rows[near]!.start <= REACH; near--) take(rows[near]!);
  for (let near = at + 1; near < rows.length && rows[near]!.start - row.start <= REACH; near++) take(rows[near]!);
  return (count >= FEWEST || papers > 0) && named * 2 >= count;
}

function isBirth(text: string, start: number, end: number): boolean {
  return (
    !isOtherDate(text, start, end) &&
    !tellsEvent(text, end) &&
    !isNobodys(text, start, end) &&
    !isInOtherColumn(text, start)
  );
}
