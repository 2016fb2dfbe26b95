import { Button, Group, Modal, ScrollArea, Stack, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { type ReactNode, useCallback, useState } from "react";
import { EnlargerContext } from "./enlarger";

type Strip = { src: string; name: string };
type Shown = { strips: Strip[]; place: number };

const marked = "[data-strip]";

/** Lets every strip of pictures below it be enlarged; the arrows lead to the other strips of the page, in their order on it. */
export function Enlarger({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown>();
  const enlarge = useCallback((button: HTMLElement) => {
    const buttons = [...document.querySelectorAll<HTMLElement>(marked)];
    const strips = buttons.map(({ dataset }) => ({ src: dataset.strip ?? "", name: dataset.name ?? "" }));
    setShown({ strips, place: buttons.indexOf(button) });
  }, []);
  return (
    <EnlargerContext value={enlarge}>
      {children}
      {shown && <EnlargedStrip shown={shown} onMove={(place) => setShown({ ...shown, place })} onClose={() => setShown(undefined)} />}
    </EnlargerContext>
  );
}

type Props = { shown: Shown; onMove: (place: number) => void; onClose: () => void };

function EnlargedStrip({ shown: { strips, place }, onMove, onClose }: Props) {
  const step = (by: number) => onMove((place + by + strips.length) % strips.length);
  useHotkeys([
    ["ArrowLeft", () => step(-1)],
    ["ArrowRight", () => step(1)],
  ]);
  const strip = strips[place];
  if (!strip) return null;
  const larger = `${strip.src.split("?")[0]}?scale=4`;
  return (
    <Modal opened onClose={onClose} size="min(95vw, 1400px)" centered title={strip.name} closeButtonProps={{ "aria-label": "Close" }}>
      <Stack gap="xs">
        <ScrollArea viewportProps={{ tabIndex: 0 }}>
          <img className="pixels large-strip" src={larger} alt={`Originals (above) and what was rebuilt (below): ${strip.name}`} />
        </ScrollArea>
        <Group justify="space-between">
          <Button variant="default" disabled={strips.length < 2} onClick={() => step(-1)}>
            ← Previous
          </Button>
          <Text size="sm" c="dimmed" role="status">
            Above what was sent, below what was rebuilt · {place + 1} of {strips.length}
          </Text>
          <Button variant="default" disabled={strips.length < 2} onClick={() => step(1)}>
            Next →
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
