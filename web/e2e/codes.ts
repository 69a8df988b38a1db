import { createHmac } from "node:crypto";

export const STEP_MS = 30_000;
const LEFT_MS = 10_000;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The step of now, once ten seconds of it are left: a code of it can be typed and sent. */
export async function steadyStep(): Promise<number> {
  while (STEP_MS - (Date.now() % STEP_MS) < LEFT_MS) await new Promise((go) => setTimeout(go, 200));
  return steps();
}

/** How many steps of thirty seconds have passed since 1970. */
export function steps(): number {
  return Math.floor(Date.now() / STEP_MS);
}

/** The one-time code of a step (RFC 6238, HMAC-SHA-1, six digits). */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", bytesOf(secret)).update(counter).digest();
  const at = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

function bytesOf(secret: string): Buffer {
  const bits = Array.from(secret)
    .map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
