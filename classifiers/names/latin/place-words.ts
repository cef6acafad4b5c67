import { unitIn } from '../../../src/text/unit-in.js';
import { ADDRESSED } from '../words/titles.js';
import { LATIN, scriptOf } from '../words/unit-traits.js';
import { withoutMarks } from './fold-marks.js';
import { isGivenName, isSurname, namesAbroad } from './lexicon.js';

/** Heads of names of places, facilities, shops and events, in small letters, that nobody is called. */
export const PLACE_WORDS: ReadonlySet<string> = new Set(
  (
    'station building shrine museum library hospital clinic airport river island pier port harbor harbour plaza tower ' +
    'stadium gymnasium gym elementary school university college kindergarten nursery prefecture prefectural city town ' +
    'village street avenue road route line center centre garden gardens gallery market mall mansion heights apartment ' +
    'apartments residence hotel hostel ryokan cafe restaurant bakery bar shop store bank ' +
    'beach trail terminal square gate tunnel bridge onsen kogen theater theatre zoo aquarium district area ' +
    'region county dori festival matsuri festa expressway highway lounge lobby ferry express rapid sushi ramen udon ' +
    'soba mochi miso coffee llc inc corp ltd foods design memorial complex office cultural civic parking shuttle'
  ).split(' '),
);

/** Heads that are surnames as well: Sakura Park is a place, Minho Park somebody. */
const ALSO_SURNAMES: ReadonlySet<string> = new Set(
  'hall park ward hill castle temple church court lake mountain coast valley dam'.split(' '),
);
/** What stands before the name of a place: Mt. Aoba, Lake Midori, Bakery Anna. */
const PLACE_BEFORE =
  /(?:^|[^A-Za-z])(?:Mt\.?|Mount|Lake|Cape|Hotel|Cafe|Café|Bar|BAR|Bakery|Restaurant|Salon|Boutique) $/;
/** What stands before the name of a street, park or district elsewhere, at its beginning or right before it: Đường Lê Lợi, Rua João Pessoa. */
const STREET =
  /^(?:Đường|Phố|Quận|Phường|Huyện|Tỉnh|Thành phố|Công viên|Chùa|Sông|Cầu|Trường|Rua|Avenida|Praça|Calle|Plaza|Rue|Jalan|Jl\.?|Kota|Desa) /;
const STREET_BEFORE =
  /(?:^|[^\p{L}])(?:[Đđ]ường|[Pp]hố|[Qq]uận|[Pp]hường|[Hh]uyện|[Tt]ỉnh|[Cc]ông viên|[Cc]hùa|[Ss]ông|[Cc]ầu|Rua|Avenida|Praça|Calle|Rue|Jalan|Jl\.?) $/u;
/** Countries and cities of two words, each of which may be a name. */
const ABROAD =
  /^(?:viet nam|ha noi|da nang|hoi an|sai gon|hai phong|can tho|nha trang|ho chi minh|sao paulo|rio de janeiro|buenos aires|san (?:francisco|diego)|santa barbara|new york|los angeles|hong kong|sri lanka|kuala lumpur|quezon city|saint petersburg)$/;
