import { Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useNavigate } from "react-router";
import { useQueuePreset } from "../../api/useQueuePreset";
import type { Preset, PresetGroup } from "../../api/types";
import { CostText } from "../../components/CostText";
import { ProblemBox } from "../../components/ProblemBox";
import { PresetCard } from "./PresetCard";

/** A group of presets: queued together it is a study, whose page shows the grid. */
export function GroupCard({ group, presets }: { group: PresetGroup; presets: Preset[] }) {
  const navigate = useNavigate();
  const queue = useQueuePreset(({ study }) => void navigate(`/studies/${study}`));
  return (
    <Card withBorder padding="lg" component="section" aria-label={group.title}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={2} size="h4">
            {group.title}
          </Title>
          <Badge variant="default" tt="none">
            {group.experiments} {group.experiments === 1 ? "experiment" : "experiments"}
          </Badge>
        </Group>
        <Text size="sm">{group.description}</Text>
        <CostText cost={group.cost} />
        {queue.isError && <ProblemBox error={queue.error} />}
        <Group>
          <Button
            aria-label={`Queue the study: ${group.title}`}
            disabled={group.cost.obstacle !== null}
            loading={queue.isPending}
            onClick={() => queue.mutate(group.id)}
          >
            Queue the study
          </Button>
        </Group>
        <details className="more">
          <summary>{presets.length === 1 ? "Its experiment" : `Its ${presets.length} experiments`}</summary>
          <Stack gap="md" mt="sm">
            {presets.map((preset) => (
              <PresetCard key={preset.id} preset={preset} />
            ))}
          </Stack>
        </details>
      </Stack>
    </Card>
  );
}
