import { SimpleGrid, Table, Text, Title, VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import type { ComparedImage, ComparedRun } from "../../api/types";
import { PixelImage } from "../../components/PixelImage";
import { ScoresText } from "../../components/ScoresText";
import { letterOf } from "../../text/letters";

const mostForTwoColumns = 3;
const side = 120;

type Props = { runs: ComparedRun[]; images: ComparedImage[]; slug: string; onEnlarge: (index: number) => void };

/** One row per test image: the original, then what was rebuilt from each side. A few sides leave room for two columns of rows. */
export function CompareImages({ runs, images, slug, onEnlarge }: Props) {
  const isWide = runs.length > mostForTwoColumns;
  const half = isWide ? images.length : Math.ceil(images.length / 2);
  const columns = [images.slice(0, half), images.slice(half)].filter((column) => column.length > 0);
  return (
    <section aria-labelledby="images-title">
      <Title order={2} size="h4" id="images-title" mb="xs">
        The same images
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        A click enlarges a row: side by side, with a slider over the original, or as a difference, down to single pixels.
      </Text>
      <SimpleGrid cols={{ base: 1, lg: columns.length }} spacing="xl">
        {columns.map((column) => (
          <ImageTable key={column[0]?.index} runs={runs} images={column} slug={slug} onEnlarge={onEnlarge} />
        ))}
      </SimpleGrid>
    </section>
  );
}

function ImageTable({ runs, images, slug, onEnlarge }: Props) {
  return (
    <Table.ScrollContainer minWidth={(runs.length + 1) * 110}>
      <Table aria-label="Images" layout="fixed" verticalSpacing="xs" maw={(runs.length + 1) * (side + 40)}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Original</Table.Th>
            {runs.map((run, position) => (
              <Table.Th key={letterOf(position)}>
                <Text fw={700} size="sm" lineClamp={3} title={run.name}>
                  {letterOf(position)}: {run.name}
                </Text>
                {(run.whole || runs.some((other) => other !== run && other.name === run.name)) && <Text size="xs">seed {run.seed}</Text>}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {images.map((image) => (
            <Table.Tr key={image.index}>
              <Table.Td>
                <button type="button" className="enlarge" onClick={() => onEnlarge(image.index)}>
                  <VisuallyHidden>Enlarge:</VisuallyHidden>
                  <PixelImage src={image.original} alt={`Original of image ${image.index} (${image.className})`} size={side} />
                </button>
                <Text size="xs" c="dimmed">
                  {image.className} #{image.index}
                </Text>
              </Table.Td>
              {runs.map((run, position) => (
                <RebuiltCell key={letterOf(position)} run={run} image={image} slug={slug}>
                  {(picture) => (
                    // The keyboard gets there by the original; the mouse from everywhere.
                    <button
                      type="button"
                      tabIndex={-1}
                      className="enlarge"
                      aria-label={`Enlarge image ${image.index} of ${letterOf(position)}`}
                      onClick={() => onEnlarge(image.index)}
                    >
                      {picture}
                    </button>
                  )}
                </RebuiltCell>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type CellProps = { run: ComparedRun; image: ComparedImage; slug: string; children: (picture: ReactNode) => ReactNode };

function RebuiltCell({ run, image, slug, children }: CellProps) {
  const rebuilt = image.rebuilt.find((candidate) => candidate.run === run.id && candidate.slug === slug);
  if (!rebuilt)
    return (
      <Table.Td>
        <Text size="xs" c="dimmed">
          not attacked this way
        </Text>
      </Table.Td>
    );
  return (
    <Table.Td>
      {children(<PixelImage src={rebuilt.image} alt={`Image ${image.index} rebuilt from ${run.name}, seed ${run.seed}`} size={side} />)}
      <Text size="xs" c="dimmed">
        <ScoresText scores={rebuilt.scores} most={1} />
      </Text>
    </Table.Td>
  );
}
