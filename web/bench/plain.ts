import { createReadStream } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";

const HERE = import.meta.dirname;
const NIIVUE = join(HERE, "..", "node_modules", "@niivue", "niivue", "dist", "index.js");

/** A page that does nothing but load the same NIfTI with the same viewer, from a server that does nothing else. */
export async function servePlain(volume: string): Promise<{ url: string; server: Server }> {
  const files: Record<string, [string, string]> = {
    "/": [join(HERE, "plain.html"), "text/html"],
    "/niivue.js": [NIIVUE, "text/javascript"],
    "/volume.nii.gz": [volume, "application/gzip"],
  };
  const server = createServer(({ url = "/" }, answer) => {
    const [path, type] = files[url] ?? [];
    if (path === undefined || type === undefined) return answer.writeHead(404).end();
    answer.writeHead(200, { "Content-Type": type });
    return createReadStream(path).pipe(answer);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/` };
}
