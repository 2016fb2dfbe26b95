import type { CSSProperties, ReactNode } from "react";
import { DifferenceImage } from "../../../components/picture/DifferenceImage";
import { PixelImage } from "../../../components/PixelImage";
import type { Look } from "./look";

type Props = { original: string; rebuilt: string | undefined; of: string; look: Look; onPan: (right: number, down: number) => void };

/** A box that shows the same part of a picture as all its neighbors; dragging in one moves all. */
export function Lens({ original, rebuilt, of, look, onPan }: Props) {
  const { zoom, x, y } = look;
  return (
    <div
      className={zoom > 1 ? "lens movable" : "lens"}
      onPointerMove={(event) => {
        if (event.buttons !== 1 || zoom === 1) return;
        const box = event.currentTarget.getBoundingClientRect();
        onPan(-event.movementX / box.width, -event.movementY / box.height);
      }}
    >
      <div
        style={{
          position: "absolute",
          width: `${zoom * 100}%`,
          height: `${zoom * 100}%`,
          left: `${-x * (zoom - 1) * 100}%`,
          top: `${-y * (zoom - 1) * 100}%`,
        }}
      >
        <Layers original={original} rebuilt={rebuilt} of={of} look={look} />
      </div>
    </div>
  );
}

function Layers({ original, rebuilt, of, look }: Omit<Props, "onPan">) {
  if (rebuilt === undefined) return <Layer>{picture(original, `Original of ${of}`)}</Layer>;
  if (look.view === "difference") {
    return (
      <Layer>
        <DifferenceImage first={original} second={rebuilt} alt={`Difference between the original and what was rebuilt of ${of}`} />
      </Layer>
    );
  }
  if (look.view === "side") return <Layer>{picture(rebuilt, `Rebuilt: ${of}`)}</Layer>;
  // The line stands in the box, not in the picture: it stays where it is when the picture is enlarged or moved.
  const line = 100 * ((look.at / 100 + look.x * (look.zoom - 1)) / look.zoom);
  return (
    <>
      <Layer>{picture(rebuilt, `Rebuilt: ${of}`)}</Layer>
      <Layer style={{ clipPath: `inset(0 ${100 - line}% 0 0)` }}>{picture(original, `Original of ${of}`)}</Layer>
      <div aria-hidden className="lens-line" style={{ left: `${line}%` }} />
    </>
  );
}

function Layer({ style, children }: { style?: CSSProperties; children: ReactNode }) {
  return <div style={{ position: "absolute", inset: 0, ...style }}>{children}</div>;
}

function picture(src: string, alt: string) {
  return <PixelImage src={src} alt={alt} size="100%" lazy={false} />;
}
