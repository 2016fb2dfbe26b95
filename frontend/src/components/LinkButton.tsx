import { Button, type ButtonProps } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";

type Props = ButtonProps & { to: string; children: ReactNode };

/** A link that looks like a button. */
export function LinkButton({ to, children, ...style }: Props) {
  return (
    <Button component={Link} to={to} {...style}>
      {children}
    </Button>
  );
}
