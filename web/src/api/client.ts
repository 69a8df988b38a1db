import createClient from "openapi-fetch";
import { language } from "./language";
import type { components, paths } from "./schema";
import { OF_THE_APP } from "./plain";
import { session } from "./session";

export type Schemas = components["schemas"];

const UNAUTHORISED = 401;

/** The API, called as the signed-in user. */
export const api = createClient<paths>({ baseUrl: location.origin, headers: OF_THE_APP, fetch: authorised });

/** Send a request as the signed-in user. An expired token is renewed once and the request repeated. */
export async function authorised(request: Request): Promise<Response> {
  const token = await session.token();
  const answer = await fetch(signed(request.clone(), token));
  if (answer.status !== UNAUTHORISED) return answer;
  return fetch(signed(request, await session.renew(token)));
}

function signed(request: Request, token: string): Request {
  request.headers.set("Authorization", `Bearer ${token}`);
  request.headers.set("Accept-Language", language.current());
  return request;
}
