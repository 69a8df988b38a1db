import type { components } from "./schema";

/** An error of the API (RFC 9457), in the reader's language. */
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

/** Return the content of an answer. Throws a Refusal if the server refused or could not be reached. */
export async function answered<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked.catch(refuseAsOffline);
  if (error !== undefined || !response.ok) throw new Refusal(problemOf(error, response));
  return data as T; // an answer without content is typed so by the caller
}

/** Rethrow the error of a failed request, with a failure to reach the server as a Refusal. */
export function refuseAsOffline(error: unknown): never {
  if (error instanceof TypeError) throw offline();
  throw error;
}

/** Return the Refusal of a server out of reach. The screen has its words (`problem-offline`). */
export function offline(): Refusal {
  return new Refusal({
    type: OFFLINE,
    title: "",
    detail: "",
    remedy: "",
    status: 0,
    code: "offline",
    values: {},
  });
}

/** Return the problem of a refused answer. A proxy's error page has only a status. */
export function problemOf(error: unknown, response: Response): Problem {
  if (isProblem(error)) return error;
  return {
    type: "about:blank",
    title: `HTTP ${response.status}`,
    detail: "",
    remedy: "",
    status: response.status,
    code: "",
    values: {},
  };
}

function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "title" in error && "remedy" in error;
}
