import { Button, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useNavigate } from "react-router";
import { api } from "../../api/client";
import { useSubmit } from "../../api/useSubmit";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { ProblemBox } from "../../components/ProblemBox";
import { DemoStep } from "./DemoStep";

const demoIds = ["demo-undefended", "demo-noise", "demo-noise-cem"];

/** The demo, one click; and one short run for the impatient. */
export function StartOffer({ onQueued }: { onQueued: (runs: string[]) => void }) {
  const navigate = useNavigate();
  const presets = api.useQuery("get", "/api/v1/presets", {}, { staleTime: 60_000 });
  const demo = useSubmit(onQueued);
  const tiny = useSubmit((runs) => void navigate(`/runs/${runs[0] ?? "latest"}`));
  if (!presets.data)
    return (
      <Loaded query={presets} loading={<LoadingRows rows={2} height={90} />}>
        {() => null}
      </Loaded>
    );
  const all = presets.data.presets;
  const steps = demoIds.flatMap((id) => all.filter((preset) => preset.id === id));
  const short = all.find((preset) => preset.id === "tiny");
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="demo-title">
      <Stack>
        <Title order={2} size="h3" id="demo-title">
          The demo: one attack, three defenses
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          {steps.map((preset, position) => (
            <DemoStep key={preset.id} preset={preset} position={position + 1} />
          ))}
        </SimpleGrid>
        {demo.isError && <ProblemBox error={demo.error} />}
        {tiny.isError && <ProblemBox error={tiny.error} />}
        <Group>
          <Button
            size="md"
            loading={demo.isPending}
            disabled={steps.length === 0}
            onClick={() => demo.mutate(steps.map(({ definition }) => definition))}
          >
            Run the demo
          </Button>
          {short && (
            <Button size="md" variant="default" loading={tiny.isPending} onClick={() => tiny.mutate([short.definition])}>
              Try it out
            </Button>
          )}
          <Text size="sm" c="dimmed">
            The demo takes three to five minutes on two cores, trying it out about ten seconds. The data set “shapes” is synthetic and built
            in.
          </Text>
        </Group>
      </Stack>
    </Card>
  );
}
