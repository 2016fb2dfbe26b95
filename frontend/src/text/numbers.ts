/** What a typed text means: a value, nothing at all, or a sentence on why it cannot be read. */
export type Reading<T> = { value: T | undefined; mistake: string };

const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const leadingZero = /^[+-]?0\d/;
const longestShown = 40;
const mostInAList = 1_000;

/** Signs that look like a minus, digits that look like digits, and the invisible company that pasted texts bring along. */
function tidy(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2014\u2212\ufe63]/g, "-")
    .replace(/^[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+$/g, "");
}

function refused(rule: string, text: string, wayOut: string): Reading<never> {
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  return { value: undefined, mistake: `must be ${rule}, was ${shown}. ${wayOut}` };
}

/** How the text would have to be written, where that can be told. */
function wayOutOf(text: string, isWhole: boolean): string {
  const bare = text.replace(/[\s_'’]/g, "");
  if (bare !== text && plain.test(bare)) return `Write ${bare}`;
  if (/^[+-]?\d{1,3},\d{3}$/.test(bare)) return `Write ${bare.replace(",", "")} for thousands, ${bare.replace(",", ".")} for a fraction`;
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)) return `Write ${bare.replaceAll(",", "")}`;
  if (/^[+-]?\d{1,3}(\.\d{3})*,\d+$/.test(bare) || /^[+-]?\d*,\d+(e[+-]?\d+)?$/i.test(bare)) {
    return `Write ${bare
      .replaceAll(".", "")
      .replace(/^([+-]?),/, "$10,")
      .replace(",", ".")}`;
  }
  if (/^0[xbo][0-9a-f]+$/i.test(bare) && Number.isSafeInteger(Number(bare))) return `Write ${Number(bare)}`;
  return isWhole ? "Write digits only, such as 12" : "Write digits, with a point before the decimals, such as 0.05";
}

/** A number as people type it. Read exactly or refused: `1e-3` is 0.001, `0,05` could be two things and so is none. */
export function readNumber(typed: string, isWhole: boolean): Reading<number> {
  const text = tidy(typed);
  const rule = isWhole ? "a whole number" : "a number";
  if (text === "") return { value: undefined, mistake: "" };
  if (!plain.test(text)) return refused(rule, text, wayOutOf(text, isWhole));
  const value = Number(text);
  const vanishes = value === 0 && /[1-9]/.test(text.replace(/e.*/i, ""));
  if (!Number.isFinite(value) || vanishes)
    return refused("a number that a computer can hold", text, vanishes ? "Write 0, or a larger one" : "Write a smaller one");
  if (isWhole && !Number.isInteger(value)) return refused(rule, text, `Write ${Math.floor(value)} or ${Math.ceil(value)}`);
  if (isWhole && !Number.isSafeInteger(value))
    return refused(`a whole number up to ${Number.MAX_SAFE_INTEGER}`, text, "Write a smaller one");
  return { value: value === 0 ? 0 : value, mistake: "" };
}

function readRange(from: number, to: number, text: string): Reading<number[]> {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to))
    return refused(`numbers up to ${Number.MAX_SAFE_INTEGER}`, text, "Write smaller ones");
  if (from > to) return refused("a range that counts up", text, `Write ${to}-${from}`);
  if (to - from >= mostInAList) return refused(`at most ${mostInAList} numbers`, text, "Write a shorter range");
  return { value: Array.from({ length: to - from + 1 }, (_, step) => from + step), mistake: "" };
}

function readEntry(text: string, isWhole: boolean): Reading<number[]> {
  const [, from, to] = (isWhole && /^(\d+)(?:-|\.\.)(\d+)$/.exec(text)) || [];
  if (from !== undefined && to !== undefined) return readRange(Number(from), Number(to), text);
  if (leadingZero.test(text))
    return refused("numbers without leading zeros", text, `Write ${text.replace(/^([+-]?)0+(?=\d)/, "$1")}, and decimals with a point`);
  const { value, mistake } = readNumber(text, isWhole);
  return { value: value === undefined ? undefined : [value], mistake };
}

/** Numbers separated by commas or spaces; whole numbers also as ranges: `1-3, 7` is 1, 2, 3, 7. */
export function readNumbers(typed: string, isWhole: boolean): Reading<number[]> {
  const text = tidy(typed);
  if (!isWhole && /\d,\d/.test(text))
    return refused("numbers separated by spaces", text, `Write ${text.replace(/,(?=\d)/g, ".")} or ${text.replace(/,(?=\d)/g, " ")}`);
  const entries = text
    .replace(/(\d)\s+-\s+(?=\d)/g, "$1-")
    .split(/[\s,;]+/)
    .filter((entry) => entry !== "");
  const read = entries.map((entry) => readEntry(entry, isWhole));
  const broken = read.find(({ mistake }) => mistake !== "");
  if (broken) {
    const example = isWhole ? ". A list is written 1, 2, 3 or 1-3" : "";
    return { value: undefined, mistake: `${broken.mistake}${example}` };
  }
  const value = read.flatMap((entry) => entry.value ?? []);
  if (value.length > mostInAList) return refused(`at most ${mostInAList} numbers`, text, "Write fewer");
  return { value: value.length === 0 ? undefined : value, mistake: "" };
}
