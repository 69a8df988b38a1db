import { type RefObject, useEffect, useState } from "react";
import { bytesOf } from "@/api/files";
import { fileOf, type Segmentation, type Series } from "./queries";
import type { Looks, Scan } from "./viewing";
import type { Window } from "./windows";

export type Stage = "opening" | "preview" | "full";

export interface Loaded {
  scan: Scan | null;
  stage: Stage;
  /** How much of the full volume has come, from 0 to 1. */
  share: number;
  error: unknown;
}

/** Where there is a first picture, the viewer waits for it: the code of the viewer is large. */
export interface Begun {
  isBegun: boolean;
}

/**
 * The scan of a series on a canvas, better and better: a small preview, the organs on it, then every voxel. What has
 * come can be used while the rest is on its way.
 */
export function useScan(
  canvas: RefObject<HTMLCanvasElement | null>,
  {
    series,
    segmentation,
    window,
    looks,
    isBegun,
  }: Begun & Pick<Loading, "series" | "segmentation" | "window" | "looks">,
): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ scan: null, stage: "opening", share: 0, error: null });
  useEffect(() => {
    if (!canvas.current || !isBegun) return undefined;
    const stopping = new AbortController();
    const tell = (change: Partial<Loaded>) => {
      if (!stopping.signal.aborted) setLoaded((before) => ({ ...before, ...change }));
    };
    const opened = opening(canvas.current);
    const coming = fetched({ series, segmentation, tell, signal: stopping.signal });
    void opened
      .then((scan) => load(scan, { segmentation, window, looks, tell, coming }))
      .catch((error: unknown) => tell({ error }));
    return () => {
      stopping.abort();
      void opened.then((scan) => scan.close());
    };
    // The window and the looks of the first moment; later ones are set on the scan itself.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [canvas, series.id, segmentation?.id, isBegun]);
  return loaded;
}

async function opening(canvas: HTMLCanvasElement): Promise<Scan> {
  return (await import("./scan")).openScan(canvas);
}

interface Loading {
  series: Series;
  segmentation: Segmentation | undefined;
  window: Window;
  looks: Looks;
  tell: (change: Partial<Loaded>) => void;
  signal: AbortSignal;
}

/** What is on its way while the viewer opens; null where there is none. */
interface Coming {
  coarse: Promise<ArrayBuffer> | null;
  labels: Promise<ArrayBuffer> | null;
  full: Promise<ArrayBuffer>;
}

function fetched({
  series,
  segmentation,
  tell,
  signal,
}: Pick<Loading, "series" | "segmentation" | "tell" | "signal">): Coming {
  const fileNamed = (name: string) => {
    const artifact = segmentation && fileOf(segmentation, name);
    return artifact ? bytesOf(artifact, { signal }) : null;
  };
  const [coarse = null, labels = null] = ["coarse.nii.gz", "labels.nii.gz"].map(fileNamed);
  const full = bytesOf(series.volume, { signal, told: (share) => tell({ share }) });
  for (const each of [coarse, labels, full]) each?.catch(() => undefined); // told where it is waited for
  return { coarse, labels, full };
}

async function load(
  scan: Scan,
  { segmentation, window, looks, tell, coming }: Omit<Loading, "series" | "signal"> & { coming: Coming },
): Promise<void> {
  const { coarse, labels, full } = coming;
  const showLabels = async () => {
    if (labels && segmentation) await scan.showLabels(await labels, segmentation.segments, looks);
  };
  if (coarse) {
    await scan.showVolume(await coarse, window);
    await showLabels();
    tell({ scan, stage: "preview" });
    performance.mark("jindan-preview");
  }
  await scan.showVolume(await full, window);
  if (!coarse) await showLabels();
  tell({ scan, stage: "full", share: 1 });
  performance.mark("jindan-full");
}
