import { Card, Group, Text, VisuallyHidden } from "@mantine/core";
import type { GalleryImage } from "../../../api/types";
import { ScoresText } from "../../../components/ScoresText";
import { Triple } from "./Triple";

type Props = { image: GalleryImage; slug: string; onEnlarge: () => void };

export function GalleryCard({ image, slug, onEnlarge }: Props) {
  const rebuilt = image.attacks.find((candidate) => candidate.slug === slug);
  return (
    <Card withBorder padding="xs">
      <button type="button" className="enlarge" onClick={onEnlarge}>
        <VisuallyHidden>
          Enlarge image {image.index}, {image.className}:
        </VisuallyHidden>
        <Triple image={image} rebuilt={rebuilt} />
      </button>
      <Group justify="space-between" gap={4} mt={4}>
        <Text size="xs">
          {image.className}{" "}
          <Text span size="xs" c="dimmed">
            #{image.index}
            {image.best === slug && image.attacks.length > 1 ? " · best attack" : ""}
          </Text>
        </Text>
        <Text size="xs" c="dimmed" className="number">
          <ScoresText scores={rebuilt?.scores} most={2} />
        </Text>
      </Group>
    </Card>
  );
}
