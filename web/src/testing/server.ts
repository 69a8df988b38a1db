/** A server for tests: the answers are given by the test, as the real server is outside. */

export interface Sent {
  /** Method and path, as in `GET /api/v1/jobs`. */
  route: string;
  query: Record<string, string>;
  headers: Headers;
  body: unknown;
}

type Handler = (sent: Sent) => unknown;

const handlers = new Map<string, Handler[]>();
const sent: Sent[] = [];

export const server = {
  /** Answer a route with these, one after the other; the last is repeated. A function makes its answer of the request. */
  answers(route: string, ...answers: unknown[]): void {
    handlers.set(
      route,
      answers.map((answer) => (typeof answer === "function" ? (answer as Handler) : () => answer)),
    );
  },

  /** Refuse a route with a problem of this status. */
  refuses(route: string, status: number, title = "Refused"): void {
    server.answers(route, () => problem(status, title));
  },

  /** Let requests of a route fail as if the server were out of reach. */
  isOutOfReach(route: string): void {
    server.answers(route, () => {
      throw new TypeError("network");
    });
  },

  /** The requests so far; of one route where it is named. */
  sent: (route?: string): Sent[] => sent.filter((request) => route === undefined || request.route === route),

  /** How often a route was requested. */
  count: (route: string): number => server.sent(route).length,

  reset(): void {
    handlers.clear();
    sent.length = 0;
  },
};

/** A page of a list, the last one unless it has a cursor of the next. */
export function pageOf<T>(items: T[], next: string | null = null): { items: T[]; next: string | null } {
  return { items, next };
}

/** The answer of a refused request. */
export function problem(status: number, title = "Refused"): Response {
  return Response.json(
    { type: "about:test", title, detail: "Why.", remedy: "What to do.", status, code: "test", values: {} },
    { status },
  );
}

/** What stands in for `fetch`. A request that the test did not expect is an error of the test. */
export async function fetchFake(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const { pathname, searchParams } = new URL(request.url);
  const route = `${request.method} ${pathname}`;
  const received: Sent = {
    route,
    query: Object.fromEntries(searchParams),
    headers: request.headers,
    body: await bodyOf(request),
  };
  sent.push(received);
  const [first, ...rest] = handlers.get(route) ?? [];
  if (!first) throw new Error(`The test gives no answer to ${route}`);
  if (rest.length) handlers.set(route, rest);
  const answer = await first(received);
  if (answer instanceof Response) return answer;
  return answer === undefined || answer === null
    ? new Response(null, { status: 204 })
    : Response.json(answer);
}

async function bodyOf(request: Request): Promise<unknown> {
  if (request.headers.get("Content-Type")?.startsWith("application/json")) return request.json();
  const bytes = await request.arrayBuffer();
  return bytes.byteLength ? new Uint8Array(bytes) : undefined;
}
