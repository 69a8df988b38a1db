import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";

export type Endpoint = Schemas["EndpointOut"];
export type Delivery = Schemas["DeliveryOut"];
export type Event = Schemas["WebhookEvent"];

export const EVENTS: Event[] = ["job.completed", "job.failed", "job.cancelled"];
const WEBHOOKS = ["webhooks"];
const LOG_POLL_MS = 5_000;

/** The webhooks of the organisation. */
export function useEndpoints() {
  return useInfiniteQuery({
    queryKey: WEBHOOKS,
    queryFn: ({ pageParam }) =>
      answered(api.GET("/api/v1/webhooks", { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
}

/** The messages to an address with their attempts, newest first. They are polled while the log is open. */
export function useDeliveries(endpoint_id: string, isOpen: boolean) {
  return useInfiniteQuery({
    queryKey: [...WEBHOOKS, endpoint_id],
    queryFn: ({ pageParam }) => {
      const query = { size: 20, ...(pageParam ? { cursor: pageParam } : {}) };
      const params = { path: { endpoint_id }, query };
      return answered(api.GET("/api/v1/webhooks/{endpoint_id}/deliveries", { params }));
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    enabled: isOpen,
    refetchInterval: LOG_POLL_MS,
  });
}

/** Register an address. The answer contains its secret, once. */
export function useRegister() {
  return useChange((body: Schemas["EndpointIn"]) => answered(api.POST("/api/v1/webhooks", { body })));
}

/** Enable or disable a webhook. */
export function useSwitch(endpoint_id: string) {
  return useChange((is_enabled: boolean) =>
    answered(
      api.PATCH("/api/v1/webhooks/{endpoint_id}", {
        params: { path: { endpoint_id } },
        body: { is_enabled },
      }),
    ),
  );
}

/** Create a new secret, which is shown only once. */
export function useRotate(endpoint_id: string) {
  return useChange(() =>
    answered(api.POST("/api/v1/webhooks/{endpoint_id}/secret", { params: { path: { endpoint_id } } })),
  );
}

/** Remove a webhook and its messages. */
export function useRemove(endpoint_id: string) {
  return useChange(() =>
    answered(api.DELETE("/api/v1/webhooks/{endpoint_id}", { params: { path: { endpoint_id } } })),
  );
}

/** Send a message again. */
export function useReplay() {
  return useChange((delivery_id: string) =>
    answered(
      api.POST("/api/v1/webhook-deliveries/{delivery_id}/replay", { params: { path: { delivery_id } } }),
    ),
  );
}

function useChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: WEBHOOKS }),
  });
}

/** Return the catalogue key of an event. */
export function keyOf(event: Event): string {
  return `event-${event.replace(".", "-")}`;
}
