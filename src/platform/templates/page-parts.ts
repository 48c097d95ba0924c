/** Parts that templates/partials draw. Views build them; they hold words, never domain values. */

/** Colour of meaning; always together with a shape and words (nothing is said by colour alone). */
export type Tone = 'ok' | 'soon' | 'late' | 'pause' | 'brand' | 'neutral';

/** Names of the symbols in templates/assets/shapes.svg. */
export type Shape = 'tick' | 'triangle' | 'dot' | 'bars' | 'ring' | 'diamond' | 'cross' | 'question';

export interface Badge {
  readonly tone: Tone;
  readonly shape: Shape;
  readonly text: string;
}

export interface Link {
  readonly href: string;
  readonly label: string;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly selected: boolean;
}

/** Choices under a heading, e.g. procedures of one field; `label: null` draws no heading. */
export interface ChoiceGroup {
  readonly label: string | null;
  readonly choices: readonly Choice[];
}

/** A label and what it says; `href` makes the value a door, `hint` stands below it. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly href: string | null;
  readonly hint: string | null;
}

/** An act as a form: one button when it asks for nothing, else a panel that opens in place. */
export interface ActForm {
  /** unique on the page, also the anchor: `hand-overs` */
  readonly key: string;
  readonly label: string;
  /** the consequence in one sentence, said before the button is pressed */
  readonly note: string | null;
  readonly action: string;
  readonly primary: boolean;
  readonly danger: boolean;
  /** opened at once, e.g. because an answer was refused */
  readonly open: boolean;
  /** function key, e.g. `F9`; null when there is none */
  readonly shortcut: string | null;
  /** the version the reader saw (If-Match); null when the resource has none */
  readonly version: number | null;
  /** one of its fields is a file */
  readonly takesFile: boolean;
  readonly fields: readonly FormField[];
}

/** `checks`: several boxes under one label, sent as `name.p0`, `name.p1`, … with what each stands for. */
export type FieldKind =
  'text' | 'textarea' | 'select' | 'date' | 'number' | 'checkbox' | 'checks' | 'password' | 'radio' | 'tel' | 'file';

export interface FormField {
  readonly id: string;
  readonly name: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly hint: string | null;
  readonly value: string;
  readonly groups: readonly ChoiceGroup[];
  readonly required: boolean;
  readonly error: string | null;
  readonly checked: boolean;
  readonly autocomplete: string;
  readonly inputMode: string | null;
  readonly maxLength: number | null;
  /** what the browser lets through, as an anchored regular expression; the server checks again */
  readonly pattern: string | null;
  /** a long list with a box above it to search by words; needs /assets/procedures.js on the page */
  readonly filtered: boolean;
}

/** One line of the summary that takes the focus when a form was not accepted. */
export interface FormError {
  readonly href: string;
  readonly message: string;
}

export interface Pagination {
  /** "50 hồ sơ đầu", "1.000+" … already worded */
  readonly summary: string;
  readonly firstHref: string | null;
  readonly nextHref: string | null;
}

export interface EmptyState {
  readonly title: string;
  /** what will appear here, and how to begin */
  readonly body: string;
  readonly action: Link | null;
}

/** A chart is a picture file, its numbers a table behind it. */
export interface ChartView {
  readonly title: string;
  /** the finding in words: the alternative text too */
  readonly summary: string;
  readonly src: string;
  readonly width: number;
  readonly height: number;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ChartCell[])[];
}

/** A number of a chart's table, and the door to what it counts. */
export interface ChartCell {
  readonly text: string;
  readonly href: string | null;
}
