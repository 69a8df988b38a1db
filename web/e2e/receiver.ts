import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";

export interface Message {
  headers: IncomingHttpHeaders;
  body: string;
}

/** Somebody outside who takes messages and answers that they have come. */
export async function receiver(): Promise<{ url: string; received: () => Message[]; close: () => void }> {
  const messages: Message[] = [];
  const server = createServer((request, answer) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      messages.push({ headers: request.headers, body });
      answer.writeHead(204).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const at = server.address();
  return {
    url: `http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}/jindan`,
    received: () => messages,
    close: () => server.close(),
  };
}

/** Whether a message is signed under the secret (Standard Webhooks 1.0). */
export function isSigned({ headers, body }: Message, secret: string): boolean {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const signed = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
  const expected = `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
  return String(headers["webhook-signature"]).split(" ").includes(expected);
}
