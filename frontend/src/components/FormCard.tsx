import { Button, Card, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { ProblemBox } from "./ProblemBox";

type Props = {
  title: string;
  /** What the button says. */
  button: string;
  /** The mutation that the form sends. */
  sending: { mutate: () => void; isPending: boolean; isError: boolean; error: unknown };
  isWhole: boolean;
  /** Whether the page has something more important to press. */
  isQuiet?: boolean;
  children: ReactNode;
  /** Below the button. */
  after?: ReactNode;
};

/** A small form on a card of its own: title, fields, what went wrong, and one button. */
export function FormCard({ title, button, sending, isWhole, isQuiet = false, children, after }: Props) {
  return (
    <Card withBorder component="section" aria-label={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <Stack gap="sm">
          <Title order={2} size="h4">
            {title}
          </Title>
          {children}
          {sending.isError && <ProblemBox error={sending.error} />}
          <Button type="submit" variant={isQuiet ? "default" : "filled"} loading={sending.isPending} disabled={!isWhole}>
            {button}
          </Button>
          {after}
        </Stack>
      </form>
    </Card>
  );
}
