type Props = { src: string; alt: string; size: number | string; lazy?: boolean };

/** A small picture shown large, pixel by pixel, without smoothing. */
export function PixelImage({ src, alt, size, lazy = true }: Props) {
  return (
    <img
      className="pixels"
      src={src}
      alt={alt}
      loading={lazy ? "lazy" : "eager"}
      style={{ width: size, maxWidth: "100%", aspectRatio: "1", objectFit: "contain" }}
    />
  );
}
