import createClient from "openapi-fetch";
import { language } from "./language";
import type { paths } from "./schema";

/** Requests that need no sign-in: signing in, and renewing the tokens. */
export const plain = createClient<paths>({ baseUrl: location.origin });

plain.use({
  onRequest({ request }) {
    request.headers.set("Accept-Language", language.current());
    return request;
  },
});
