import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(import.meta.dirname, "..", "..");
const BIN = join(ROOT, ".venv", "bin");
const execute = promisify(execFile);
const START_MS = 180_000;
export const PROVIDER = "Hospital login";
const SAMPLE =
  "import sys, pathlib; from jindan.ct.synthetic import write_sample; write_sample(pathlib.Path(sys.argv[1]), seed=20261122)";

const SCANS =
  "import sys, pathlib; from jindan.ocr.synthetic import write_samples; write_samples(pathlib.Path(sys.argv[1]), seed=20261125)";

const READER =
  "import sys; sys.path.insert(0, 'tests'); from fake_upstage import serving\nwith serving() as fake: print(fake.address, flush=True); sys.stdin.read()";

const PEOPLE = `
import json
import jindan.cli.ready
from jindan.server.accounts.models import Role
from jindan.server.accounts.services import create_organisation, create_user
hospital = create_organisation(name="Test hospital")
roles = [Role.CLINICIAN, Role.CLERK, Role.ADMINISTRATOR, Role.AUDITOR]
people = {role: create_user(email=f"{role}@example.org", organisation=hospital, role=role) for role in roles}
print(json.dumps({role: password for role, (_, password) in people.items()}))
`;

/**
 * Start a server with worker and scheduler on a home of its own, an identity provider, a reading service outside, people
 * of each role, a synthetic CT and scans of a phantom. Their places are set in the environment. Return what stops all.
 */
export default async function start(): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), "jindan-e2e-"));
  const [port, [provider, issuer], [outside, address]] = await Promise.all([
    freePort(),
    identityProvider(),
    readingService(),
  ]);
  const environment = {
    ...process.env,
    JINDAN_HOME: home,
    JINDAN_ASSETS_MIRROR: "",
    JINDAN_WEBHOOKS_TO_LOOPBACK: "true",
    JINDAN_EXAMINATION_YEARS: "0", // so that a new patient can be erased
    JINDAN_OIDC_ISSUER: issuer,
    JINDAN_OIDC_CLIENT_ID: "jindan",
    JINDAN_OIDC_CLIENT_SECRET: "a secret: with % and +",
    JINDAN_OIDC_NAME: PROVIDER,
    JINDAN_UPSTAGE_API_KEY: "up_of-the-tests",
    JINDAN_UPSTAGE_ADDRESS: address,
    JINDAN_UPSTAGE_TO_LOOPBACK: "true",
  };
  const python = async (...args: string[]) =>
    (await execute(join(BIN, "python"), ["-c", ...args], { cwd: home, env: environment })).stdout;
  const log = join(home, "up.log");
  const output = openSync(log, "a");
  const server = spawn(join(BIN, "jindan"), ["up", "--port", String(port)], {
    cwd: home,
    env: environment,
    stdio: ["ignore", output, output],
  });
  const url = `http://127.0.0.1:${port}`;
  const ct = join(home, "abdomen.nii.gz");
  const scans = join(home, "scans");
  const end = () => stop([server, provider, outside], home);
  await Promise.all([answering(url, server, log), python(SAMPLE, ct), python(SCANS, scans)]).catch(
    async (error: unknown) => {
      await end();
      throw error;
    },
  );
  Object.assign(process.env, {
    JINDAN_E2E_URL: url,
    JINDAN_E2E_HOME: home,
    JINDAN_E2E_PID: String(server.pid),
    JINDAN_E2E_CT: ct,
    JINDAN_E2E_SCANS: scans,
    JINDAN_E2E_PASSWORDS: await python(PEOPLE),
  });
  return end;
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
  await Promise.all(
    processes
      .filter(({ exitCode }) => exitCode === null)
      .map((process) => {
        const ended = once(process, "exit");
        process.kill("SIGTERM");
        return ended;
      }),
  );
  rmSync(home, { recursive: true, force: true });
}

/** Wait until the server answers. What it wrote before it ended is the error where it does not start. */
async function answering(url: string, server: ChildProcess, log: string): Promise<void> {
  for (const until = Date.now() + START_MS; Date.now() < until;) {
    const answer = await fetch(`${url}/health`).catch(() => null);
    if (answer?.ok) return;
    if (server.exitCode !== null) throw new Error(readFileSync(log, "utf-8"));
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
