import { Button } from "@mantine/core";
import { NavLink, useLocation } from "react-router";
import { destinations } from "./destinations";

/** The links to the pages; the current one is marked for screen readers too. */
export function Navigation({ onGo }: { onGo?: () => void }) {
  const { pathname } = useLocation();
  return destinations.slice(1).map(({ path, title }) => (
    <Button
      key={path}
      component={NavLink}
      to={path}
      onClick={onGo}
      size="compact-md"
      variant={pathname.startsWith(path) ? "light" : "subtle"}
      color={pathname.startsWith(path) ? "iris" : "gray"}
    >
      {title}
    </Button>
  ));
}
