import { Skeleton } from "@mantine/core";
import { useEffect } from "react";
import { contentOf } from "@/api/files";
import { useStoredUrl } from "@/api/useStored";
import { ProblemNotice } from "@/ui/ProblemNotice";

interface Props {
  artifact: string | undefined;
  alt: string;
  className?: string | undefined;
  /** The picture is shown, or cannot be. */
  onLoaded?: () => void;
}

/** A stored picture, fetched as the signed-in person. */
export function StoredPicture({ artifact, alt, className, onLoaded }: Props) {
  const { url, query } = useStoredUrl(artifact && contentOf(artifact));
  const isMissing = query.isError || artifact === undefined;
  useEffect(() => {
    if (isMissing) onLoaded?.();
    // only when it turns out to be missing
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isMissing]);
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (!url) return <Skeleton className={className ?? ""} />;
  return <img src={url} alt={alt} className={className} onLoad={onLoaded} onError={onLoaded} />;
}
