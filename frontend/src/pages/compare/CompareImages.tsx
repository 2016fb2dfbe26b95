import { SimpleGrid, Table, Text, Title } from "@mantine/core";
import type { ComparedImage, ComparedRun } from "../../api/types";
import { PixelImage } from "../../components/PixelImage";
import { ScoresText } from "../../components/ScoresText";

const mostForTwoColumns = 3;
const side = 120;

type Props = { runs: ComparedRun[]; images: ComparedImage[]; slug: string };

/** One row per test image: the original, then what was rebuilt from each run. A few runs leave room for two columns of rows. */
export function CompareImages({ runs, images, slug }: Props) {
  const isWide = runs.length > mostForTwoColumns;
  const half = isWide ? images.length : Math.ceil(images.length / 2);
  const columns = [images.slice(0, half), images.slice(half)].filter((column) => column.length > 0);
  return (
    <section aria-labelledby="images-title">
      <Title order={2} size="h4" id="images-title" mb="xs">
        The same images
      </Title>
      <SimpleGrid cols={{ base: 1, lg: columns.length }} spacing="xl">
        {columns.map((column) => (
          <ImageTable key={column[0]?.index} runs={runs} images={column} slug={slug} />
        ))}
      </SimpleGrid>
    </section>
  );
}

function ImageTable({ runs, images, slug }: Props) {
  return (
    <Table.ScrollContainer minWidth={(runs.length + 1) * 110}>
      <Table aria-label="Images" layout="fixed" verticalSpacing="xs" maw={(runs.length + 1) * (side + 40)}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Original</Table.Th>
            {runs.map((run) => (
              <Table.Th key={run.id}>
                <Text fw={700} size="sm" lineClamp={3} title={run.name}>
                  {run.name}
                </Text>
                {runs.some((other) => other !== run && other.name === run.name) && <Text size="xs">seed {run.seed}</Text>}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {images.map((image) => (
            <Table.Tr key={image.index}>
              <Table.Td>
                <PixelImage src={image.original} alt={`Original of image ${image.index} (${image.className})`} size={side} />
                <Text size="xs" c="dimmed">
                  {image.className} #{image.index}
                </Text>
              </Table.Td>
              {runs.map((run) => (
                <RebuiltCell key={run.id} run={run} image={image} slug={slug} />
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function RebuiltCell({ run, image, slug }: { run: ComparedRun; image: ComparedImage; slug: string }) {
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
      <PixelImage src={rebuilt.image} alt={`Image ${image.index} rebuilt from ${run.name}, seed ${run.seed}`} size={side} />
      <Text size="xs" c="dimmed">
        <ScoresText scores={rebuilt.scores} most={1} />
      </Text>
    </Table.Td>
  );
}
