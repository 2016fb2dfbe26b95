import { List, Select, Stack, Text } from "@mantine/core";
import type { Comparison } from "../../api/types";
import { Notice } from "../../components/Notice";
import { CompareCurves } from "./CompareCurves";
import { CompareImages } from "./CompareImages";
import { DifferenceTable } from "./DifferenceTable";
import { MetricTable } from "./MetricTable";
import { slugsOf } from "./slugs";
import { ImageViewer } from "./viewer/ImageViewer";
import { useLook } from "./viewer/useLook";

/** One attack at a time: averages over different image sets never share a column. */
export function ComparisonView({ comparison }: { comparison: Comparison }) {
  const [look, change] = useLook();
  const slugs = slugsOf(comparison.runs);
  const slug = slugs.find((known) => known === look.attack) ?? slugs[0] ?? "";
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
          onChange={(attack) => change(() => ({ attack: attack ?? "" }))}
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
      {comparison.sameGallery ? (
        <CompareImages runs={comparison.runs} images={comparison.images} slug={slug} onEnlarge={(image) => change(() => ({ image }))} />
      ) : (
        <Notice color="gray" title="No common pictures" sign="–">
          These do not show the same test images.
        </Notice>
      )}
      <CompareCurves
        runs={comparison.runs}
        isAll={look.curves === "all"}
        onToggle={() => change(({ curves }) => ({ curves: curves === "all" ? "" : "all" }))}
      />
      {enlarged >= 0 && (
        <ImageViewer
          runs={comparison.runs}
          images={comparison.images}
          position={enlarged}
          slugs={slugs}
          slug={slug}
          look={look}
          onChange={change}
        />
      )}
    </Stack>
  );
}
