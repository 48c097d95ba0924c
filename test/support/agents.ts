import type { InjectOptions, LightMyRequestResponse as Response } from 'fastify';

export type Http = (request: InjectOptions) => Promise<Response>;

type Headers = Readonly<Record<string, string>>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A program with a bearer token: JSON in, JSON out. Signs in again by itself when the test's clock ended its session. */
export class Agent {
  private constructor(
    private readonly http: Http,
    private readonly signInAgain: () => Promise<string>,
    public token: string,
  ) {}

  static async signIn(http: Http, username: string, password: string): Promise<Agent> {
    const open = async (): Promise<string> => {
      const answer = await http({ method: 'POST', url: '/api/v1/sessions', payload: { username, password } });
      if (answer.statusCode !== 201) throw new Error(`could not sign in as ${username}: ${answer.body}`);
      return answer.json<{ token: string }>().token;
    };
    return new Agent(http, open, await open());
  }

  get(url: string, headers: Headers = {}): Promise<Response> {
    return this.send('GET', url, undefined, headers);
  }

  post(url: string, body: object | string = {}, headers: Headers = {}): Promise<Response> {
    return this.send('POST', url, body, headers);
  }

  put(url: string, body: object | string = {}, headers: Headers = {}): Promise<Response> {
    return this.send('PUT', url, body, headers);
  }

  patch(url: string, body: object = {}, headers: Headers = {}): Promise<Response> {
    return this.send('PATCH', url, body, headers);
  }

  delete(url: string, headers: Headers = {}): Promise<Response> {
    return this.send('DELETE', url, undefined, headers);
  }

  async send(method: Method, url: string, body: object | string | undefined, headers: Headers = {}): Promise<Response> {
    const ask = (): Promise<Response> =>
      this.http({
        method,
        url,
        headers: { authorization: `Bearer ${this.token}`, ...headers },
        ...(body === undefined ? {} : { payload: body }),
      });
    const answer = await ask();
    if (answer.statusCode !== 401) return answer;
    this.token = await this.signInAgain();
    return ask();
  }
}

/** A person's browser: keeps cookies, and posts forms with the token of the page it saw last. */
export class Browser {
  private readonly jar = new Map<string, string>();
  /** of the last page; null before the first */
  csrf: string | null = null;

  constructor(private readonly http: Http) {}

  static async signIn(http: Http, username: string, password: string): Promise<Browser> {
    const browser = new Browser(http);
    await browser.get('/log-in');
    const answer = await browser.post('/log-in', { username, password });
    if (answer.statusCode !== 303) throw new Error(`could not sign in as ${username}: ${answer.statusCode}`);
    // The form token belongs to the session from now on: any page shows the new one.
    await browser.get('/log-in');
    return browser;
  }

  cookie(name: string): string | undefined {
    return this.jar.get(name);
  }

  async get(url: string, headers: Headers = {}): Promise<Response> {
    return this.keep(await this.http({ method: 'GET', url, headers: { ...this.cookies(), ...headers } }));
  }

  /** @param fields of the form; `_csrf` is added */
  async post(url: string, fields: Readonly<Record<string, string>> = {}, headers: Headers = {}): Promise<Response> {
    const payload = new URLSearchParams({ ...(this.csrf === null ? {} : { _csrf: this.csrf }), ...fields }).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.keep(
      await this.http({ method: 'POST', url, headers: { ...type, ...this.cookies(), ...headers }, payload }),
    );
  }

  /** A form with files: the fields first. @param files content by the name of its field */
  async upload(
    url: string,
    fields: Readonly<Record<string, string>>,
    files: readonly {
      readonly name: string;
      readonly fileName: string;
      readonly type: string;
      readonly content: Buffer | string;
    }[],
    headers: Headers = {},
  ): Promise<Response> {
    const all = Object.entries({ ...(this.csrf === null ? {} : { _csrf: this.csrf }), ...fields });
    const edge = 'edge-of-a-part';
    const disposition = (name: string): string => `--${edge}\r\ncontent-disposition: form-data; name="${name}"`;
    const parts = [
      ...all.map(([name, value]) => Buffer.from(`${disposition(name)}\r\n\r\n${value}\r\n`)),
      ...files.flatMap(({ name, fileName, type, content }) => [
        Buffer.from(`${disposition(name)}; filename="${fileName}"\r\ncontent-type: ${type}\r\n\r\n`),
        Buffer.from(content),
        Buffer.from('\r\n'),
      ]),
      Buffer.from(`--${edge}--\r\n`),
    ];
    const type = { 'content-type': `multipart/form-data; boundary=${edge}` };
    const payload = Buffer.concat(parts);
    return this.keep(
      await this.http({ method: 'POST', url, headers: { ...type, ...this.cookies(), ...headers }, payload }),
    );
  }

  /** A form as it stands, e.g. one with files; its `_csrf` is the caller's to add. */
  async send(url: string, payload: Buffer, contentType: string): Promise<Response> {
    const headers = { 'content-type': contentType, ...this.cookies() };
    return this.keep(await this.http({ method: 'POST', url, headers, payload }));
  }

  /** what it keeps, for a real browser to take over */
  get kept(): readonly { readonly name: string; readonly value: string }[] {
    return [...this.jar].map(([name, value]) => ({ name, value }));
  }

  /** the header of its next request */
  cookies(): Record<string, string> {
    return { cookie: this.kept.map(({ name, value }) => `${name}=${value}`).join('; ') };
  }

  private keep(answer: Response): Response {
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) this.jar.delete(name);
      else this.jar.set(name, value);
    }
    this.csrf = /name="_csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? this.csrf;
    return answer;
  }
}
