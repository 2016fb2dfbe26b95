import { SimpleGrid } from "@mantine/core";
import { usePresets } from "../../api/usePresets";
import { Loaded } from "../../components/Loaded";
import { LinkButton } from "../../components/LinkButton";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { GroupCard } from "./GroupCard";

/** The ready studies and their experiments, each with what it is, what it costs here, and the ways to run it. */
export function PresetsPage() {
  const presets = usePresets();
  return (
    <>
      <PageHead
        title="Presets"
        lead="Ready studies: queue one as it is, or start from one of its experiments. The times come from the runs that this service has finished."
      >
        <LinkButton variant="default" to="/vary">
          Compose a study
        </LinkButton>
      </PageHead>
      <Loaded query={presets} loading={<LoadingRows rows={3} height={120} />}>
        {(known) => (
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            {known.groups.map((group) => (
              <GroupCard key={group.id} group={group} presets={known.presets.filter((preset) => preset.group === group.id)} />
            ))}
          </SimpleGrid>
        )}
      </Loaded>
    </>
  );
}
