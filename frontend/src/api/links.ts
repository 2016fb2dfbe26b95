import type { ExportFormat } from "./types";

/** Addresses of pictures and downloads, which the browser fetches by itself. */
const runs = "/api/v1/runs";

export function originalUrl(run: string, index: number): string {
  return `${runs}/${encodeURIComponent(run)}/originals/${index}.png`;
}

export function reconstructionUrl(run: string, slug: string, index: number): string {
  return `${runs}/${encodeURIComponent(run)}/reconstructions/${encodeURIComponent(slug)}/${index}.png`;
}

export function thumbnailUrl(run: string): string {
  return `${runs}/${encodeURIComponent(run)}/thumbnail.png`;
}

/** The trained encoder, for an ONNX runtime or as the service stores it. */
export function encoderUrl(run: string, form: "onnx" | "checkpoint"): string {
  return `${runs}/${encodeURIComponent(run)}/encoder${form === "onnx" ? ".onnx" : ""}`;
}

export function exportUrl(dataset: string, format: ExportFormat, filters: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams(Object.entries(filters).map(([name, value]) => [name, String(value)])).toString();
  return `/api/v1/boards/${encodeURIComponent(dataset)}/export.${format}${query === "" ? "" : `?${query}`}`;
}

export function compareLink(runIds: string[]): string {
  return `/compare?runs=${runIds.map(encodeURIComponent).join(",")}`;
}

export function compareExperimentsLink(ids: string[]): string {
  return `/compare?experiments=${ids.map(encodeURIComponent).join(",")}`;
}
