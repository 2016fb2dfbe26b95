import { SimpleGrid, Text } from "@mantine/core";
import type { GalleryImage, Rebuilt } from "../../../api/types";
import { PixelImage } from "../../../components/PixelImage";
import { DifferenceImage } from "../../../components/picture/DifferenceImage";

type Props = { image: GalleryImage; rebuilt: Rebuilt | undefined };

/** Original, rebuilt and their difference side by side. */
export function Triple({ image, rebuilt }: Props) {
  const of = `of image ${image.index} (${image.className})`;
  return (
    <SimpleGrid cols={3} spacing={6}>
      <Captioned text="original">
        <PixelImage src={image.original} alt={`Original ${of}`} size="100%" />
      </Captioned>
      {rebuilt && (
        <Captioned text="rebuilt">
          <PixelImage src={rebuilt.image} alt={`Rebuilt by ${rebuilt.slug} ${of}`} size="100%" />
        </Captioned>
      )}
      {rebuilt && (
        <Captioned text="difference">
          <DifferenceImage first={image.original} second={rebuilt.image} alt={`Difference ${of}`} />
        </Captioned>
      )}
    </SimpleGrid>
  );
}

function Captioned({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <div>
      {children}
      <Text size="xs" c="dimmed" ta="center">
        {text}
      </Text>
    </div>
  );
}
