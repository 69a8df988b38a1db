import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";
import { answerOf, knowsPasskeys } from "./credentials";

export type ProofMethod = Schemas["ProofMethod"];

/** Give the proof of an act. `begin` asks the server for the challenge of exactly that act. */
export type Prove = (begin: () => Promise<Schemas["BegunProofOut"]>) => Promise<Schemas["ProofIn"]>;

const CODE_DIGITS = 6;

/** How a person proves that an act is theirs: the ways they have, the chosen one, and what they typed. */
export function useProof(isAsked = true) {
  const ways = useQuery({
    enabled: isAsked,
    queryKey: ["proofs"],
    queryFn: () => answered(api.GET("/api/v1/auth/proofs")),
  });
  const [chosen, choose] = useState<ProofMethod | null>(null);
  const [typed, type] = useState("");
  const methods = ways.data?.methods.filter((method) => method !== "passkey" || knowsPasskeys()) ?? [];
  const method = chosen ?? methods[0] ?? null;
  const code = typed.replace(/\s/g, "");
  const isReady =
    method === "passkey" ||
    (method === "code" && code.length === CODE_DIGITS) ||
    (method === "password" && typed !== "");
  const prove: Prove = async (begin) => {
    if (method === "code") return { code };
    if (method === "password") return { password: typed };
    const { options, ticket } = await begin();
    return { passkey: { ticket, credential: await answerOf(options) } };
  };
  return { ways, methods, method, choose, typed, type, isReady, prove };
}
