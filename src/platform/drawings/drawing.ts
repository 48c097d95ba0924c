/** Black shapes on white, as one path of whole units: the same drawing on a page and in a PDF. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** only `M`, `h`, `v` and `z` with whole numbers: nothing in it can be anything but a shape */
  readonly path: string;
}

/** Rectangles of one line of modules: `runs` of black are joined, so that no printer shows a seam between them. */
export function runsOf(modules: readonly boolean[], x0: number, y: number, height: number): string {
  let path = '';
  for (let x = 0; x < modules.length; x += 1) {
    if (modules[x] !== true) continue;
    const from = x;
    while (modules[x + 1] === true) x += 1;
    const width = x + 1 - from;
    path += `M${String(x0 + from)} ${String(y)}h${String(width)}v${String(height)}h-${String(width)}z`;
  }
  return path;
}
