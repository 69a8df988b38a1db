import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { blobOf } from "./files";

/** The object URL of a stored picture. It is revoked when the picture is no longer shown. */
export function useStoredUrl(path: string | undefined) {
  const blob = useQuery({
    queryKey: ["stored", path],
    queryFn: ({ signal }) => blobOf(path ?? "", signal),
    enabled: path !== undefined,
    staleTime: Infinity, // stored files never change
    gcTime: 60_000,
  });
  const url = useMemo(() => (blob.data ? URL.createObjectURL(blob.data) : undefined), [blob.data]);
  useEffect(() => (url === undefined ? undefined : () => URL.revokeObjectURL(url)), [url]);
  return { url, query: blob };
}
