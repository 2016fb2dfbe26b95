import { useState } from "react";

/** The strip of originals over what was rebuilt; nothing where a run has no pictures. */
export function Thumbnail({ src, name, height = 64 }: { src: string; name: string; height?: number }) {
  const [isMissing, setMissing] = useState(false);
  if (isMissing) return null;
  return (
    <img
      className="pixels"
      src={src}
      alt={`Originals (above) and what was rebuilt (below): ${name}`}
      loading="lazy"
      onError={() => setMissing(true)}
      style={{ height, maxWidth: "100%", objectFit: "contain", objectPosition: "left", background: "none" }}
    />
  );
}
