import { Table, Title } from "@mantine/core";
import type { GalleryImage } from "../../../api/types";
import { fixed } from "../../../text/format";
import { metricStyle } from "../../../text/metrics";

const first = ["mse", "psnr", "ssim"];

/** Every measure of every image under one attack, paper variants too. */
export function ScoreTable({ images, slug }: { images: GalleryImage[]; slug: string }) {
  const rows = images.map((image) => ({ image, rebuilt: image.attacks.find((candidate) => candidate.slug === slug) }));
  const names = [...new Set([...first, ...rows.flatMap(({ rebuilt }) => Object.keys(rebuilt?.scores ?? {}))])];
  return (
    <section aria-labelledby="scores-title">
      <Title order={2} size="h4" id="scores-title">
        Scores per image
      </Title>
      <Table.ScrollContainer minWidth={480}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right" w={80}>
                Image
              </Table.Th>
              <Table.Th>Class</Table.Th>
              {names.map((name) => (
                <Table.Th key={name} ta="right">
                  {metricStyle(name).title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ image, rebuilt }) => {
              const scores: Record<string, number | null | undefined> = {
                ...rebuilt?.scores,
                mse: rebuilt?.mse,
                psnr: rebuilt?.psnr,
                ssim: rebuilt?.ssim,
              };
              return (
                <Table.Tr key={image.index}>
                  <Table.Td className="number">{image.index}</Table.Td>
                  <Table.Td>{image.className}</Table.Td>
                  {names.map((name) => (
                    <Table.Td key={name} className="number">
                      {fixed(scores[name], metricStyle(name).digits)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
