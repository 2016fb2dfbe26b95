import { useRef, useState } from "react";
import { useConnection } from "../api/connection";
import { useEnlarger } from "./picture/enlarger";

type Props = {
  src: string;
  name: string;
  height?: number;
  /** Inside of a link it is only looked at. */
  isPlain?: boolean;
};

/** The strip of originals over what was rebuilt; nothing where a run has no pictures. What is missing is asked for again when the service comes back. */
export function Thumbnail({ src, name, height = 64, isPlain = false }: Props) {
  const { returns } = useConnection();
  const enlarge = useEnlarger();
  const button = useRef<HTMLButtonElement>(null);
  const [missingSince, setMissing] = useState(-1);
  if (missingSince === returns) return null;
  const image = (
    <img
      className="pixels"
      src={src}
      alt={`Originals (above) and what was rebuilt (below): ${name}`}
      loading="lazy"
      onError={() => setMissing(returns)}
      style={{ height, maxWidth: "100%", objectFit: "contain", objectPosition: "left", background: "none" }}
    />
  );
  if (isPlain || !enlarge) return image;
  return (
    <button
      ref={button}
      type="button"
      className="enlarge strip-button"
      data-strip={src}
      data-name={name}
      aria-label={`Enlarge the pictures of ${name}`}
      onClick={() => button.current && enlarge(button.current)}
    >
      {image}
    </button>
  );
}
