import { APOLOGIES_STORY } from './story-apologies.js';
import { DESK_STORY } from './story-desk.js';
import { FIGURES_STORY } from './story-figures.js';
import { REFERENCE_STORY } from './story-reference.js';
import { isExample, type Example, type Step } from './story.js';

/** In the order in which they can be true. */
export const STORY: readonly Step[] = [...REFERENCE_STORY, ...DESK_STORY, ...APOLOGIES_STORY, ...FIGURES_STORY];

export const EXAMPLES: readonly Example[] = STORY.filter(isExample);

const SOME_ID = '018c3c8c-a720-73c7-bd09-fd465c2cc8d1';
const SOME_CODE = 'H45.20-230515-0001';

/** What the contract shows in the place of a value that an earlier answer gives. */
function specimen(name: string): unknown {
  if (name === 'revision') return 1;
  const id = EXAMPLES.some(({ keep = {} }) => keep[name] !== undefined && !/(?:^|\.)code$/.test(keep[name]));
  return id ? SOME_ID : SOME_CODE;
}

/** @param known name → value; a text that is nothing but a name takes its value as it is */
export function filled(value: unknown, known: (name: string) => unknown): unknown {
  if (typeof value === 'string') {
    const whole = /^\{(\w+)\}$/.exec(value)?.[1];
    return whole === undefined ? value.replace(/\{(\w+)\}/g, (_, name: string) => String(known(name))) : known(whole);
  }
  if (Array.isArray(value)) return value.map((item) => filled(item, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, known)]));
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  example?: unknown;
}

interface Body {
  content: Record<string, { schema?: object; example?: unknown; examples?: Record<string, { value: unknown }> }>;
}

/** Puts the first example of a route, or all that differ, into its part of the contract. */
export function addExamples(route: string, operation: { parameters?: unknown; requestBody?: unknown }): void {
  const own = EXAMPLES.filter((example) => example.route === route);
  for (const parameter of (operation.parameters ?? []) as Parameter[]) {
    const given = own.map(({ path, query }) => (parameter.in === 'path' ? path : query)?.[parameter.name]);
    const first = given.find((value) => value !== undefined);
    if (first !== undefined) parameter.example = filled(first, specimen);
  }
  const { content = {} } = (operation.requestBody ?? {}) as Partial<Body>;
  for (const [type, media] of Object.entries(content)) {
    const bodies = own
      .filter((example) => example.body !== undefined && (example.type ?? 'application/json') === type)
      .map(({ body }) => filled(body, specimen));
    const different = [...new Map(bodies.map((body) => [JSON.stringify(body), body])).values()];
    if (different.length === 1) media.example = different[0];
    if (different.length > 1) {
      media.examples = Object.fromEntries(different.map((value, i) => [`example${String(i + 1)}`, { value }]));
    }
  }
}
