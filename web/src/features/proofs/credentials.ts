import type { Schemas } from "@/api/client";

type Options = Schemas["PasskeyOptionsOut"]["options"];

const NUMBER = /^[\d.]+$|:/; // an address that is no name, at which browsers have no passkeys

/** Whether this browser has passkeys at this address. */
export function knowsPasskeys(): boolean {
  return "PublicKeyCredential" in window && !NUMBER.test(location.hostname);
}

/** Have a passkey answer a challenge of the server. Throws a DOMException where the person does not go on. */
export async function answerOf(options: Options): Promise<Schemas["AssertionIn"]> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as never);
  const credential = await navigator.credentials.get({ publicKey });
  const { id, rawId, response } = written(credential) as Schemas["AssertionIn"];
  const { clientDataJSON, authenticatorData, signature, userHandle = null } = response;
  const members = { clientDataJSON, authenticatorData, signature, userHandle };
  return { id, rawId, type: "public-key", response: members };
}

/** Have the browser create a passkey. Throws a DOMException where the person does not go on. */
export async function created(options: Options): Promise<Schemas["AttestationIn"]> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as never);
  const credential = await navigator.credentials.create({ publicKey });
  const { id, rawId, response } = written(credential) as Schemas["AttestationIn"];
  const { clientDataJSON, attestationObject } = response;
  return { id, rawId, type: "public-key", response: { clientDataJSON, attestationObject } };
}

/** The JSON form of a credential. */
function written(credential: Credential | null): unknown {
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException("", "NotAllowedError");
  return credential.toJSON();
}
