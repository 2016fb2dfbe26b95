import { useSyncExternalStore } from "react";

/** Whether the service answers: since when it does not, when it last did, and how often it came back. */
export type Connection = { awaySince: number | undefined; lastAnswer: number | undefined; returns: number };

const unreachable = [502, 503, 504];

let connection: Connection = { awaySince: undefined, lastAnswer: undefined, returns: 0 };
const listeners = new Set<() => void>();

function become(next: Connection) {
  const isNews = next.awaySince !== connection.awaySince;
  connection = isNews ? next : Object.assign(connection, next);
  if (isNews) listeners.forEach((listener) => listener());
}

/** An answer of the service itself; those of a proxy in front of it, or "unavailable", are none. */
export function noteStatus(status: number) {
  if (unreachable.includes(status)) return noteSilence();
  const returns = connection.awaySince === undefined ? connection.returns : connection.returns + 1;
  become({ awaySince: undefined, lastAnswer: Date.now(), returns });
}

export function noteSilence() {
  become({ ...connection, awaySince: connection.awaySince ?? Date.now() });
}

export function isAway(): boolean {
  return connection.awaySince !== undefined;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Calls back each time the service answers again. */
export function onReturn(action: () => void): () => void {
  let seen = connection.returns;
  return subscribe(() => {
    if (connection.returns === seen) return;
    seen = connection.returns;
    action();
  });
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => connection);
}
