import type { Drawing } from "../echarts";

/** Twice as many pixels as on the page, so that it is sharp in print. */
const pngScale = 2;

/** A file name of letters, digits and dashes. */
export function fileName(title: string, ending: string): string {
  const name = title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return `${name || "picture"}.${ending}`;
}

/** The picture as it is drawn now, on a ground of its own. */
export function svgOf(drawing: Drawing, ground: string): string {
  const svg = decodeURIComponent(drawing.getDataURL({ type: "svg" }).replace(/^data:[^,]*,/, ""));
  const end = svg.indexOf(">") + 1;
  return `${svg.slice(0, end)}<rect width="100%" height="100%" fill="${ground}"></rect>${svg.slice(end)}`;
}

export async function pngOf(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=UTF-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * pngScale;
  canvas.height = height * pngScale;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob === null ? failed(new Error("The browser draws no PNG")) : done(blob)), "image/png"),
  );
}

export function save(content: Blob, name: string) {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
