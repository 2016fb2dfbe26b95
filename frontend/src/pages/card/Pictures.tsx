import { Group, Stack, Text } from "@mantine/core";
import { api } from "../../api/client";
import type { GalleryImage } from "../../api/types";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PixelImage } from "../../components/PixelImage";
import { Section } from "./Section";

const shown = 8;
const size = 72;

/** The first images of the gallery, and what each attack made of them. */
export function Pictures({ run, seed }: { run: string; seed: number }) {
  const gallery = api.useQuery("get", "/api/v1/runs/{id}/reconstructions", { params: { path: { id: run } } });
  return (
    <Section title={`What one sees, seed ${seed}`}>
      <Loaded query={gallery} loading={<LoadingRows rows={2} height={size} />}>
        {({ images }) => <Rows images={images.slice(0, shown)} />}
      </Loaded>
    </Section>
  );
}

function Rows({ images }: { images: GalleryImage[] }) {
  const slugs = [...new Set(images.flatMap(({ attacks }) => attacks.map(({ slug }) => slug)))];
  return (
    <Stack gap="sm">
      <Row title="originals" images={images.map(({ original, className }) => ({ src: original, alt: `Original: ${className}` }))} />
      {slugs.map((slug) => (
        <Row
          key={slug}
          title={slug}
          images={images.flatMap(({ attacks, className }) =>
            attacks
              .filter((rebuilt) => rebuilt.slug === slug)
              .map(({ image }) => ({ src: image, alt: `${className}, rebuilt by ${slug}` })),
          )}
        />
      ))}
    </Stack>
  );
}

function Row({ title, images }: { title: string; images: { src: string; alt: string }[] }) {
  return (
    <div>
      <Group gap={4}>
        {images.map(({ src, alt }) => (
          <PixelImage key={src} src={src} alt={alt} size={size} />
        ))}
      </Group>
      <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {title}
      </Text>
    </div>
  );
}
