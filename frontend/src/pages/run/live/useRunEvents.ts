import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { eventsUrl } from "../../../api/links";
import { nothingTold, type RunEvent, type Told, withEvents } from "./collector";

const flushEveryMillis = 300;
const reopenAfterMillis = 5_000;

/**
 * Listens to a run while it moves. The browser reconnects by itself and names the last event it saw; events that come
 * twice are dropped by their number. A change of state makes the page ask for the run again.
 */
export function useRunEvents(id: string, isListening: boolean): Told {
  const cache = useQueryClient();
  const [told, setTold] = useState<Told>(nothingTold);

  useEffect(() => {
    if (!isListening) return undefined;
    setTold(nothingTold);
    let waiting: RunEvent[] = [];
    let lastSeen = 0;
    let source: EventSource;
    let reopen: ReturnType<typeof setTimeout>;

    const take = (message: MessageEvent<string>, read: (data: Record<string, unknown>) => RunEvent | undefined) => {
      const number = Number(message.lastEventId);
      if (number > 0 && number <= lastSeen) return;
      lastSeen = Math.max(lastSeen, number || 0);
      const event = read(JSON.parse(message.data) as Record<string, unknown>);
      if (event) waiting.push(event);
    };
    const open = () => {
      source = new EventSource(eventsUrl(id));
      source.addEventListener("point", (message) => take(message, (data) => ({ kind: "point", series: String(data.series), step: Number(data.step), value: Number(data.value) })));
      source.addEventListener("progress", (message) => take(message, (data) => ({ kind: "progress", stage: String(data.stage), fraction: Number(data.fraction) })));
      source.addEventListener("log", (message) => take(message, (data) => ({ kind: "log", line: String(data.line) })));
      source.addEventListener("state", (message) => take(message, () => {
        void cache.invalidateQueries();
        return undefined;
      }));
      source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) reopen = setTimeout(open, reopenAfterMillis);
      };
    };
    open();
    const flush = setInterval(() => {
      if (waiting.length === 0) return;
      const batch = waiting;
      waiting = [];
      setTold((before) => withEvents(before, batch));
    }, flushEveryMillis);
    return () => {
      clearInterval(flush);
      clearTimeout(reopen);
      source.close();
    };
  }, [id, isListening, cache]);

  return told;
}
