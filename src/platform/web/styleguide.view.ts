import type { Badge, EmptyState, FormError, FormField } from '../templates/page-parts.js';

/**
 * GET /styleguide: every part of the screens in one place, true because it is drawn by the same partials.
 * Parts that belong to a feature come in as that feature's views, so their shape is open here.
 */
export interface StyleguideView {
  readonly swatches: readonly { readonly name: string; readonly value: string }[];
  readonly badgeRows: readonly { readonly title: string; readonly badges: readonly Badge[] }[];
  readonly promises: readonly { readonly id: string; readonly promise: object }[];
  readonly explanation: object;
  readonly ruler: object;
  readonly errors: readonly FormError[];
  readonly fields: readonly FormField[];
  readonly empty: EmptyState;
}

/** The tokens of templates/styles/base.css; a test compares the two. */
export const SWATCHES: StyleguideView['swatches'] = [
  { name: 'ink', value: '#1b2430' },
  { name: 'ink-2', value: '#4a5668' },
  { name: 'paper', value: '#ffffff' },
  { name: 'canvas', value: '#f5f6f8' },
  { name: 'line', value: '#d5dae1' },
  { name: 'line-strong', value: '#7b8797' },
  { name: 'brand', value: '#0b5cad' },
  { name: 'brand-ink', value: '#083f78' },
  { name: 'brand-tint', value: '#e8f1fb' },
  { name: 'ok', value: '#1b6e3c' },
  { name: 'ok-tint', value: '#e6f4ea' },
  { name: 'soon', value: '#8a5200' },
  { name: 'soon-tint', value: '#fdf1dc' },
  { name: 'late', value: '#b3261e' },
  { name: 'late-tint', value: '#fdeaea' },
  { name: 'pause', value: '#5b3f9e' },
  { name: 'pause-tint', value: '#efeafa' },
  { name: 'focus', value: '#ffbf47' },
];
