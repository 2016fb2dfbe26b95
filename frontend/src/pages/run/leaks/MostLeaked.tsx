import { SimpleGrid, Text, Title } from "@mantine/core";
import { originalUrl, reconstructionUrl } from "../../../api/links";
import type { Scores } from "../../../api/types";
import { PixelImage } from "../../../components/PixelImage";
import { fixed } from "../../../text/format";
import type { MetricStyle } from "../../../text/metrics";

const mostShown = 10;

/** Those of the images with pictures that leak most, each beside what was rebuilt of it. */
export function MostLeaked({ run, scores, metric }: { run: string; scores: Scores; metric: MetricStyle }) {
  if (scores.gallery.length === 0) return null;
  return (
    <section aria-labelledby="leaked-title">
      <Title order={2} size="h5" id="leaked-title">
        Most leaked first
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        Of the images that have pictures; the place is among all {scores.scores.length} that were attacked.
      </Text>
      <SimpleGrid cols={{ base: 2, xs: 3, sm: 5 }} spacing="sm">
        {scores.gallery.slice(0, mostShown).map(({ index, className, score, place }) => (
          <figure key={index} className="lens-box">
            <SimpleGrid cols={2} spacing={4}>
              <PixelImage src={originalUrl(run, index)} alt={`Original ${index}, ${className}`} size="100%" />
              <PixelImage src={reconstructionUrl(run, scores.attack, index)} alt={`${index}, rebuilt`} size="100%" />
            </SimpleGrid>
            <Text component="figcaption" size="xs">
              {className}, {metric.title} {fixed(score, metric.digits)}, place {place}
            </Text>
          </figure>
        ))}
      </SimpleGrid>
    </section>
  );
}