/** Somebody says or writes who it is. */
const SAID_BEFORE =
  /(?:name is|I am|I'm|this is|[Nn]ame *:|NAME *:|[Cc]ontact:?|[Cc]ustomer:?|[Cc]lient:?|[Uu]ser:?|[Ss]taff:?|[Rr]esident:?|[Pp]atient:?|Mr\.?|Ms\.?|Mrs\.?|Miss|Dr\.?|[Dd]ear|From:|[Cc]aller:|[Gg]uest:|[Rr]egards,?|[Ss]incerely,?|氏名|名前|名義)[ :\n]{0,3}$/;
const TITLE_BEHIND = new RegExp(`^(?: ?(?:${ADDRESSED}|-san|-sama)|,? ?(?:[Tt]el|TEL|[Pp]hone|0[0-9]{1,4}-))`);
/** Ends of romanised names of towns, streets, wards and cities: Hanazono-cho. */
const TOWN = /[A-Za-z]{4,}-(?:cho|machi|dori|ku|shi|ken|mura|bashi|gawa|jima|zaka|eki|jinja|dera)$/i;
const SHIN = /^(?:Shin|Kita|Minami|Higashi|Nishi) (?=Osaka|Kobe|Yokohama|Fuji|Sapporo)/;
/** The next word of a place begins like a name: Midori Hall, not 'Yamada Taro store manager' or 'Line: taro123'. */
const NEXT_WORD = /^(?: (?=[A-Z])|-)([A-Za-z]{2,12})(?![A-Za-z'-])(?! ?(?:ID\b|:))/;
/** Small words behind a single name that make it a place's all the same. */
const SMALL_HEAD = /^ (?:station|airport|shrine|river|island|prefecture|city|street)(?![A-Za-z'-])/;
/** The Thomas Glover trail: what bears the name of somebody, who is long dead. */
const NAMED_AFTER =
  /^ (?:trail|museum|garden|house|prize|award|cup|memorial|theorem|syndrome|method|effect)(?![A-Za-z'-])/;
/** Compared as people are not: taller than Ikeda is somebody. Also behind a house's number, which is shorter than a telephone's: 2-3 Honmachi, Itami. */
const IN_PLACE =
  /(?:^|[^A-Za-z])(?:in|near|around|at|to|between|via|visit|visiting|(?:cheaper|closer|nearer|farther|warmer|cooler|colder|hotter) than) $|(?:^|[^0-9-])[0-9]{1,3}(?:-[0-9]{1,3}){1,2}[ ,][^\n]{0,12}, $| Bank \/ $/;

/** Places that foreigners name most, as they write them; some of them are surnames too. */
const KNOWN: ReadonlySet<string> = new Set(
  (
    'hokkaido aomori iwate miyagi akita yamagata fukushima ibaraki tochigi gunma saitama chiba tokyo kanagawa niigata ' +
    'toyama ishikawa fukui yamanashi nagano gifu shizuoka aichi mie shiga kyoto osaka hyogo nara wakayama tottori ' +
    'shimane okayama hiroshima yamaguchi tokushima kagawa ehime kochi fukuoka saga nagasaki kumamoto oita miyazaki ' +
    'kagoshima okinawa sapporo sendai yokohama kawasaki nagoya kobe sakai sannomiya umeda namba minoh ikeda kofu ' +
    'matsumoto kanazawa matsue takamatsu matsuyama kitakyushu naha hakone nikko kamakura izumo kure himeji akashi ' +
    'kyushu shikoku honshu kansai kanto tohoku shinjuku shibuya ueno asakusa ginza haneda narita morioka mito ' +
    'utsunomiya maebashi kanazawa kofu tsu otsu matsue kadoma hirakata takatsuki ibaraki suita toyonaka minoh neyagawa ' +
    'moriguchi kashiwara habikino fujiidera tondabayashi kawachinagano osakasayama izumiotsu kishiwada kaizuka sennan ' +
    'tennoji yodogawa amagasaki nishinomiya takarazuka itami uji kameoka ikoma kashihara kakogawa'
  ).split(' '),
);

/** Those that are among the most frequent surnames: alone, as a login, they are rather somebody. */
const RATHER_SURNAMES: ReadonlySet<string> = new Set(
  'yamaguchi ishikawa miyazaki chiba fukushima matsumoto ikeda sakai kawasaki ueno narita'.split(' '),
);

/** Whether a word in small letters is a place that everybody knows: osaka, sakai. */
export const isKnownInLatin = (word: string): boolean => KNOWN.has(word);

/** Whether a word in small letters, by itself, is a place rather than somebody's surname: nagano, not yamaguchi. */
export const isRatherPlace = (word: string): boolean => KNOWN.has(word) && !RATHER_SURNAMES.has(word);

/** Whether two words in small letters are a place or a shop by one of them: sakai city, mount koya, green park; not minho park. */
export function isPlaceOfTwo(first: string, second: string): boolean {
  if (PLACE_WORDS.has(first) || PLACE_WORDS.has(second) || PLACE_HEADS.has(first)) return true;
  if (TOWN_ENDS.has(second) || (second === 'ken' && KNOWN.has(first))) return true;
  const { given, words } = namesAbroad();
  if (ALSO_SURNAMES.has(second)) return !given.has(first) || words.has(first) || isSurname(first);
  return KNOWN.has(second) && (KNOWN.has(first) || !isGivenName(first));
}

const PLACE_HEADS: ReadonlySet<string> = new Set('mount mt lake cape'.split(' '));
/** ken is a given name as well. */
const TOWN_ENDS: ReadonlySet<string> = new Set('shi ku cho machi mura gun fu'.split(' '));

/** Whether a name in Latin letters is a place's, a shop's or an event's, by its words and those beside it. Looks at most 16 units to either side. */
export function isPlaceInLatin(text: string, start: number, end: number): boolean {
  if (scriptOf(unitIn(text, start)) !== LATIN) return false;
  const before = text.slice(Math.max(0, start - REACH), start);
  const behind = text.slice(end, end + REACH);
  if (SAID_BEFORE.test(before) || TITLE_BEHIND.test(behind)) return false;
  const name = text.slice(start, end);
  if (TOWN.test(name) || SHIN.test(name)) return true;
  const words = name.split(/[ ,/]+/).map(withoutMarks);
  if (STREET.test(name) || STREET_BEFORE.test(before) || ABROAD.test(words.join(' '))) return true;
  if (words.some((word) => PLACE_WORDS.has(word))) return true;
  if (NAMED_AFTER.test(behind)) return true;
  if (isWholeName(words)) return false;
  if (PLACE_BEFORE.test(before) || (words.length === 1 && SMALL_HEAD.test(behind))) return true;
  const next = NEXT_WORD.exec(behind)?.[1]?.toLowerCase() ?? '';
  if (PLACE_WORDS.has(next)) return true;
  if (ALSO_SURNAMES.has(next)) return words.length === 1 && !namesAbroad().given.has(words[0]!);
  if (words.length === 1) return KNOWN.has(name.toLowerCase()) && (IN_PLACE.test(before) || isInRow(before, behind));
  return ALSO_SURNAMES.has(words.at(-1)!) && words.length === 2 && !namesAbroad().given.has(words[0]!);
}

const REACH = 16;

/** A surname with a given name is somebody, whatever stands around it: 'Cafe Yamada Taro' is where he is. */
function isWholeName(words: readonly string[]): boolean {
  if (words.length !== 2 || words.some((word) => ALSO_SURNAMES.has(word))) return false;
  const [first, last] = [words[0]!, words[1]!];
  return (isSurname(first) && isGivenName(last)) || (isGivenName(first) && isSurname(last));
}

/** Matsuyama - Kure - Hiroshima: a known place beside it, as in a route. */
function isInRow(before: string, behind: string): boolean {
  const beside =
    /([A-Za-z]{2,12}) ?(?:-|→|\/) ?$/.exec(before)?.[1] ?? /^ ?(?:-|→|\/) ?([A-Za-z]{2,12})/.exec(behind)?.[1];
  return beside !== undefined && KNOWN.has(beside.toLowerCase());
}
