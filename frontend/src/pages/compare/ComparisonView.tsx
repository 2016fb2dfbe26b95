import { List, Select, Stack, Text } from "@mantine/core";
import { useSearchParams } from "react-router";
import type { Comparison } from "../../api/types";
import { Notice } from "../../components/Notice";
import { CompareImages } from "./CompareImages";
import { DifferenceTable } from "./DifferenceTable";
import { MetricTable } from "./MetricTable";
import { slugsOf } from "./slugs";

/** One attack at a time: averages over different image sets never share a column. */
export function ComparisonView({ comparison }: { comparison: Comparison }) {
  const [search, setSearch] = useSearchParams();
  const slugs = slugsOf(comparison.runs);
  const slug = slugs.find((known) => known === search.get("attack")) ?? slugs[0] ?? "";
  const choose = (next: string | null) =>
    setSearch(
      (before) => {
        const changed = new URLSearchParams(before);
        changed.set("attack", next ?? "");
        return changed;
      },
      { replace: true },
    );
  return (
    <Stack gap="xl">
      {comparison.warnings.length > 0 && (
        <Notice color="orange" title="Keep in mind" sign="!">
          <List size="sm">
            {comparison.warnings.map((warning) => (
              <List.Item key={warning}>{warning}</List.Item>
            ))}
          </List>
        </Notice>
      )}
      {slugs.length > 1 && <Select label="Attack" data={slugs} value={slug} onChange={choose} allowDeselect={false} maw={360} />}
      {slugs.length === 1 && (
        <Text size="sm" c="dimmed">
          Attack: <code>{slug}</code>
        </Text>
      )}
      <MetricTable runs={comparison.runs} slug={slug} />
      {comparison.sameGallery ? (
        <CompareImages runs={comparison.runs} images={comparison.images} slug={slug} />
      ) : (
        <Notice color="gray" title="No common pictures" sign="–">
          These runs do not show the same test images.
        </Notice>
      )}
      <DifferenceTable runs={comparison.runs} differences={comparison.differences} />
    </Stack>
  );
}
