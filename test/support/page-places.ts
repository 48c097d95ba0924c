import { Readable } from 'node:stream';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import { ReconcileRunner } from '../../src/reporting/reconcile/reconcile-runner.js';
import { ReconciliationsService } from '../../src/reporting/reconcile/reconciliations.service.js';
import type { Browser } from './agents.js';
import type { TestApp } from './app.js';
import { StoppedClock } from './clock.js';
import { STORY } from './contract/examples.js';
import { Teller } from './contract/teller.js';
import { registered, startDesk } from './desk.js';
import { pageRoutes, type PageRoute } from './page-routes.js';

/** Everybody who sees pages of their own; whoever sees the most comes first. */
const READERS = ['desk_head', 'leader', 'receiver', 'admin', 'specialist', 'qldt.clerk', 'returner'] as const;

/** How many addresses of one route somebody opens; a dossier in another state leads to other pages. */
const MOST_OF_A_ROUTE = 3;
const MOST_DOSSIERS = 30;

export interface Place {
  readonly route: string;
  readonly url: string;
  readonly username: string;
}

export interface Walked {
  readonly places: readonly Place[];
  /** routes of pages to which nobody is led */
  readonly unreached: readonly string[];
  /** links that lead nowhere: where they stand, and what they answer */
  readonly dead: readonly string[];
}

/** A desk on which everything has happened once that the contract's examples tell of. */
export async function livedDesk(): Promise<TestApp> {
  const world = await startDesk({ clock: new StoppedClock('2023-05-12T08:30:00+07:00') });
  const teller = new Teller(world);
  for (const step of STORY) await teller.tell(step);
  // One result that waits to be collected: in the story each was.
  const { code } = await registered(await world.as('receiver'));
  await (await world.as('returner')).post(`/api/v1/dossiers/${code}/completions`, { outcome: 'granted', shelf: 'A1' });
  await compared(world);
  return world;
}

/** A list of another system with a dossier that is not known here. */
async function compared(world: TestApp): Promise<void> {
  const by = await world.get(AccountsService, { strict: false }).actor('desk_head');
  const text = 'Mã hồ sơ,Ngày nhận\nH45.20-220509-0001,09/05/2022\n';
  const asked = { kind: 'dossier_list', period: '2022-05', format: 'csv' } as const;
  await world
    .get(ReconciliationsService, { strict: false })
    .receive(by, { ...asked, unitCode: null, takenOn: null, twoClasses: false }, Readable.from([Buffer.from(text)]));
  await world.get(ReconcileRunner, { strict: false }).run();
}

/** Follows every link there is, as everybody there is: each page with an address at which somebody finds it. */
export async function walk(world: Pick<TestApp, 'app' | 'browse'>): Promise<Walked> {
  const routes = pageRoutes(world.app);
  const places = new Map<string, Place>();
  const met = new Set<string>();
  const dead: string[] = [];
  for (const username of READERS) {
    const steps = new Walk(await world.browse(username), routes);
    for await (const { url, from, route, status, isPage } of steps.all()) {
      if (route !== null) met.add(route.path);
      // What one may not open, one should not be led to either; what was changed meanwhile may be gone.
      if (status >= 400) dead.push(`${username}: ${from} leads to ${url}, which answers ${String(status)}`);
      if (isPage && route !== null && !places.has(route.path))
        places.set(route.path, { route: route.path, url, username });
    }
    for (const address of steps.posted) {
      const route = routeOf(address, routes);
      if (route !== null) met.add(route.path);
    }
  }
  return {
    places: [...places.values()],
    unreached: routes.map(({ path }) => path).filter((path) => !met.has(path)),
    dead,
  };
}

interface Step {
  readonly url: string;
  /** the page that leads there */
  readonly from: string;
  /** null: an address of the API, or a file */
  readonly route: PageRoute | null;
  readonly status: number;
  readonly isPage: boolean;
}

/** One person, who opens whatever a page leads to. */
class Walk {
  private readonly seen = new Set<string>(['/']);
  private readonly queue: { readonly url: string; readonly from: string }[] = [{ url: '/', from: '' }];
  /** where forms lead */
  readonly posted = new Set<string>();
  private readonly opened = new Map<string, number>();

  constructor(
    private readonly browser: Browser,
    private readonly routes: readonly PageRoute[],
  ) {}

  async *all(): AsyncGenerator<Step> {
    for (let next = this.queue.shift(); next; next = this.queue.shift()) {
      const path = next.url.split('?')[0] ?? '';
      const route = routeOf(path, this.routes);
      const name = route?.path ?? path.replace(/[0-9a-f-]{8,}/g, '');
      const count = (this.opened.get(name) ?? 0) + 1;
      if (count > (name === '/dossiers/:code' ? MOST_DOSSIERS : MOST_OF_A_ROUTE)) continue;
      this.opened.set(name, count);
      const answer = await this.browser.get(next.url);
      const type = answer.headers['content-type']?.toString() ?? '';
      const isPage = answer.statusCode === 200 && type.startsWith('text/html') && answer.body.startsWith('<!doctype');
      if (type.startsWith('text/html')) this.follow(answer.body, next.url);
      if (answer.statusCode === 303) this.add(answer.headers.location ?? '', next.url);
      yield { ...next, route, status: answer.statusCode, isPage };
    }
  }

  private follow(html: string, from: string): void {
    for (const [, link = ''] of html.matchAll(/\s(?:href|src|hx-get)="([^"]+)"/g)) {
      this.add(link.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='), from);
    }
    for (const [, address = ''] of html.matchAll(/\s(?:form)?action="([^"?]+)/g)) this.posted.add(address);
  }

  private add(link: string, from: string): void {
    const { origin, pathname, search } = new URL(link, `http://desk${from}`);
    const url = pathname + search;
    // The language of this person stays what it is, and what never changes is not asked for again.
    if (origin !== 'http://desk' || /^\/(?:assets|locale|api\/docs)\b/.test(pathname) || this.seen.has(url)) return;
    this.seen.add(url);
    this.queue.push({ url, from });
  }
}

/** The route without parameters comes first: `/dossiers/new` is no dossier. */
function routeOf(path: string, routes: readonly PageRoute[]): PageRoute | null {
  const fitting = routes.filter((route) => shapeOf(route).test(path));
  return fitting.sort((a, b) => a.path.split(':').length - b.path.split(':').length)[0] ?? null;
}

function shapeOf({ path }: PageRoute): RegExp {
  return new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`);
}
