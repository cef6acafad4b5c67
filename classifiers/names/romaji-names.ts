import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { unitIn } from '../../src/text/unit-in.js';
import { CUE, CUE_KINDS } from './cue-words.js';
import { names } from './name-lexicon.js';
import { romanized } from './romaji.js';

/** Surnames of residents from abroad as they are written in Latin letters. */
const FOREIGN = new Set(
  'nguyen tran le pham hoang phan vu vo dang bui do ho ngo duong ly shrestha gurung tamang magar rai thapa karki adhikari sharma singh kumar patel gupta khan ahmed ali hossain rahman islam santos silva souza oliveira pereira costa garcia lopez martinez rodriguez gonzalez hernandez ramirez cruz reyes bautista delacruz mendoza smith johnson williams brown jones miller davis wilson anderson taylor thomas moore martin lee kim park choi jung kang cho yoon jang lim han wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo ivanov petrov mueller schmidt dubois rossi carter clark walker hall young king wright scott green baker adams nelson hill campbell mitchell roberts turner phillips evans edwards collins stewart morris rogers reed cook morgan bell murphy bailey cooper richardson cox howard ward peterson gray james watson brooks kelly sanders bennett wood ross henderson fernandes almeida carvalho gomes ribeiro alves lima barbosa rocha dela aquino villanueva ramos flores torres castillo bui dinh mai truong lam ta cao luu quach bhandari khadka poudel sapkota basnet lama sherpa chaudhary yadav das roy chowdhury begum akter uddin hasan kaur mehta jain reddy nair tanaka'.split(
    ' ',
  ),
);
/** Given names of residents from abroad, and of English. */
const FOREIGN_GIVEN = new Set(
  'john james robert michael william david richard joseph thomas charles mary patricia jennifer linda elizabeth barbara susan jessica sarah karen maria jose juan carlos luis ana paulo pedro joao pradeep rajesh suresh ramesh anil sunil krishna bishnu anita sita gita minh anh thi van hung tuan huong lan linh mei wei ming jing hui xin yan muhammad mohammed ahmed fatima ali emily emma olivia sophia charlotte amelia hannah grace chloe lily anna laura julia kate alice helen lucy rachel amy nicole megan kelly daniel matthew andrew paul mark george kevin brian steven edward ryan peter alex alexander henry jack oliver noah liam lucas mateus gabriel rafael felipe bruno fernanda beatriz camila larissa juliana angel angelica jasmine mark rowena maricel rosa carmen elena sofia olga natalia ivan dmitri ngoc thao phuong trang nga hoa hai duc quang khanh bao trung son hieu nam long thanh tam yen nhung thuy sushma sabina sunita prakash dipak bikash santosh sanjay priya deepa rahul amit jiwoo minjun seoyeon soo hyun yong jun wen xiao lei tao bin qiang yu ying na hong'.split(
    ' ',
  ),
);
const SPACE = 0x20;
const DOT = 0x2e;
const SAID = /(?:my name is|i am|i'm|this is|name:?|mr\.?|ms\.?|mrs\.?|dear|for|from) ?$/i;
const TITLE_BEFORE = /(?:^|[^A-Za-z])(?:Mr|Ms|Mrs|Miss|Dr)\.?$/;
const WORD_BEFORE = /[A-Z][A-Za-z'-]{1,15}$/;
const WORD_AFTER = /^[A-Z][A-Za-z'-]{1,15}/;
const WORD_FURTHER = /^ (?:(?:de|da|dos|del|van|bin|DE|DA|DOS|DEL) )?([A-Z][A-Za-z'-]{1,15})(?![A-Za-z'-])/;
const TITLE_AFTER = /^ ?(?:様(?![式々子相態似])|さん(?![かぎ])|さま|氏(?!名)|殿|くん|ちゃん|先生)/;

let romaji: { surnames: Set<string>; given: Set<string> } | undefined;

function spellings(): { surnames: Set<string>; given: Set<string> } {
  if (!romaji) {
    const { surnameReadings, givenReadings } = names();
    const all = (readings: Iterable<string>) =>
      new Set([...readings].flatMap(romanized).filter((one) => one.length > 2));
    romaji = { surnames: all(surnameReadings), given: all(givenReadings) };
  }
  return romaji;
}

/** Words before a Japanese title: Schmidt様, Maria Clara dos Santosさん. */
const TITLED =
  /(?<![A-Za-z0-9_.@/'-])[A-Z][A-Za-z'-]{1,19}(?: (?:(?:de|da|dos|del|van|bin|DE|DA|DOS|DEL) )?[A-Z][A-Za-z'-]{0,19}\.?){0,3} ?$/;
const LONGEST_TITLED = 64;
/** Companies and services that people speak of as さん. */
const COMPANIES =
  /^(?:google|amazon|apple|microsoft|yahoo|facebook|meta|twitter|instagram|zoom|uber|softbank|docomo|rakuten|paypay|netflix|youtube|tiktok|sony|panasonic|toyota|nissan|adobe|oracle|cisco|dell|lenovo|nintendo|mercari|airbnb|booking|web|net|call|center|chat|bot|siri|alexa|copilot|chatgpt|gemini|teams|slack)/i;

/** Names in Latin letters before 様, さん or the like. Short words in capitals (NTT様) must be known as names. */
function titledRomaji(text: string, start: number): Candidate | undefined {
  if (!TITLE_AFTER.test(text.slice(start, start + 4))) return undefined;
  const before = text.slice(Math.max(0, start - LONGEST_TITLED), start);
  const name = TITLED.exec(before)?.[0];
  if (name === undefined || COMPANIES.test(name)) return undefined;
  const words = name.trimEnd().split(' ');
  const known = words.some((word) => word.length > 2 && isNameWord(word.toLowerCase()));
  if (!known && words.some((word) => word.length < 6 && word === word.toUpperCase())) return undefined;
  const from = start - name.length;
  const score = known ? 0.9 : 0.66;
  return {
    start: from,
    end: from + name.trimEnd().length,
    rule: 'romaji-honorific',
    score,
    settled: true,
    because: 'title',
  };
}

/** Two capitalised words that are a given name and a surname in either order (Taro Yamada, YAMADA TARO), and those with a title. */
export function romajiNames({ text }: Scan, hits: readonly CueHit[], found: Candidate[]): void {
  for (let at = 0; at < hits.length; at++) {
    const { cue, start, end } = hits[at]!;
    const last = unitIn(text, start - 1);
    const titled = isLatin(last === SPACE ? unitIn(text, start - 2) : last) && titledRomaji(text, start);
    if (titled) found.push(titled);
    if ((CUE_KINDS[cue]! & CUE.space) === 0 || !isLatin(unitIn(text, end)) || !(isLatin(last) || last === DOT))
      continue;
    const first = WORD_BEFORE.exec(text.slice(Math.max(0, start - 16), start))?.[0];
    const second = WORD_AFTER.exec(text.slice(end, end + 16))?.[0];
    if (
      second &&
      TITLE_BEFORE.test(text.slice(Math.max(0, start - 5), start)) &&
      !WORD_AFTER.test(text.slice(end + second.length + 1, end + second.length + 3))
    ) {
      const word = second.toLowerCase();
      if (word.length > 2 && (spellings().surnames.has(word) || FOREIGN.has(word)))
        found.push({
          start: end,
          end: end + second.length,
          rule: 'romaji-titled',
          score: 0.82,
          settled: true,
          because: 'title',
        });
      continue;
    }
    if (!first || !second) continue;
    const [one, two] = [first.toLowerCase(), second.toLowerCase()];
    const { surnames, given } = spellings();
    const japanese = (surnames.has(one) && given.has(two)) || (given.has(one) && surnames.has(two));
    const foreign = (FOREIGN.has(one) && FOREIGN_GIVEN.has(two)) || (FOREIGN_GIVEN.has(one) && FOREIGN.has(two));
    const mailbox = /^ ?<[^<>\s]{1,40}@/.test(text.slice(end + second.length, end + second.length + 44));
    const said = mailbox || SAID.test(text.slice(Math.max(0, start - first.length - 12), start - first.length));
    const partly = mailbox || (said && [one, two].some(isNameWord));
    if (!japanese && !foreign && !partly) continue;
    const letters = first.length + second.length;
    const score = japanese && letters >= 7 ? 0.8 : foreign ? 0.75 : said ? 0.7 : 0.55;
    found.push({
      start: start - first.length,
      end: furtherNames(text, end + second.length),
      rule: 'romaji',
      score: said ? Math.max(score, 0.85) : score,
      settled: true,
      because: 'spelling',
    });
  }
}

/** Nguyen Thi Hoa, Maria Clara dos Santos様: names that go on behind two words. Gives where they end. */
function furtherNames(text: string, from: number): number {
  let end = from;
  for (let more = 0; more < 3; more++) {
    const [all, word] = WORD_FURTHER.exec(text.slice(end, end + 24)) ?? [];
    if (
      !all ||
      !(isNameWord(word!.toLowerCase()) || TITLE_AFTER.test(text.slice(end + all.length, end + all.length + 4)))
    )
      break;
    end += all.length;
  }
  return end;
}

function isNameWord(word: string): boolean {
  const { surnames, given } = spellings();
  return surnames.has(word) || given.has(word) || FOREIGN.has(word) || FOREIGN_GIVEN.has(word);
}

function isLatin(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}
