import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

const MOST = 10;

/** Print, after a run, the flows that took longest in seconds, and the minutes of the whole run. */
export default class Slowest implements Reporter {
  readonly #lines: { seconds: number; title: string }[] = [];
  readonly #since = Date.now();

  onTestEnd(test: TestCase, { duration }: TestResult): void {
    this.#lines.push({ seconds: duration / 1000, title: test.titlePath().slice(1, 4).join(" · ") });
  }

  onEnd(): void {
    const slowest = this.#lines.sort((a, b) => b.seconds - a.seconds).slice(0, MOST);
    const table = slowest.map(({ seconds, title }) => `${seconds.toFixed(1).padStart(7)} s  ${title}\n`);
    const minutes = ((Date.now() - this.#since) / 60_000).toFixed(1);
    process.stdout.write(`\nThe slowest flows, of ${minutes} minutes in all:\n${table.join("")}`);
  }

  printsToStdio(): boolean {
    return false; // the list of flows is printed too
  }
}
