import { useEffect, useState } from "react";

/** The current time, renewed every few seconds, for "… ago" texts. */
export function useNow(everyMillis = 5_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMillis);
    return () => clearInterval(timer);
  }, [everyMillis]);
  return now;
}
