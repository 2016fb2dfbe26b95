const gain = 2;
const channels = 4;

/** Writes |first − second|, twice as bright, into the first; the alpha channel becomes opaque. */
export function differenceOf(first: Uint8ClampedArray, second: Uint8ClampedArray) {
  for (let at = 0; at < first.length; at++) {
    const isAlpha = at % channels === channels - 1;
    first[at] = isAlpha ? 255 : gain * Math.abs((first[at] ?? 0) - (second[at] ?? 0));
  }
}
