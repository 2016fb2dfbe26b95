import { expect, test } from "vitest";
import type { LiveRun } from "../api/types";
import { liveInWords } from "./live";

const live: LiveRun = {
  run: "0f9c0000-0000-0000-0000-000000000000",
  state: "RUNNING",
  stage: "training",
  detail: "epoch 3 of 24",
  progress: 0.4,
  elapsedSeconds: 75,
  secondsLeft: 112.4,
  queue: null,
  pictures: [],
};

test("a running run says its epoch, what it took and what is left", () => {
  expect(liveInWords(live)).toEqual(["epoch 3 of 24", "1 min 15 s so far", "about 1 min 52 s left"]);
});

test("a waiting run says its place and what it will take", () => {
  const waiting = { ...live, state: "QUEUED" as const, detail: "epoch 3 of 24", elapsedSeconds: null, queue: { position: 3, waiting: 12 } };
  expect(liveInWords(waiting)).toEqual(["place 3 of 12 waiting", "takes about 1 min 52 s"]);
  expect(liveInWords({ ...waiting, queue: { position: 1, waiting: 1 } })[0]).toBe("starts next of 1 waiting");
});

test("nothing is said of what is not known", () => {
  expect(liveInWords({ ...live, detail: "", elapsedSeconds: null, secondsLeft: null })).toEqual([]);
});
