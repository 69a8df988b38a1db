import { plain } from "./plain";
import { answered, Refusal } from "./problem";
import type { components } from "./schema";

export type Tokens = components["schemas"]["TokensOut"];

/**
 * Whether the user is signed in. `expired`: the server has ended the session on this page, and requests wait until
 * the user signs in again.
 */
export type Gate = "open" | "expired" | "signed-out";

/** Says that a sign-in was made here, and when. The refresh token is in a cookie that no script reads. */
const STORAGE_KEY = "jindan.signed-in";
const UNAUTHORISED = 401;

let gate: Gate = localStorage.getItem(STORAGE_KEY) ? "open" : "signed-out";
let access: string | null = null;
let renewing: Promise<string> | null = null;
const listeners = new Set<() => void>();
const waiting = new Set<(token: string) => void>();
localStorage.removeItem("jindan.refresh"); // where earlier versions kept the token

export const session = {
  gate: (): Gate => gate,

  /** For useSyncExternalStore. */
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  /** Store the tokens of a complete sign-in and continue the requests that wait for it. */
  open({ access_token }: Tokens): void {
    access = access_token;
    localStorage.setItem(STORAGE_KEY, String(Date.now()));
    pass("open");
    waiting.forEach((go) => go(access_token));
    waiting.clear();
  },

  /** Forget the tokens on this browser; the other tabs notice. */
  close(): void {
    access = null;
    localStorage.removeItem(STORAGE_KEY);
    waiting.clear(); // requests of this user are never answered to the next one
    pass("signed-out");
  },

  /** Return a token to send. If the session has ended, wait for the user to sign in. */
  token: (): Promise<string> => (access === null ? session.renew(null) : Promise.resolve(access)),

  /** Return a newer token than the refused one. Concurrent calls share one exchange, and tabs take turns. */
  async renew(refused: string | null): Promise<string> {
    if (access !== null && access !== refused) return access;
    renewing ??= renewed().finally(() => (renewing = null));
    return renewing;
  },
};

// Another tab has signed out, or signed in.
window.addEventListener("storage", ({ key, newValue }) => {
  if (key !== STORAGE_KEY) return;
  if (newValue === null) session.close();
  else if (gate === "signed-out") pass("open");
  else if (gate === "expired") void goOnWith();
});

/** Continue with the session that the same user has opened in another tab. */
async function goOnWith(): Promise<void> {
  const tokens = await alone(exchange);
  if (tokens && access && subjectOf(tokens.access_token) === subjectOf(access)) session.open(tokens);
}

/** Return the user id in a token. It is only compared here, as the server verifies the token. */
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

/** Run in one tab at a time, as each exchange voids the earlier token. Browsers offer locks with HTTPS only. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  if (!("locks" in navigator)) return work();
  return await navigator.locks.request("jindan.refresh", work);
}

/** Return the next tokens, or null if there are none to exchange or the server has ended the session. */
async function exchange(): Promise<Tokens | null> {
  if (localStorage.getItem(STORAGE_KEY) === null) return null;
  try {
    return await answered(plain.POST("/api/v1/auth/refresh", { body: {} }));
  } catch (error) {
    if (error instanceof Refusal && error.problem.status === UNAUTHORISED) return null;
    throw error;
  }
}

function signedInAgain(): Promise<string> {
  pass(access === null ? "signed-out" : "expired");
  return new Promise((go) => waiting.add(go));
}
