import { Button, CopyButton } from "@mantine/core";

/** Puts a text on the clipboard and says so. */
export function CopyText({ text, children }: { text: string; children: string }) {
  return (
    <CopyButton value={text} timeout={2000}>
      {({ copied, copy }) => (
        <Button size="xs" variant="default" onClick={copy} aria-live="polite">{copied ? "Copied ✓" : children}</Button>
      )}
    </CopyButton>
  );
}
