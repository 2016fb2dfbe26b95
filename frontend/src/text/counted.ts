import { grouped } from "./format";

/** 1, "run" → "1 run"; 2, "study", "studies" → "2 studies". */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}
