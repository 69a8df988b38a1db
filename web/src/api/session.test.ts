import { beforeEach, expect, test, vi } from "vitest";

const answers = vi.hoisted(() => [] as Response[]);
const fetched = vi.hoisted(() => vi.fn(() => Promise.resolve(answers.shift() ?? Response.error())));
vi.stubGlobal("fetch", fetched); // the server is outside: what it answers is given here

const tokens = (number: number) =>
  Response.json({ access_token: `access-${number}`, refresh_token: `refresh-${number}`, expires_in: 900 });

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
  localStorage.setItem("jindan.refresh", "refresh-0");
  answers.push(tokens(1));
  const session = await fresh();
  expect(await Promise.all([session.token(), session.token(), session.renew(null)])).toEqual([
    "access-1",
    "access-1",
    "access-1",
  ]);
  expect(fetched).toHaveBeenCalledOnce();
  expect(localStorage.getItem("jindan.refresh")).toBe("refresh-1");
});

test("what was asked for when the session had ended goes on after the next sign-in", async () => {
  const session = await fresh();
  session.open({ access_token: "old", refresh_token: "refresh-0", expires_in: 900 });
  answers.push(new Response("{}", { status: 401, headers: { "Content-Type": "application/json" } }));
  const waiting = session.renew("old");
  await vi.waitFor(() => expect(session.gate()).toBe("expired"));
  session.open({ access_token: "new", refresh_token: "refresh-9", expires_in: 900 });
  expect(await waiting).toBe("new");
  expect(session.gate()).toBe("open");
});

test("a server out of reach ends no session", async () => {
  localStorage.setItem("jindan.refresh", "refresh-0");
  fetched.mockRejectedValueOnce(new TypeError("network"));
  const session = await fresh();
  await expect(session.token()).rejects.toMatchObject({ isOffline: true });
  expect(session.gate()).toBe("open");
});
