/**
 * What bounds memory while reading. All counts are UTF-16 code units unless they say bytes.
 * They are part of what a classification means: a change makes old results incomparable.
 */

/** Bytes looked at to recognise format and charset: holds a long CSV header, a mail header, a Transcribe preamble. */
export const SAMPLE_BYTES = 256 * 1024;

/** Longest line, cell or JSON string held. The longest free text seen in contact-centre exports is some 100 KiB. */
export const MAX_FIELD = 1024 * 1024;

/**
 * Field of running text (plain text, mail body, captions). What is told over the place where a longer one is cut is read
 * in two: a call of a whole day stays below.
 */
export const MAX_TEXT_FIELD = 512 * 1024;

/** A record beyond this is handed on in pieces with the same locator. */
export const MAX_RECORD = 4 * 1024 * 1024;

/** Fields of one record, for the same reason: a row of a million empty cells has no length. */
export const MAX_RECORD_FIELDS = 100_000;

/** Nesting of JSON beyond this is an attack on a parser's stack, not data. */
export const MAX_JSON_DEPTH = 256;

/** Problems of one code reported per object one by one; the review list is read by people. */
export const MAX_PROBLEMS_PER_CODE = 50;

/** A mail in an archive in a mail, and so on: deeper is not followed. */
export const MAX_NESTING = 5;

/** Parts of one mail. Real ones have tens. */
export const MAX_MAIL_PARTS = 1_000;

/** Bytes of one mail header section (RFC 5322 gives no limit; servers refuse beyond some 100 KiB). */
export const MAX_HEADER_BYTES = 1024 * 1024;

/** Bytes of one textual RIFF chunk (`LIST`, `bext`, `iXML`) that are held. */
export const MAX_RIFF_TEXT_BYTES = 1024 * 1024;

/** Entries of all archives of one object together: a year of exports has tens of thousands. */
export const MAX_ARCHIVE_ENTRIES = 100_000;

/** Bytes that all archives of one object unpack to, together. */
export const MAX_INFLATED_BYTES = 16 * 1024 ** 3;

/**
 * Unpacked bytes per byte of the object: exports reach some 50, silence in a recording 1,000, so the ratio counts only
 * beyond `FREE_INFLATED_BYTES`.
 */
export const MAX_INFLATE_RATIO = 250;
export const FREE_INFLATED_BYTES = 64 * 1024 * 1024;

/** A workbook is held packed, because its texts stand behind the sheets that use them. Exports of a year are below. */
export const MAX_WORKBOOK_BYTES = 64 * 1024 * 1024;

/** Code units of a workbook's shared strings that are held; what is beyond is read by itself, outside its rows. */
export const MAX_SHARED_STRINGS = 32 * 1024 * 1024;

/** A PDF is held whole, because its table of contents stands at its end and points anywhere. */
export const MAX_PDF_BYTES = 64 * 1024 * 1024;

/** Pages of one PDF that are read. */
export const MAX_PDF_PAGES = 20_000;

/** What one step of reading a PDF (opening it, one page) may take before it is ended from outside. */
export const PDF_STEP_MS = 30_000;

/** What all steps of one PDF may take together. */
export const PDF_MS = 600_000;

/** Growth of the process while a PDF is read that ends the reading: its streams unpack without any limit of their own. */
export const MAX_PDF_MEMORY = 512 * 1024 * 1024;

/** Bytes of one tag of a recording that are held; pictures in tags are larger and pass by. */
export const MAX_TAG_BYTES = 4 * 1024 * 1024;
