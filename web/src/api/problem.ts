import type { components } from "./schema";

/** What every error of the API says (RFC 9457), in the reader's language. */
export type Problem = components["schemas"]["ProblemOut"];

/** The server refused a request, or could not be reached. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }

  get isOffline(): boolean {
    return this.problem.type === OFFLINE;
  }
}

const OFFLINE = "about:offline";

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The content of an answer. Throws the Refusal it holds, or one that says the server was not reached. */
export async function answered<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked.catch(refuseAsOffline);
  if (error !== undefined || !response.ok) throw new Refusal(problemOf(error, response));
  return data as T; // an answer without content is typed so by the caller
}

/** For a rejected request: a failure to reach the server becomes a Refusal, all else stays what it is. */
export function refuseAsOffline(error: unknown): never {
  if (error instanceof TypeError) throw offline();
  throw error;
}

/** The server could not be reached; the words are the screen's (`problem-offline`). */
export function offline(): Refusal {
  return new Refusal({ type: OFFLINE, title: "", detail: "", remedy: "", status: 0 });
}

/** What a refused answer says; a proxy's error page says nothing but its status. */
export function problemOf(error: unknown, response: Response): Problem {
  if (isProblem(error)) return error;
  return {
    type: "about:blank",
    title: `HTTP ${response.status}`,
    detail: "",
    remedy: "",
    status: response.status,
  };
}

function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "title" in error && "remedy" in error;
}
