import { Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useSearchParams } from "react-router";
import { api } from "../../../api/client";
import type { Run } from "../../../api/types";
import { EmptyNote } from "../../../components/EmptyNote";
import { Loaded } from "../../../components/Loaded";
import { LoadingRows } from "../../../components/LoadingRows";
import { useMetrics } from "../../../components/useMetrics";
import { LeakPictures } from "./LeakPictures";
import { MostLeaked } from "./MostLeaked";

/** How well single images were rebuilt, where the mean says little. Attack and metric stand in the address. */
export function LeaksTab({ run }: { run: Run }) {
  const [search, setSearch] = useSearchParams();
  const { columns, styleOf } = useMetrics();
  const slugs = run.attacks.map(({ slug }) => slug);
  const slug = slugs.find((known) => known === search.get("attack")) ?? slugs[0] ?? "";
  const metric = columns.find(({ name }) => name === search.get("metric"))?.name ?? columns[0]?.name ?? "mse";
  const scores = api.useQuery(
    "get",
    "/api/v1/runs/{id}/scores",
    { params: { path: { id: run.id }, query: { attack: slug, metric } } },
    { enabled: slug !== "" },
  );
  const set = (name: string, value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === "") next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  if (slug === "") {
    return (
      <EmptyNote title="No scores yet">
        <Text>Every attacked image has a score when the attacks are done.</Text>
      </EmptyNote>
    );
  }
  return (
    <Stack>
      <Group gap="md">
        {slugs.length > 1 && (
          <NativeSelect
            size="xs"
            label="Attack"
            data={slugs}
            value={slug}
            onChange={({ currentTarget }) => set("attack", currentTarget.value)}
          />
        )}
        <NativeSelect
          size="xs"
          label="Metric"
          data={columns.map(({ name, title }) => ({ value: name, label: title }))}
          value={metric}
          onChange={({ currentTarget }) => set("metric", currentTarget.value)}
        />
      </Group>
      <Loaded query={scores} loading={<LoadingRows rows={3} height={120} />}>
        {(found) => (
          <>
            <MostLeaked run={run.id} scores={found} metric={styleOf(found.metric)} />
            <LeakPictures
              run={run}
              scores={found}
              metric={styleOf(found.metric)}
              isLog={search.get("log") === "1"}
              onLog={(isOn) => set("log", isOn ? "1" : "")}
            />
          </>
        )}
      </Loaded>
    </Stack>
  );
}
