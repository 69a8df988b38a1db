import createClient from "openapi-fetch";
import { language } from "./language";
import type { paths } from "./schema";

/**
 * Names the app to the server, which then keeps the refresh token in a cookie. Another site's page cannot send this
 * header, so it cannot use the cookie.
 */
export const OF_THE_APP = { "X-Jindan-App": "web" };

/** Requests that need no sign-in: signing in, and renewing the tokens. */
export const plain = createClient<paths>({ baseUrl: location.origin, headers: OF_THE_APP });

plain.use({
  onRequest({ request }) {
    request.headers.set("Accept-Language", language.current());
    return request;
  },
});
