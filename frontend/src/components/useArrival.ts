import { type RefObject, useEffect, useRef } from "react";
import { useLocation } from "react-router";

/** Where the visitor is; the first page of a visit keeps the order of the browser. */
const arrived = { key: "", path: "" };

/**
 * Moves the focus to the heading when a page was navigated to, so that a screen reader says where its user is and the next Tab goes
 * on from there. A change of the address by the page itself (a tab, a filter) leaves its heading, and the focus, where they are.
 */
export function useArrival(heading: RefObject<HTMLElement | null>) {
  const { key, pathname } = useLocation();
  const isOld = useRef(false);
  useEffect(() => {
    const isFirst = arrived.key === "";
    const isElsewhere = arrived.key !== key && (!isOld.current || arrived.path !== pathname);
    Object.assign(arrived, { key, path: pathname });
    isOld.current = true;
    if (isElsewhere && !isFirst) heading.current?.focus({ preventScroll: true });
  }, [heading, key, pathname]);
}
