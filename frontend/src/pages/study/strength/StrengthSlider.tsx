import { Anchor, Text } from "@mantine/core";
import { Fragment, useId } from "react";
import { Link } from "react-router";
import { originalUrl, reconstructionUrl } from "../../../api/links";
import type { GalleryImage } from "../../../api/types";
import { CellText } from "../../../components/CellText";
import { PixelImage } from "../../../components/PixelImage";
import { accuracyStyle, type MetricStyle } from "../../../text/metrics";
import type { StrengthLine } from "./curves";

type Props = {
  axis: string;
  /** From the weakest to the strongest. */
  labels: string[];
  at: string;
  onAt: (label: string) => void;
  lines: StrengthLine[];
  attack: string;
  metric: MetricStyle;
  images: GalleryImage[];
  /** A run that has the originals. */
  first: string;
};

/** One strength at a time: the slider moves along the curve, and the rebuilt pictures of every line follow it. */
export function StrengthSlider({ axis, labels, at, onAt, lines, attack, metric, images, first }: Props) {
  const marks = useId();
  return (
    <div>
      <label>
        <Text span size="sm" fw={600}>
          {axis} = {at}
        </Text>
        <input
          type="range"
          className="wide"
          min={0}
          max={labels.length - 1}
          step={1}
          value={labels.indexOf(at)}
          list={marks}
          aria-label={`Strength: ${axis}`}
          aria-valuetext={`${axis} ${at}`}
          onChange={({ currentTarget }) => onAt(labels[Number(currentTarget.value)] ?? at)}
        />
      </label>
      <datalist id={marks}>
        {labels.map((label, place) => (
          <option key={label} value={place} label={label} />
        ))}
      </datalist>
      <div className="strengths" aria-hidden>
        {labels.map((label) => (
          <Text key={label} span size="xs" c="dimmed">
            {label}
          </Text>
        ))}
      </div>
      <div className="rebuilt" role="group" aria-label={`What ${attack} rebuilt at ${axis} ${at}`}>
        <Text size="xs" c="dimmed">
          Originals
        </Text>
        <Strip images={images} sourceOf={(index) => originalUrl(first, index)} altOf={({ className }) => `Original, ${className}`} />
        {lines.map(({ name, points }) => {
          const point = points.find(({ label }) => label === at);
          return (
            <Fragment key={name}>
              <div>
                <Text size="sm" fw={600} lh={1.25}>
                  {point ? (
                    <Anchor component={Link} to={`/experiments/${point.experiment}`} inherit>
                      {name}
                    </Anchor>
                  ) : (
                    name
                  )}
                </Text>
                <Text size="xs">
                  acc <CellText style={accuracyStyle} mean={point?.accuracy?.mean} interval={point?.accuracy?.interval} />
                </Text>
                <Text size="xs">
                  {metric.title} <CellText style={metric} mean={point?.error?.mean} interval={point?.error?.interval} />
                </Text>
              </div>
              {point?.run === undefined ? (
                <Text size="xs" c="dimmed">
                  nothing rebuilt yet
                </Text>
              ) : (
                <Strip
                  images={images}
                  sourceOf={(index) => reconstructionUrl(point.run!, attack, index)}
                  altOf={({ className }) => `${className}, rebuilt by ${attack} from ${name} at ${axis} ${at}`}
                />
              )}
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}

type StripProps = { images: GalleryImage[]; sourceOf: (index: number) => string; altOf: (image: GalleryImage) => string };

function Strip({ images, sourceOf, altOf }: StripProps) {
  return (
    <div className="strip">
      {images.map((image) => (
        <PixelImage key={image.index} src={sourceOf(image.index)} alt={altOf(image)} size="100%" lazy={false} />
      ))}
    </div>
  );
}
