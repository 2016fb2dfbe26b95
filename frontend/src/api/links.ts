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

type Query = Record<string, string | number | undefined>;

/** What stands below an address of the service as a file; parameters that are undefined are left out. */
function exportOf(path: string, format: ExportFormat, parameters: Query): string {
  const known = Object.entries(parameters).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(known.map(([name, value]) => [name, String(value)])).toString();
  return `/api/v1/${path}/export.${format}${query === "" ? "" : `?${query}`}`;
}

export function exportUrl(dataset: string, format: ExportFormat, filters: Query): string {
  return exportOf(`boards/${encodeURIComponent(dataset)}`, format, filters);
}

/** @param attack the only one that is shown; none shows all */
export function studyExportUrl(study: string, format: ExportFormat, attack: string): string {
  return exportOf(`studies/${encodeURIComponent(study)}`, format, attack === "" ? {} : { attack });
}

/** Every run of a study, unrounded. */
export function studyRunsUrl(study: string): string {
  return `/api/v1/studies/${encodeURIComponent(study)}/runs.csv`;
}

export function comparisonExportUrl(asked: { experiments: string[]; runs: string[] }, format: ExportFormat): string {
  return exportOf("compare", format, {
    experiments: asked.experiments.length === 0 ? undefined : asked.experiments.join(","),
    runs: asked.runs.length === 0 ? undefined : asked.runs.join(","),
  });
}

export function tableExportUrl(table: string, format: ExportFormat, scale: string): string {
  return exportOf(`tables/${encodeURIComponent(table)}`, format, { scale });
}

/** @param scale empty for the first of the table */
export function tableLink(table: string, scale: string): string {
  return `/tables/${encodeURIComponent(table)}${scale === "" ? "" : `?scale=${scale}`}`;
}

export function compareLink(runIds: string[]): string {
  return `/compare?runs=${runIds.map(encodeURIComponent).join(",")}`;
}

export function compareExperimentsLink(ids: string[]): string {
  return `/compare?experiments=${ids.map(encodeURIComponent).join(",")}`;
}
