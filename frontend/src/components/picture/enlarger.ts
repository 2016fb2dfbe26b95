import { createContext, useContext } from "react";

/** Shows the strip of a button large, among all strips of the page. */
export type Enlarge = (button: HTMLElement) => void;

/** Undefined where nothing can show it, as in a page that is drawn alone. */
export const EnlargerContext = createContext<Enlarge | undefined>(undefined);

export function useEnlarger(): Enlarge | undefined {
  return useContext(EnlargerContext);
}
