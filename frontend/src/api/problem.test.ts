import { expect, test } from "vitest";
import { isBeingRead, isSilence } from "./problem";

test("a service that asks for patience while a data set is being read is not silent", () => {
  const beingRead = { type: "/errors/dataset-being-read", status: 503 };
  const unavailable = { type: "/errors/unavailable", status: 503 };

  expect([isBeingRead(beingRead), isSilence(beingRead)]).toEqual([true, false]);
  expect([isBeingRead(unavailable), isSilence(unavailable)]).toEqual([false, true]);
});
