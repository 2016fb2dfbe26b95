import { Button, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useNavigate } from "react-router";
import type { Queued } from "../../api/types";
import { usePresets } from "../../api/usePresets";
import { useQueuePreset } from "../../api/useQueuePreset";
import { CostText } from "../../components/CostText";
import { LinkButton } from "../../components/LinkButton";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { ProblemBox } from "../../components/ProblemBox";
import { DemoStep } from "./DemoStep";

const demoId = "demo";
const tinyId = "tiny";

/** The demo, one click; and one short run for the impatient. */
export function StartOffer({ onQueued }: { onQueued: (queued: Queued) => void }) {
  const navigate = useNavigate();
  const presets = usePresets();
  const demo = useQueuePreset(onQueued);
  const tiny = useQueuePreset(({ experiments }) => void navigate(`/runs/${experiments[0]?.runs[0]?.id ?? "latest"}`));
  if (!presets.data)
    return (
      <Loaded query={presets} loading={<LoadingRows rows={2} height={90} />}>
        {() => null}
      </Loaded>
    );
  const { groups, presets: all } = presets.data;
  const steps = all.filter((preset) => preset.group === demoId);
  const cost = groups.find(({ id }) => id === demoId)?.cost;
  const isShortKnown = all.some(({ id }) => id === tinyId);
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
          <Button size="md" loading={demo.isPending} disabled={steps.length === 0} onClick={() => demo.mutate(demoId)}>
            Run the demo
          </Button>
          {isShortKnown && (
            <Button size="md" variant="default" loading={tiny.isPending} onClick={() => tiny.mutate(tinyId)}>
              Try it out
            </Button>
          )}
          <LinkButton size="md" variant="subtle" to="/presets">
            All presets
          </LinkButton>
        </Group>
        {cost && <CostText cost={cost} />}
        <Text size="sm" c="dimmed">
          Trying it out takes about ten seconds. The data set “shapes” is synthetic and built in.
        </Text>
      </Stack>
    </Card>
  );
}
