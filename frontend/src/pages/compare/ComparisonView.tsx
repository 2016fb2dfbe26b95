import { List, Select, Stack, Text } from "@mantine/core";
import { useSearchParams } from "react-router";
import type { Comparison } from "../../api/types";
import { Notice } from "../../components/Notice";
import { CompareCurves } from "./CompareCurves";
import { CompareImages } from "./CompareImages";
import { DifferenceTable } from "./DifferenceTable";
import { MetricTable } from "./MetricTable";
import { slugsOf } from "./slugs";
import { ImageViewer } from "./viewer/ImageViewer";
import { lookIn, withLook, type Look } from "./viewer/look";

/** One attack at a time: averages over different image sets never share a column. */
export function ComparisonView({ comparison }: { comparison: Comparison }) {
  const [search, setSearch] = useSearchParams();
  const slugs = slugsOf(comparison.runs);
  const slug = slugs.find((known) => known === search.get("attack")) ?? slugs[0] ?? "";
  const look = lookIn(search);
  const set = (change: Partial<Look>) => setSearch((before) => withLook(before, change), { replace: true });
  const enlarged = comparison.images.findIndex(({ index }) => index === look.image);
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
      <DifferenceTable runs={comparison.runs} differences={comparison.differences} />
      {slugs.length > 1 && (
        <Select
          label="Attack"
          data={slugs}
          value={slug}
          onChange={(attack) => set({ attack: attack ?? "" })}
          allowDeselect={false}
          maw={360}
        />
      )}
      {slugs.length === 1 && (
        <Text size="sm" c="dimmed">
          Attack: <code>{slug}</code>
        </Text>
      )}
      <MetricTable runs={comparison.runs} slug={slug} />
      <CompareCurves
        runs={comparison.runs}
        isAll={look.curves === "all"}
        onToggle={() => set({ curves: look.curves === "all" ? "" : "all" })}
      />
      {comparison.sameGallery ? (
        <CompareImages runs={comparison.runs} images={comparison.images} slug={slug} onEnlarge={(image) => set({ image })} />
      ) : (
        <Notice color="gray" title="No common pictures" sign="–">
          These do not show the same test images.
        </Notice>
      )}
      {enlarged >= 0 && (
        <ImageViewer
          runs={comparison.runs}
          images={comparison.images}
          position={enlarged}
          slugs={slugs}
          slug={slug}
          look={look}
          onChange={set}
        />
      )}
    </Stack>
  );
}
