import { Table, Title } from "@mantine/core";
import type { GalleryImage } from "../../../api/types";
import { fixed } from "../../../text/format";
import { MetricName } from "../../../components/MetricName";
import { useMetrics } from "../../../components/useMetrics";

/** Every measure of every image under one attack, paper variants too. */
export function ScoreTable({ images, slug }: { images: GalleryImage[]; slug: string }) {
  const rows = images.map((image) => ({ image, rebuilt: image.attacks.find((candidate) => candidate.slug === slug) }));
  const { columns, styleOf } = useMetrics();
  const names = [...new Set([...columns.map(({ name }) => name), ...rows.flatMap(({ rebuilt }) => Object.keys(rebuilt?.scores ?? {}))])];
  return (
    <section aria-labelledby="scores-title">
      <Title order={2} size="h4" id="scores-title">
        Scores per image
      </Title>
      <Table.ScrollContainer minWidth={160 + names.length * 90}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right" w={80}>
                Image
              </Table.Th>
              <Table.Th>Class</Table.Th>
              {names.map((name) => (
                <Table.Th key={name} ta="right">
                  <MetricName style={styleOf(name)} />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ image, rebuilt }) => (
              <Table.Tr key={image.index}>
                <Table.Td className="number">{image.index}</Table.Td>
                <Table.Td>{image.className}</Table.Td>
                {names.map((name) => (
                  <Table.Td key={name} className="number">
                    {fixed(rebuilt?.scores[name], styleOf(name).digits)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
