import createClient from "openapi-fetch";
import { language } from "./language";
import type { components, paths } from "./schema";
import { session } from "./session";

export type Schemas = components["schemas"];

const UNAUTHORISED = 401;

/** The API as the signed-in person. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: authorised });

/** Send a request as the signed-in person; with a fresh token where the one it went with has run out. */
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
