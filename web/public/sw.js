// Keeps the shell of the app, so that it opens without a network and says so. It never keeps an answer of the API:
// requests to /api/ do not pass through it at all.
const SHELL = "jindan-shell-1";
const PAGE = "/app/";

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((kept) => kept.add(PAGE))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const drop = (names) =>
    Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name)));
  event.waitUntil(
    caches
      .keys()
      .then(drop)
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && pathname.startsWith(PAGE))
    event.respondWith(freshPage(event.request));
  else if (pathname.startsWith("/static/app/assets/")) event.respondWith(keptAsset(event.request));
});

/** The page from the server; the kept one where the server is not reached. */
async function freshPage(request) {
  try {
    const page = await fetch(request);
    if (page.ok) await (await caches.open(SHELL)).put(PAGE, page.clone());
    return page;
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
}

/** A file named by its content never changes. */
async function keptAsset(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const asset = await fetch(request);
  if (asset.ok) await (await caches.open(SHELL)).put(request, asset.clone());
  return asset;
}
