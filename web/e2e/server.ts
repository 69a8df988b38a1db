import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");
const BIN = join(ROOT, ".venv", "bin");
const ROLES = ["clinician", "clerk", "administrator", "auditor"];
const ORGANISATION = "Test hospital";
export const PROVIDER = "Hospital login";
const START_MS = 180_000;
const SAMPLE =
  "import sys, pathlib; from jindan.ct.synthetic import write_sample; write_sample(pathlib.Path(sys.argv[1]), seed=20261122)";

const SCANS =
  "import sys, pathlib; from jindan.ocr.synthetic import write_samples; write_samples(pathlib.Path(sys.argv[1]), seed=20261125)";

const READER =
  "import sys; sys.path.insert(0, 'tests'); from fake_upstage import serving\nwith serving() as fake: print(fake.address, flush=True); sys.stdin.read()";

/**
 * A server with worker and scheduler on a home of its own, an identity provider and a reading service outside, people of
 * each role, a synthetic CT, and scans of a phantom.
 */
export default async function start(): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), "jindan-e2e-"));
  const port = await freePort();
  const [provider, issuer] = await identityProvider();
  const [outside, address] = await readingService();
  const environment = {
    ...process.env,
    JINDAN_HOME: home,
    JINDAN_ASSETS_MIRROR: "",
    JINDAN_WEBHOOKS_TO_LOOPBACK: "true",
    JINDAN_OIDC_ISSUER: issuer,
    JINDAN_OIDC_CLIENT_ID: "jindan",
    JINDAN_OIDC_CLIENT_SECRET: "a secret: with % and +",
    JINDAN_OIDC_NAME: PROVIDER,
    JINDAN_UPSTAGE_API_KEY: "up_of-the-tests",
    JINDAN_UPSTAGE_ADDRESS: address,
    JINDAN_UPSTAGE_TO_LOOPBACK: "true",
  };
  const run = (...args: string[]) =>
    execFileSync(join(BIN, "jindan"), args, { cwd: home, env: environment, encoding: "utf-8" });
  const log = openSync(join(home, "up.log"), "a");
  const server = spawn(join(BIN, "jindan"), ["up", "--port", String(port)], {
    cwd: home,
    env: environment,
    stdio: ["ignore", log, log],
  });
  const url = `http://127.0.0.1:${port}`;
  await answering(url);
  run("organisation", "create", ORGANISATION);
  const passwords = ROLES.map((role) => {
    const said = run("user", "create", `${role}@example.org`, "--organisation", ORGANISATION, "--role", role);
    return [role, /password (\S+)/.exec(said)?.[1]];
  });
  const ct = join(home, "abdomen.nii.gz");
  execFileSync(join(BIN, "python"), ["-c", SAMPLE, ct], { env: environment });
  const scans = join(home, "scans");
  execFileSync(join(BIN, "python"), ["-c", SCANS, scans], { env: environment });
  Object.assign(process.env, {
    JINDAN_E2E_URL: url,
    JINDAN_E2E_HOME: home,
    JINDAN_E2E_PID: String(server.pid),
    JINDAN_E2E_CT: ct,
    JINDAN_E2E_SCANS: scans,
    JINDAN_E2E_PASSWORDS: JSON.stringify(Object.fromEntries(passwords)),
  });
  return () => stop([server, provider, outside], home);
}

/** The hospital's identity provider of the tests, and what it calls itself. */
async function identityProvider(): Promise<[ChildProcess, string]> {
  const port = await freePort();
  const script = join(ROOT, "tests", "openid_provider.py");
  const provider = spawn(join(BIN, "python"), [script, String(port)], { stdio: "ignore" });
  return [provider, `http://127.0.0.1:${port}`];
}

/** A reading service outside, as its contract describes it, and where it is. It ends when nobody holds it any more. */
async function readingService(): Promise<[ChildProcess, string]> {
  const reader = spawn(join(BIN, "python"), ["-c", READER], {
    cwd: ROOT,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [address] = (await once(reader.stdout, "data")) as [Buffer];
  return [reader, address.toString().trim()];
}

async function stop(processes: ChildProcess[], home: string): Promise<void> {
  for (const each of processes) {
    const ended = new Promise((resolve) => each.once("exit", resolve));
    each.kill("SIGTERM");
    await ended;
  }
  rmSync(home, { recursive: true, force: true });
}

async function answering(url: string): Promise<void> {
  for (const until = Date.now() + START_MS; Date.now() < until;) {
    const answer = await fetch(`${url}/health`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((go) => setTimeout(go, 300));
  }
  throw new Error(`The server does not answer at ${url}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
