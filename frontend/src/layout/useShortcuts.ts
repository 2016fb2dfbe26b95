import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { destinations } from "./destinations";

const secondKeyWithinMillis = 1200;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** "g" and a letter goes to a page, "?" shows the help; keys typed into fields are left alone. */
export function useShortcuts(showHelp: () => void) {
  const navigate = useNavigate();
  const pressedGoAt = useRef(0);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "?") {
        showHelp();
        return;
      }
      const isSecondKey = event.timeStamp - pressedGoAt.current < secondKeyWithinMillis && pressedGoAt.current > 0;
      const destination = destinations.find(({ key }) => key === event.key);
      pressedGoAt.current = event.key === "g" ? event.timeStamp : 0;
      if (isSecondKey && destination) void navigate(destination.path);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [navigate, showHelp]);
}
