import { expect, it } from "vitest";

const written = import.meta.glob<string>(["./**/*.{ts,tsx}", "!./**/*.d.ts", "!./**/*.test.*"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Digits, the number sign and the asterisk count as emoji only together with other characters. */
const emoji = /(?![0-9#*])\p{Emoji}/gu;

it("shows no sign that some systems draw from an emoji font", () => {
  expect(Object.entries(written).flatMap(([file, text]) => [...text.matchAll(emoji)].map(([sign]) => `${sign} in ${file}`))).toEqual([]);
});
