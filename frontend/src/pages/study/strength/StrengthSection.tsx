import { Card, Group, NativeSelect, Text, Title } from "@mantine/core";
import { api } from "../../../api/client";
import type { GalleryImage, Study } from "../../../api/types";
import { useMetrics } from "../../../components/useMetrics";
import { acrossOf, firstRun, inOrder, linesOf, mayLog, strengthsOf, suitsLog } from "./curves";
import { HeatMaps } from "./HeatMaps";
import { StrengthFigure } from "./StrengthFigure";
import { StrengthSlider } from "./StrengthSlider";

/** More lines or images than these would be too small to see. */
const mostLines = 8;
const mostImages = 8;
const noImages: GalleryImage[] = [];

type Props = { study: Study; attack: string; search: URLSearchParams; onSet: (name: string, value: string) => void };

/** How accuracy, error and what is rebuilt move with a strength. Nothing for a study that varies no number, or found nothing yet. */
export function StrengthSection({ study, attack, search, onSet }: Props) {
  const { columns, styleOf } = useMetrics();
  const strengths = strengthsOf(study);
  const names = [...strengths.keys()];
  const asked = search.get("along") ?? "";
  const along = names.includes(asked) ? asked : (names.at(-1) ?? "");
  const first = study.cells.map(firstRun).find((run) => run !== undefined);
  const gallery = api.useQuery(
    "get",
    "/api/v1/runs/{id}/reconstructions",
    { params: { path: { id: first ?? "latest" } } },
    { enabled: first !== undefined && along !== "" },
  );
  const numbers = strengths.get(along);
  if (numbers === undefined || first === undefined) return null;

  const measured = new Set(study.cells.flatMap(({ attacks }) => attacks.flatMap(({ metrics }) => Object.keys(metrics))));
  const metrics = columns.filter(({ name }) => measured.has(name));
  const metric = metrics.find(({ name }) => name === search.get("metric")) ?? metrics[0] ?? styleOf("mse");
  const all = linesOf(study, along, numbers, attack, metric.name);
  const lines = all.slice(0, mostLines);
  const labels = inOrder(numbers);
  const values = [...numbers.values()];
  const isLog = search.has("log") ? search.get("log") === "1" && mayLog(values) : suitsLog(values);
  const at = labels.includes(search.get("at") ?? "") ? search.get("at")! : labels[0]!;
  const images = gallery.data?.images ?? noImages;
  const image = images.find(({ index }) => String(index) === search.get("image"))?.index ?? images[0]?.index;
  const across = acrossOf(strengths, along);
  return (
    <Card withBorder component="section" aria-labelledby="strength-title">
      <Title order={2} size="h4" id="strength-title">
        Along {along}
      </Title>
      <Text size="sm" c="dimmed">
        Above each point what {attack} rebuilt of one image; move the slider to see more images at one strength.
      </Text>
      <Group gap="md" my="xs">
        {names.length > 1 && (
          <NativeSelect
            size="xs"
            label="Along"
            data={names}
            value={along}
            onChange={({ currentTarget }) => onSet("along", currentTarget.value)}
          />
        )}
        {metrics.length > 1 && (
          <NativeSelect
            size="xs"
            label="Metric"
            data={metrics.map(({ name, title }) => ({ value: name, label: title }))}
            value={metric.name}
            onChange={({ currentTarget }) => onSet("metric", currentTarget.value)}
          />
        )}
        {images.length > 1 && (
          <NativeSelect
            size="xs"
            label="Image"
            data={images.map(({ index, className }) => ({ value: String(index), label: `${index}, ${className}` }))}
            value={String(image)}
            onChange={({ currentTarget }) => onSet("image", currentTarget.value)}
          />
        )}
      </Group>
      <StrengthSlider
        axis={along}
        labels={labels}
        at={at}
        onAt={(label) => onSet("at", label)}
        lines={lines}
        attack={attack}
        metric={metric}
        images={images.slice(0, mostImages)}
        first={first}
      />
      <StrengthFigure
        study={study}
        axis={along}
        lines={lines}
        metric={metric}
        isLog={isLog}
        at={numbers.get(at) ?? NaN}
        attack={attack}
        image={image}
        {...(mayLog(values) && { onLog: (isOn: boolean) => onSet("log", isOn ? "1" : "0") })}
      />
      <Text size="xs" c="dimmed" mt={4}>
        Bars: 95 % intervals over seeds; a single seed has none. The dashed line is where the slider stands.
        {all.length > lines.length ? ` The first ${lines.length} of ${all.length} lines; the grid has all.` : ""}
      </Text>
      {across !== undefined && (
        <HeatMaps
          study={study}
          along={along}
          across={across}
          strengths={strengths}
          attack={attack}
          metric={metric}
          search={search}
          onSet={onSet}
        />
      )}
    </Card>
  );
}
