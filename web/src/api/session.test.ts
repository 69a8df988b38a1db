import { beforeEach, expect, test, vi } from "vitest";

const SIGNED_IN = "jindan.signed-in";
const answers = vi.hoisted(() => [] as Response[]);
const fetched = vi.hoisted(() => vi.fn(() => Promise.resolve(answers.shift() ?? Response.error())));
vi.stubGlobal("fetch", fetched); // the server is outside: what it answers is given here

const tokens = (number: number) =>
  Response.json({ access_token: `access-${number}`, refresh_token: null, expires_in: 900 });

async function fresh() {
  vi.resetModules();
  return (await import("./session")).session;
}

beforeEach(() => {
  localStorage.clear();
  fetched.mockClear();
  answers.length = 0;
});

test("all who ask at once get the same new token, from one exchange", async () => {
  localStorage.setItem(SIGNED_IN, "0");
  answers.push(tokens(1));
  const session = await fresh();
  expect(await Promise.all([session.token(), session.token(), session.renew(null)])).toEqual([
    "access-1",
    "access-1",
    "access-1",
  ]);
  expect(fetched).toHaveBeenCalledOnce();
  expect(localStorage.getItem(SIGNED_IN)).not.toBe("0"); // the other tabs notice
});

test("what was asked for when the session had ended goes on after the next sign-in", async () => {
  const session = await fresh();
  session.open({ access_token: "old", refresh_token: null, expires_in: 900 });
  answers.push(new Response("{}", { status: 401, headers: { "Content-Type": "application/json" } }));
  const waiting = session.renew("old");
  await vi.waitFor(() => expect(session.gate()).toBe("expired"));
  session.open({ access_token: "new", refresh_token: null, expires_in: 900 });
  expect(await waiting).toBe("new");
  expect(session.gate()).toBe("open");
});

test("a server out of reach ends no session", async () => {
  localStorage.setItem(SIGNED_IN, "0");
  fetched.mockRejectedValueOnce(new TypeError("network"));
  const session = await fresh();
  await expect(session.token()).rejects.toMatchObject({ isOffline: true });
  expect(session.gate()).toBe("open");
});

const tokenOf = (person: string, number: number) =>
  `header.${Buffer.from(JSON.stringify({ sub: person, number })).toString("base64url")}.signature`;

async function expired(person: string) {
  const session = await fresh();
  session.open({ access_token: tokenOf(person, 1), refresh_token: null, expires_in: 900 });
  answers.push(new Response("{}", { status: 401, headers: { "Content-Type": "application/json" } }));
  const waiting = session.renew(tokenOf(person, 1));
  await vi.waitFor(() => expect(session.gate()).toBe("expired"));
  return { session, waiting };
}

/** Another tab has signed in, and the server exchanges the cookie of that sign-in for this user's tokens. */
function signInElsewhere(person: string) {
  answers.push(Response.json({ access_token: tokenOf(person, 2), refresh_token: null, expires_in: 900 }));
  localStorage.setItem(SIGNED_IN, "8");
  window.dispatchEvent(new StorageEvent("storage", { key: SIGNED_IN, newValue: "8" }));
}

test("a session that ended goes on when the same person signs in in another tab", async () => {
  const { session, waiting } = await expired("김");
  signInElsewhere("김");
  expect(await waiting).toBe(tokenOf("김", 2));
  expect(session.gate()).toBe("open");
});

test("what one person asked for does not go on as somebody else", async () => {
  const { session } = await expired("김");
  signInElsewhere("이");
  await vi.waitFor(() => expect(answers).toHaveLength(0));
  expect(session.gate()).toBe("expired");
});

test("no token is where a script could read it, and one of an earlier version is removed", async () => {
  localStorage.setItem("jindan.refresh", "of-the-version-before");
  const session = await fresh();
  session.open({ access_token: "access-1", refresh_token: null, expires_in: 900 });
  expect(JSON.stringify(Object.entries(localStorage))).not.toMatch(/access-1|of-the-version-before/);
});
