import { SegmentedControl, SimpleGrid, Stack, Text, useMatches } from "@mantine/core";
import { useSearchParams } from "react-router";
import { api } from "../../../api/client";
import type { Run } from "../../../api/types";
import { EmptyNote } from "../../../components/EmptyNote";
import { Loaded } from "../../../components/Loaded";
import { LoadingRows } from "../../../components/LoadingRows";
import { isAtRest } from "../../../api/states";
import { useLive } from "../../../api/useRun";
import { InterimPictures } from "../live/InterimPictures";
import { EnlargedImage } from "./EnlargedImage";
import { GalleryCard } from "./GalleryCard";
import { ScoreTable } from "./ScoreTable";

/** The fixed test images: original, rebuilt, difference. Attack and enlarged image stand in the address. */
export function GalleryTab({ run }: { run: Run }) {
  const [search, setSearch] = useSearchParams();
  const orientation = useMatches({ base: "vertical" as const, md: "horizontal" as const });
  const gallery = api.useQuery(
    "get",
    "/api/v1/runs/{id}/reconstructions",
    { params: { path: { id: run.id } } },
    { refetchInterval: isAtRest(run.state) ? false : 10_000 },
  );
  if (!gallery.data)
    return (
      <Loaded query={gallery} loading={<LoadingRows rows={4} height={120} />}>
        {() => null}
      </Loaded>
    );
  const { images } = gallery.data;
  const slugs = [...new Set(images.flatMap(({ attacks }) => attacks.map(({ slug }) => slug)))];
  const slug = slugs.find((known) => known === search.get("attack")) ?? slugs[0] ?? "";
  const set = (change: Record<string, string | null>) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(change)) {
          if (value === null) next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  if (images.length === 0) return <NoGallery run={run} />;
  const enlarged = images.findIndex(({ index }) => String(index) === search.get("image"));
  return (
    <Stack>
      {slugs.length > 1 && (
        <SegmentedControl
          orientation={orientation}
          data={slugs}
          value={slug}
          onChange={(value) => set({ attack: value })}
          aria-label="Attack"
        />
      )}
      <Text size="sm" c="dimmed">
        The same fixed test images in every run. Difference: absolute, twice as bright. A click enlarges.
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }}>
        {images.map((image) => (
          <GalleryCard key={image.index} image={image} slug={slug} onEnlarge={() => set({ image: String(image.index) })} />
        ))}
      </SimpleGrid>
      <ScoreTable images={images} slug={slug} />
      {enlarged >= 0 && (
        <EnlargedImage
          images={images}
          position={enlarged}
          slugs={slugs}
          slug={slug}
          onMove={(position) => set({ image: String(images[position]?.index ?? "") })}
          onAttack={(next) => set({ attack: next })}
          onClose={() => set({ image: null })}
        />
      )}
    </Stack>
  );
}

/** Of a run that ended before its attacks did, what they had made of the images by then. */
function NoGallery({ run }: { run: Run }) {
  const hasEnded = isAtRest(run.state);
  const live = useLive(run.id, !hasEnded);
  return (
    <Stack>
      <EmptyNote title="No pictures yet">
        <Text>
          {hasEnded
            ? "This run ended before its attacks did."
            : "They are drawn when the attacks are done; above is what they make so far."}
        </Text>
      </EmptyNote>
      {hasEnded && <InterimPictures pictures={live.data?.pictures ?? []} />}
    </Stack>
  );
}
