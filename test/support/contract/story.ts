/** A request that stands in the contract as an example, and is made by a test in its turn. */
export interface Example {
  /** as the contract names it: `POST /api/v1/dossiers/{code}/notes` */
  readonly route: string;
  /** username; null: nobody signed in */
  readonly as: string | null;
  /** values of the path; `{name}` stands for what an earlier answer gave */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON, or the text or bytes of a file when `type` says so */
  readonly body?: object | string;
  readonly type?: string;
  readonly status: number;
  /** what later requests need: name → where it stands in the answer, e.g. `items[dossierCode={late}].id` */
  readonly keep?: Readonly<Record<string, string>>;
}

/** What happens between requests: the clock moves, then the jobs do what they do by themselves. */
export interface Meanwhile {
  /** ISO instant with its offset */
  readonly at?: string;
  readonly job?: Job;
}

/** `doubt`: the mail server broke off in the middle of every message */
export type Job = 'sweep' | 'imports' | 'replans' | 'doubt';

export type Step = Example | Meanwhile;

export function isExample(step: Step): step is Example {
  return 'route' in step;
}

export function at(text: string, job?: Job): Meanwhile {
  return { at: `2023-${text}:00+07:00`, ...(job !== undefined && { job }) };
}

export function job(name: Job): Meanwhile {
  return { job: name };
}

type More = Partial<Pick<Example, 'path' | 'keep' | 'query' | 'type' | 'status'>>;

export function get(as: string | null, path: string, more: More = {}): Example {
  return { route: `GET ${path}`, as, status: 200, ...more };
}

export function send(as: string | null, route: string, body?: object | string, more: More = {}): Example {
  return { route, as, status: route.startsWith('POST') ? 201 : 200, ...(body !== undefined && { body }), ...more };
}

/** An act on a dossier: `act('dossier', 'receiver', 'notes', { text })`. */
export function act(dossier: string, as: string, route: string, body?: object | string, more: More = {}): Example {
  const { path = {}, ...rest } = more;
  return send(as, `POST /api/v1/dossiers/{code}/${route}`, body, { path: { code: `{${dossier}}`, ...path }, ...rest });
}
