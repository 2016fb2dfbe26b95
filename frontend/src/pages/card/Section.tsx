import { Title } from "@mantine/core";
import type { ReactNode } from "react";

/** A part of the card; a printer does not break the page within it. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="keep-together">
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}
