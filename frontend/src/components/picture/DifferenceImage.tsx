import { useEffect, useRef } from "react";
import { differenceOf } from "./difference";

type Props = { first: string; second: string; alt: string };

function load(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = address;
  });
}

function pixelsOf(image: HTMLImageElement): ImageData {
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const context = canvas.getContext("2d")!;
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** The absolute difference of two pictures, computed in the browser. */
export function DifferenceImage({ first, second, alt }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isWanted = true;
    Promise.all([load(first), load(second)])
      .then(([one, other]) => {
        const target = canvas.current;
        if (!isWanted || !target) return;
        const pixels = pixelsOf(one);
        differenceOf(pixels.data, pixelsOf(other).data);
        target.width = pixels.width;
        target.height = pixels.height;
        target.getContext("2d")!.putImageData(pixels, 0, 0);
      })
      .catch(() => {
        // A picture that cannot be read leaves the box empty; its neighbor shows the broken address.
      });
    return () => {
      isWanted = false;
    };
  }, [first, second]);
  return (
    <canvas
      ref={canvas}
      className="pixels"
      role="img"
      aria-label={alt}
      width={32}
      height={32}
      style={{ width: "100%", aspectRatio: "1" }}
    />
  );
}
