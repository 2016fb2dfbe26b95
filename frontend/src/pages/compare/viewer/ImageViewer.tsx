import { Button, Group, Modal, NativeSelect, SegmentedControl, SimpleGrid, Stack, Text, useMatches } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import type { ComparedImage, ComparedRun } from "../../../api/types";
import { ScoresText } from "../../../components/ScoresText";
import { letterOf } from "../../../text/letters";
import { Lens } from "./Lens";
import { between, type Look, panned, type View, views, zoomed, zooms } from "./look";
import type { Change } from "./useLook";

type Props = {
  runs: ComparedRun[];
  images: ComparedImage[];
  position: number;
  slugs: string[];
  slug: string;
  look: Look;
  onChange: (change: Change) => void;
};

/** What follows in a list that has no ends. */
function next<T>(list: T[], place: number, by: number): T | undefined {
  return list[(place + by + list.length) % list.length];
}

const panStep = 0.25;
const sliderStep = 5;
const mostInARow = 6;

/** One test image, large, of all sides at once: they show the same part of it in the same way. */
export function ImageViewer({ runs, images, position, slugs, slug, look, onChange }: Props) {
  const fullScreen = useMatches({ base: true, sm: false });
  const set = (fields: Partial<Look>) => onChange(() => fields);
  const indices = images.map(({ index }) => index);
  const move = (by: number) => onChange((latest) => ({ image: next(indices, indices.indexOf(latest.image ?? -1), by) }));
  const other = (by: number) => onChange(({ attack }) => ({ attack: next(slugs, Math.max(0, slugs.indexOf(attack)), by) ?? slug }));
  const pan = (right: number, down: number) => onChange((latest) => panned(latest, right, down));
  const slide = (by: number) => onChange(({ at }) => ({ at: between(at + by, 0, 100) }));
  const zoom = (by: number) => onChange((latest) => ({ zoom: zoomed(latest.zoom, by) }));
  useHotkeys([
    ["ArrowLeft", () => move(-1)],
    ["ArrowRight", () => move(1)],
    ["ArrowUp", () => other(-1)],
    ["ArrowDown", () => other(1)],
    ["shift+ArrowLeft", () => pan(-panStep, 0)],
    ["shift+ArrowRight", () => pan(panStep, 0)],
    ["shift+ArrowUp", () => pan(0, -panStep)],
    ["shift+ArrowDown", () => pan(0, panStep)],
    ["s", () => set({ view: "side" })],
    ["l", () => set({ view: "slider" })],
    ["d", () => set({ view: "difference" })],
    ["i", () => zoom(1)],
    ["o", () => zoom(-1)],
    [",", () => slide(-sliderStep)],
    [".", () => slide(sliderStep)],
  ]);
  const image = images[position];
  if (!image) return null;
  const of = `image ${image.index} (${image.className})`;
  const boxes = runs.length + 1;
  return (
    <Modal
      opened
      onClose={() => set({ image: undefined })}
      fullScreen={fullScreen}
      size="min(76rem, 94vw)"
      centered
      title={`Image ${image.index}: ${image.className}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Group align="flex-end" gap="md">
          <SegmentedControl
            aria-label="View"
            data={Object.entries(views).map(([value, label]) => ({ value, label }))}
            value={look.view}
            onChange={(view) => set({ view: view as View })}
          />
          <NativeSelect
            label="Zoom"
            data={zooms.map((times) => ({ value: String(times), label: `${times} ×` }))}
            value={String(look.zoom)}
            onChange={(event) => set({ zoom: Number(event.currentTarget.value) })}
          />
          {slugs.length > 1 && (
            <NativeSelect label="Attack" data={slugs} value={slug} onChange={(event) => set({ attack: event.currentTarget.value })} />
          )}
        </Group>
        {look.view === "slider" && (
          <label>
            <Text size="sm" span>
              Original up to {Math.round(look.at)} %, rebuilt from there on
            </Text>
            <input
              type="range"
              className="wide"
              min={0}
              max={100}
              value={look.at}
              onChange={(event) => set({ at: Number(event.currentTarget.value) })}
            />
          </label>
        )}
        <SimpleGrid cols={{ base: 2, sm: Math.min(boxes, 3), lg: boxes > mostInARow ? 4 : boxes }} spacing="sm">
          <figure className="lens-box">
            <Lens original={image.original} rebuilt={undefined} of={of} look={look} onPan={pan} />
            <figcaption>
              <Text size="sm" fw={600}>
                Original
              </Text>
            </figcaption>
          </figure>
          {runs.map((run, place) => (
            <SideOf key={letterOf(place)} run={run} letter={letterOf(place)} image={image} slug={slug} look={look} onPan={pan} />
          ))}
        </SimpleGrid>
        <Group justify="space-between">
          <Button variant="default" onClick={() => move(-1)}>
            ← Previous
          </Button>
          <Button variant="default" onClick={() => move(1)}>
            Next →
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          Keys: ← → image, ↑ ↓ attack, s side by side, l slider, d difference, i and o zoom in and out, Shift with arrows or dragging moves
          the part that is seen, comma and period move the slider. The difference is absolute, twice as bright. The address opens the same
          view.
        </Text>
      </Stack>
    </Modal>
  );
}

type SideProps = {
  run: ComparedRun;
  letter: string;
  image: ComparedImage;
  slug: string;
  look: Look;
  onPan: (right: number, down: number) => void;
};

function SideOf({ run, letter, image, slug, look, onPan }: SideProps) {
  const rebuilt = image.rebuilt.find((candidate) => candidate.run === run.id && candidate.slug === slug);
  return (
    <figure className="lens-box">
      {rebuilt ? (
        <Lens
          original={image.original}
          rebuilt={rebuilt.image}
          of={`image ${image.index} by ${letter}, ${run.name}, seed ${run.seed}`}
          look={look}
          onPan={onPan}
        />
      ) : (
        <div className="lens">
          <Text size="sm" c="dimmed" p="sm">
            not attacked this way
          </Text>
        </div>
      )}
      <figcaption>
        <Text size="sm" fw={600} lineClamp={2} title={run.name}>
          {letter}: {run.name}
        </Text>
        <Text size="xs" c="dimmed">
          seed {run.seed}
          {rebuilt ? ` · ` : ""}
          <ScoresText scores={rebuilt?.scores} most={3} />
        </Text>
      </figcaption>
    </figure>
  );
}
