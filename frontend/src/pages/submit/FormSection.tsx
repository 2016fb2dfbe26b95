import { Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

type Props = { title: string; path?: string; children: ReactNode };

/** A part of the form; `path` is the field of the definition that it fills. */
export function FormSection({ title, path, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} data-path={path}>
      <Title order={2} size="h4" id={id} mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}
