import { useState } from "react";
import { useConnection } from "../api/connection";

type Props = { src: string; alt: string; size: number | string; lazy?: boolean };

/** A small picture shown large, pixel by pixel, without smoothing. */
export function PixelImage({ src, alt, size, lazy = true }: Props) {
  const { returns } = useConnection();
  const [brokenSince, setBroken] = useState(-1);
  return (
    <img
      // A picture that broke while the service was away is fetched again when it is back.
      key={brokenSince >= 0 && brokenSince < returns ? returns : 0}
      onError={() => setBroken(returns)}
      className="pixels"
      src={src}
      alt={alt}
      loading={lazy ? "lazy" : "eager"}
      style={{ width: size, maxWidth: "100%", aspectRatio: "1", objectFit: "contain" }}
    />
  );
}
