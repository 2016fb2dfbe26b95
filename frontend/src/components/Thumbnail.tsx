import { useState } from "react";
import { useConnection } from "../api/connection";

/** The strip of originals over what was rebuilt; nothing where a run has no pictures. What is missing is asked for again when the service comes back. */
export function Thumbnail({ src, name, height = 64 }: { src: string; name: string; height?: number }) {
  const { returns } = useConnection();
  const [missingSince, setMissing] = useState(-1);
  if (missingSince === returns) return null;
  return (
    <img
      className="pixels"
      src={src}
      alt={`Originals (above) and what was rebuilt (below): ${name}`}
      loading="lazy"
      onError={() => setMissing(returns)}
      style={{ height, maxWidth: "100%", objectFit: "contain", objectPosition: "left", background: "none" }}
    />
  );
}
