import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import type { GalleryImage } from "../../../api/types";
import { ScoresText } from "../../../components/ScoresText";
import { Triple } from "./Triple";

type Props = {
  images: GalleryImage[];
  position: number;
  slugs: string[];
  slug: string;
  onMove: (position: number) => void;
  onAttack: (slug: string) => void;
  onClose: () => void;
};

/** One image, large; arrows move to its neighbors and to the other attacks. */
export function EnlargedImage({ images, position, slugs, slug, onMove, onAttack, onClose }: Props) {
  const step = (by: number) => onMove((position + by + images.length) % images.length);
  const other = (by: number) => onAttack(slugs[(slugs.indexOf(slug) + by + slugs.length) % slugs.length] ?? slug);
  useHotkeys([
    ["ArrowLeft", () => step(-1)],
    ["ArrowRight", () => step(1)],
    ["ArrowUp", () => other(-1)],
    ["ArrowDown", () => other(1)],
  ]);
  const image = images[position];
  if (!image) return null;
  const rebuilt = image.attacks.find((candidate) => candidate.slug === slug);
  return (
    <Modal
      opened
      onClose={onClose}
      size={900}
      centered
      title={`Image ${image.index}: ${image.className}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Triple image={image} rebuilt={rebuilt} />
        <Group justify="space-between">
          <Button variant="default" onClick={() => step(-1)}>
            ← Previous
          </Button>
          <Text size="sm" ta="center">
            {slug}
            <br />
            <ScoresText scores={rebuilt?.scores} />
          </Text>
          <Button variant="default" onClick={() => step(1)}>
            Next →
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
