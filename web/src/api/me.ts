import { useQuery } from "@tanstack/react-query";
import { api, type Schemas } from "./client";
import { answered } from "./problem";

export type Me = Schemas["MeOut"];
export type Capability = Schemas["Capability"];

export const ME = ["me"];

/** The signed-in user and their capabilities. */
export function useMe() {
  return useQuery({
    queryKey: ME,
    queryFn: () => answered(api.GET("/api/v1/me")),
    staleTime: 5 * 60_000,
  });
}

/** Whether the signed-in user has a capability. False while it is not known. */
export function useMay(): (capability: Capability) => boolean {
  const me = useMe();
  return (capability) => me.data?.capabilities.includes(capability) ?? false;
}
