import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";

/** Puts a text on the clipboard and says so, or says that the browser does not let it. */
export function CopyText({ text, children }: { text: string; children: string }) {
  const clipboard = useClipboard({ timeout: 2000 });
  const said = clipboard.error ? "Not copied: select it by hand" : clipboard.copied ? "Copied ✓" : children;
  return (
    <Button size="xs" variant="default" onClick={() => clipboard.copy(text)} aria-live="polite">
      {said}
    </Button>
  );
}
