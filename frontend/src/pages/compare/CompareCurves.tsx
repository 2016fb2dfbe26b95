import { Button, Card, SimpleGrid, Text, Title } from "@mantine/core";
import type { ComparedRun } from "../../api/types";
import { useCurvesOf } from "../../api/useExperiment";
import { CurveChart } from "../../components/chart/CurveChart";
import { overlaid } from "../../components/chart/overlay";
import { letterOf } from "../../text/letters";

/** Every line is asked for on its own. */
const mostSeeds = 5;

/** What most people look for; the terms of single parts are shown on demand. */
const lookedFor = /\.(loss|accuracy)$/;

type Props = { runs: ComparedRun[]; isAll: boolean; onToggle: () => void };

/** The curves of all sides laid over each other: one color per side, one line per seed. */
export function CompareCurves({ runs, isAll, onToggle }: Props) {
  const lines = runs.flatMap(({ seeds }, tone) =>
    seeds.slice(0, mostSeeds).map(({ run, seed, state }) => ({
      id: run,
      state,
      tone,
      label: seeds.length === 1 ? letterOf(tone) : `${letterOf(tone)} seed ${seed}`,
    })),
  );
  const unique = [...new Map(lines.map((line) => [line.id, line])).values()];
  const answers = useCurvesOf(unique);
  const pictures = overlaid(
    lines.map(({ id, label, tone }) => ({ label, tone, curves: answers[unique.findIndex((one) => one.id === id)]?.data })),
  );
  if (pictures.length === 0) return null;
  const main = pictures.filter(({ name }) => lookedFor.test(name));
  const shown = isAll || main.length === 0 ? pictures : main;
  const isCut = runs.some(({ seeds }) => seeds.length > mostSeeds);
  return (
    <section aria-labelledby="curves-title">
      <Title order={2} size="h4" id="curves-title" mb="xs">
        Curves
      </Title>
      <Text size="xs" c="dimmed" mb="xs">
        {runs.map(({ name }, position) => `${letterOf(position)}: ${name}`).join("; ")}
        {isCut ? `. Of each at most the first ${mostSeeds} seeds.` : ""}
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {shown.map(({ name, group }) => (
          <Card key={name} withBorder padding="sm">
            <CurveChart unit={name} group={group} />
          </Card>
        ))}
      </SimpleGrid>
      {pictures.length > main.length && main.length > 0 && (
        <Button variant="default" size="xs" mt="xs" onClick={onToggle}>
          {isAll ? "Show only losses and accuracies" : `Show all ${pictures.length} curves`}
        </Button>
      )}
    </section>
  );
}
