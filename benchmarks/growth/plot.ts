import type { Curve } from "./curve.ts";
import { type LogAxis, logAxis, shortNumber } from "./scale.ts";

/** A rectangle of the picture, in pixels from its top left corner. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Axes {
  readonly box: Box;
  readonly x: LogAxis;
  readonly y: LogAxis;
}

const panelWidth = 400;
const box: Omit<Box, "left"> = { top: 34, width: 320, height: 220 };
const legendLine = 18;

/** Seen on white and on black alike. */
const colours = ["#3b82f6", "#e8590c", "#2f9e44", "#b05ce0", "#d9a000"];

const style = `<style>
text{font:12px system-ui,sans-serif;fill:#333}
.grid{stroke:#888;stroke-opacity:.25}
.guide{stroke:#888;stroke-dasharray:2 4;fill:none}
.curve{fill:none;stroke-width:2}
@media (prefers-color-scheme:dark){text{fill:#ddd}}
</style>`;

const round = (value: number): string => String(Math.round(value * 10) / 10);

const escapeText = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const pointAt = ({ box, x, y }: Axes, [count, value]: readonly [number, number]): string =>
  `${round(box.left + x.position(count) * box.width)},${round(box.top + (1 - y.position(value)) * box.height)}`;

function drawGrid({ box, x, y }: Axes): readonly string[] {
  const bottom = box.top + box.height;
  const columns = x.ticks.map((tick) => {
    const at = round(box.left + x.position(tick) * box.width);
    return `<path class="grid" d="M${at} ${box.top}V${bottom}"/><text x="${at}" y="${bottom + 16}" text-anchor="middle">${shortNumber(tick)}</text>`;
  });
  const rows = y.ticks.map((tick) => {
    const at = box.top + (1 - y.position(tick)) * box.height;
    return `<path class="grid" d="M${box.left} ${round(at)}h${box.width}"/><text x="${box.left - 6}" y="${round(at + 4)}" text-anchor="end">${shortNumber(tick)}</text>`;
  });
  return [...columns, ...rows];
}

/** How something would run that takes twice as much for twice as many, from the lower left as far as there is room. */
function drawGuide(axes: Axes): string {
  const [fromX = 1, fromY = 1] = [axes.x.ticks[0], axes.y.ticks[0]];
  const factor = Math.min((axes.x.ticks.at(-1) ?? 1) / fromX, (axes.y.ticks.at(-1) ?? 1) / fromY);
  const [from, to] = [pointAt(axes, [fromX, fromY]), pointAt(axes, [fromX * factor, fromY * factor])];
  return `<path class="guide" d="M${from}L${to}"/>`;
}

function drawCurve(axes: Axes, { curve, index }: { readonly curve: Curve; readonly index: number }): string {
  const colour = colours[index % colours.length];
  const points = curve.points.map((point) => pointAt(axes, point));
  const dots = points.map((point) => {
    const [x, y] = point.split(",");
    return `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`;
  });
  const legendY = axes.box.top + axes.box.height + 40 + index * legendLine;
  const legend = `<path class="curve" stroke="${colour}" d="M${axes.box.left} ${legendY - 4}h18"/><text x="${axes.box.left + 24}" y="${legendY}">${escapeText(curve.what)}</text>`;
  return `<path class="curve" stroke="${colour}" d="M${points.join("L")}"/>${dots.join("")}${legend}`;
}

function drawPanel(
  curves: readonly Curve[],
  { left, noun }: { readonly left: number; readonly noun: string },
): string {
  const points = curves.flatMap((curve) => curve.points);
  const axes: Axes = {
    box: { ...box, left },
    x: logAxis(points.map(([count]) => count)),
    y: logAxis(points.map(([, value]) => value)),
  };
  const title = `<text x="${left}" y="20">${curves[0]?.unit ?? ""} against the number of ${noun}</text>`;
  const drawn = curves.map((curve, index) => drawCurve(axes, { curve, index }));
  return [title, ...drawGrid(axes), drawGuide(axes), ...drawn].join("\n");
}

/**
 * Draws curves as SVG, one panel for each unit, both axes logarithmic: what grows as n runs along the dotted line, what does not
 * grow lies flat. It reads on a light page and on a dark one.
 */
export function drawPlot(noun: string, curves: readonly Curve[]): string {
  const panels = Object.values(Object.groupBy(curves, ({ unit }) => unit));
  const longest = Math.max(...panels.map((panel) => panel.length));
  const width = panels.length * panelWidth;
  const height = box.top + box.height + 40 + longest * legendLine;
  const drawn = panels.map((panel, index) => drawPanel(panel, { left: index * panelWidth + 50, noun }));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="What ${noun} cost, by how many there are">
${style}
${drawn.join("\n")}
</svg>
`;
}
