/** How the same picture is shown of every side. */
export const views = { side: "Side by side", slider: "Slider", difference: "Difference" } as const;

export type View = keyof typeof views;

export const zooms = [1, 2, 4, 8, 16];

/**
 * What of a comparison is looked at, and how; it stands in the address.
 *
 * @property image number of the picture in its data set; undefined while none is enlarged
 * @property at where the slider stands, in percent: left of it is the original
 * @property x of the part that is seen, in [0, 1]: 0 is the left edge, 1 the right one; y from top to bottom
 */
export type Look = {
  image: number | undefined;
  attack: string;
  curves: "" | "all";
  view: View;
  at: number;
  zoom: number;
  x: number;
  y: number;
};

const usual: Look = { image: undefined, attack: "", curves: "", view: "side", at: 50, zoom: 1, x: 0.5, y: 0.5 };

export function between(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function numberIn(search: URLSearchParams, name: string, usually: number, low: number, high: number): number {
  const text = search.get(name);
  const value = text === null || text === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? between(value, low, high) : usually;
}

/** What an address asks for; what it does not say, or says wrongly, is as usual. */
export function lookIn(search: URLSearchParams): Look {
  const view = search.get("view") ?? "";
  const zoom = numberIn(search, "zoom", usual.zoom, 1, 16);
  const image = numberIn(search, "image", -1, -1, Number.MAX_SAFE_INTEGER);
  return {
    image: image < 0 ? undefined : image,
    attack: search.get("attack") ?? "",
    curves: search.get("curves") === "all" ? "all" : "",
    view: view in views ? (view as View) : usual.view,
    at: numberIn(search, "at", usual.at, 0, 100),
    zoom: zooms.includes(zoom) ? zoom : usual.zoom,
    x: numberIn(search, "x", usual.x, 0, 1),
    y: numberIn(search, "y", usual.y, 0, 1),
  };
}

/** The same address with a changed look, which stands at its end, in one order however it came about; what is as usual is left out. */
export function withLook(search: URLSearchParams, change: Partial<Look>): URLSearchParams {
  const next = new URLSearchParams(search);
  const look = { ...lookIn(search), ...change };
  for (const name of Object.keys(usual) as (keyof Look)[]) {
    const value = look[name];
    next.delete(name);
    if (value !== undefined && value !== usual[name]) next.set(name, typeof value === "number" ? String(rounded(value)) : value);
  }
  return next;
}

/** The next larger or smaller zoom. */
export function zoomed(zoom: number, by: number): number {
  return zooms[between(zooms.indexOf(zoom) + by, 0, zooms.length - 1)] ?? 1;
}

/** As an address writes it, so that a link shows exactly what was seen. */
function rounded(value: number): number {
  return Number(value.toFixed(5));
}

/** The part that is seen after it was moved by shares of the box: at twice the size, half a box leads from edge to edge. */
export function panned({ x, y, zoom }: Pick<Look, "x" | "y" | "zoom">, right: number, down: number): Pick<Look, "x" | "y"> {
  if (zoom === 1) return { x, y };
  return { x: rounded(between(x + right / (zoom - 1), 0, 1)), y: rounded(between(y + down / (zoom - 1), 0, 1)) };
}
