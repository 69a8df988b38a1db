import { plain } from "./plain";
import { answered, Refusal } from "./problem";
import type { components } from "./schema";

export type Tokens = components["schemas"]["TokensOut"];

/**
 * What stands between the person and the app. `expired`: they were signed in on this page, the server has ended
 * it, and everything that was asked since waits until they sign in again.
 */
export type Gate = "open" | "expired" | "signed-out";

const KEPT = "jindan.refresh";
const UNAUTHORISED = 401;

let gate: Gate = localStorage.getItem(KEPT) ? "open" : "signed-out";
let access: string | null = null;
let renewing: Promise<string> | null = null;
const listeners = new Set<() => void>();
const waiting = new Set<(token: string) => void>();

export const session = {
  gate: (): Gate => gate,

  /** For useSyncExternalStore. */
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  /** Keep the tokens of a complete sign-in, and let go on what waits for it. */
  open({ access_token, refresh_token }: Tokens): void {
    access = access_token;
    localStorage.setItem(KEPT, refresh_token);
    pass("open");
    waiting.forEach((go) => go(access_token));
    waiting.clear();
  },

  /** Forget the tokens on this browser; the other tabs notice. */
  close(): void {
    access = null;
    localStorage.removeItem(KEPT);
    waiting.clear(); // what was asked for by this person is never answered to the next
    pass("signed-out");
  },

  /** A token to send. Waits for the person where the session has ended. */
  token: (): Promise<string> => (access === null ? session.renew(null) : Promise.resolve(access)),

  /** A newer token than the one that was refused. All who ask at once get the same; so do all tabs, one by one. */
  async renew(refused: string | null): Promise<string> {
    if (access !== null && access !== refused) return access;
    renewing ??= renewed().finally(() => (renewing = null));
    return renewing;
  },
};

// Another tab has signed out, or signed in.
window.addEventListener("storage", ({ key, newValue }) => {
  if (key !== KEPT) return;
  if (newValue === null) session.close();
  else if (gate === "signed-out") pass("open");
  else if (gate === "expired") void goOnWith();
});

/** Go on with the session that the same person has opened in another tab. */
async function goOnWith(): Promise<void> {
  const tokens = await alone(exchange);
  if (tokens && access && subjectOf(tokens.access_token) === subjectOf(access)) session.open(tokens);
}

/** Whose token it is. The server checks it; here it is told apart only. */
function subjectOf(token: string): unknown {
  const claims = (token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
  return (JSON.parse(atob(claims)) as { sub: unknown }).sub;
}

function pass(next: Gate): void {
  gate = next;
  listeners.forEach((listener) => listener());
}

async function renewed(): Promise<string> {
  const tokens = await alone(exchange);
  if (tokens === null) return signedInAgain();
  session.open(tokens);
  return tokens.access_token;
}

/** One tab at a time: each exchange makes the token before it void. Without HTTPS browsers offer no locks. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  if (!("locks" in navigator)) return work();
  return await navigator.locks.request("jindan.refresh", work);
}

/** The next tokens; null where there are none to exchange, or the server has ended the session. */
async function exchange(): Promise<Tokens | null> {
  const held = localStorage.getItem(KEPT);
  if (held === null) return null;
  try {
    const tokens = await answered(plain.POST("/api/v1/auth/refresh", { body: { refresh_token: held } }));
    localStorage.setItem(KEPT, tokens.refresh_token); // before another tab's turn
    return tokens;
  } catch (error) {
    if (error instanceof Refusal && error.problem.status === UNAUTHORISED) return null;
    throw error;
  }
}

function signedInAgain(): Promise<string> {
  pass(access === null ? "signed-out" : "expired");
  return new Promise((go) => waiting.add(go));
}
