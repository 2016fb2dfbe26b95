import { lineOf, type LineStyle } from "./colors";

type Props = { names: { name: string; place: number }[]; hidden: string[]; palette: readonly string[]; onToggle: (name: string) => void };

/** What each line is called, below the picture, where it takes the room that it needs; a press hides a line and shows it again. */
export function Legend({ names, hidden, palette, onToggle }: Props) {
  return (
    <div className="legend" role="group" aria-label="Lines of this picture">
      {names.map(({ name, place }) => (
        <button key={name} type="button" aria-pressed={!hidden.includes(name)} onClick={() => onToggle(name)}>
          <Sample style={lineOf(place, palette)} />
          {name}
        </button>
      ))}
    </div>
  );
}

function Sample({ style }: { style: LineStyle }) {
  const { color, type, symbol } = style;
  const dashes = typeof type === "string" ? { solid: undefined, dashed: "5 3", dotted: "2 2" }[type] : type.join(" ");
  return (
    <svg width="26" height="10" viewBox="0 0 26 10" aria-hidden>
      <line x1="0" y1="5" x2="26" y2="5" stroke={color} strokeWidth="2" strokeDasharray={dashes} />
      <path d={outlines[symbol] ?? outlines.circle} fill={color} />
    </svg>
  );
}

/** The symbols of the chart library around the middle of the sample. */
const outlines: Record<string, string> = {
  circle: "M 9 5 a 4 4 0 1 0 8 0 a 4 4 0 1 0 -8 0 z",
  rect: "M 9.5 1.5 h 7 v 7 h -7 z",
  triangle: "M 13 0.5 L 17.5 9 H 8.5 z",
  diamond: "M 13 0 L 17.5 5 L 13 10 L 8.5 5 z",
  pin: "M 13 10 L 9 3 A 4 3 0 0 1 17 3 z",
  arrow: "M 13 0.5 L 17 9.5 L 13 7.5 L 9 9.5 z",
  roundRect: "M 10.5 1 h 5 a 2 2 0 0 1 2 2 v 4 a 2 2 0 0 1 -2 2 h -5 a 2 2 0 0 1 -2 -2 v -4 a 2 2 0 0 1 2 -2 z",
};
