import type { Tone } from '../platform/templates/page-parts.js';

/**
 * A dossier's life on one ruler whose unit is working time: nights and holidays take no room, so what looks long was
 * long. Positions are thousandths of the width.
 */
export interface RulerView {
  readonly bands: readonly RulerBand[];
  readonly pauses: readonly RulerSpan[];
  readonly flags: readonly RulerFlag[];
  readonly now: number | null;
  readonly nowLabel: string;
  /** where the word stands by its line: near an edge it would be cut off */
  readonly nowAnchor: 'start' | 'middle' | 'end';
  /** upper edge and height of the drawing: heights that no flag needs are cut off */
  readonly top: number;
  readonly height: number;
  /** for readers: the whole drawing as one sentence a part */
  readonly summary: readonly string[];
}

export interface RulerSpan {
  readonly x: number;
  readonly width: number;
  readonly title: string;
}

export interface RulerBand extends RulerSpan {
  /** who held it; '' when the band is too narrow for a name */
  readonly label: string;
  readonly odd: boolean;
}

export interface RulerFlag {
  readonly x: number;
  readonly label: string;
  readonly tone: Tone;
  /** 0, 1 or 2: flags close to one another stand on different heights */
  readonly row: number;
  /** text to the left of the pole, near the right edge */
  readonly flipped: boolean;
}

interface Stretch {
  /** working minutes since receipt */
  readonly from: number;
  readonly to: number;
  readonly title: string;
}

export interface RulerFacts {
  readonly stages: readonly (Stretch & { readonly holder: string })[];
  readonly pauses: readonly Stretch[];
  readonly promises: readonly { readonly at: number; readonly label: string; readonly tone: Tone }[];
  /** null when settled */
  readonly now: number | null;
  readonly nowLabel: string;
  readonly summary: readonly string[];
}

const WIDTH = 1000;
const HEIGHT = 144;
const FLAG_HEIGHT = 22;
/** Flags nearer than this would write over each other. */
const CLOSE = 150;
/** Thousandths that one letter of a holder's name takes at the usual width of a screen. */
const PER_LETTER = 9;

/** Lays the facts out; the ruler ends a little after whatever comes last. */
export function rulerView({ stages, pauses, promises, now, nowLabel, summary }: RulerFacts): RulerView {
  const ends = [
    ...stages.map(({ to }) => to),
    ...pauses.map(({ to }) => to),
    ...promises.map(({ at }) => at),
    now ?? 0,
  ];
  const span = Math.max(1, ...ends) * 1.04;
  const place = (minutes: number): number => Math.round((minutes / span) * WIDTH);
  const stretch = ({ from, to, title }: Stretch): RulerSpan => ({
    x: place(from),
    width: Math.max(2, place(to) - place(from)),
    title,
  });
  const flags = raised(promises.map(({ at, label, tone }) => ({ x: place(at), label, tone })));
  const top = FLAG_HEIGHT * (2 - Math.max(0, ...flags.map(({ row }) => row)));
  return {
    bands: stages.map((stage, index) => {
      const drawn = stretch(stage);
      const fits = stage.holder.length * PER_LETTER + 12 <= drawn.width;
      return { ...drawn, label: fits ? stage.holder : '', odd: index % 2 === 1 };
    }),
    pauses: pauses.map(stretch),
    flags,
    now: now === null ? null : place(now),
    nowLabel,
    nowAnchor: anchorOf(now === null ? 0 : place(now)),
    top,
    height: HEIGHT - top,
    summary,
  };
}

function anchorOf(x: number): RulerView['nowAnchor'] {
  if (x < 40) return 'start';
  return x > 960 ? 'end' : 'middle';
}

function raised(flags: readonly Pick<RulerFlag, 'x' | 'label' | 'tone'>[]): RulerFlag[] {
  const placed: RulerFlag[] = [];
  for (const flag of [...flags].sort((a, b) => a.x - b.x)) {
    const taken = placed.filter(({ x }) => Math.abs(x - flag.x) < CLOSE).map(({ row }) => row);
    const row = [0, 1, 2].find((each) => !taken.includes(each)) ?? 2;
    placed.push({ ...flag, row, flipped: flag.x > 800 });
  }
  return placed;
}
