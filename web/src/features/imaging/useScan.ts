import { type RefObject, useEffect, useState } from "react";
import { bytesOf } from "@/api/files";
import { fileOf, type Segmentation, type Series } from "./queries";
import type { Looks, Scan } from "./viewing";
import type { Window } from "./windows";

export type Stage = "opening" | "preview" | "full";

export interface Loaded {
  scan: Scan | null;
  stage: Stage;
  /** Share of the full volume that has arrived, from 0 to 1. */
  share: number;
  error: unknown;
}

/** The viewer waits for the first picture, if there is one, because its own code is large. */
export interface Begun {
  isBegun: boolean;
}

/**
 * Load the scan of a series onto a canvas in stages: a coarse volume, the organs on it, then the full volume. Each
 * stage can be used while the next one loads.
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
    const update = (change: Partial<Loaded>) => {
      if (!stopping.signal.aborted) setLoaded((before) => ({ ...before, ...change }));
    };
    const opened = opening(canvas.current);
    const downloads = fetched({ series, segmentation, update, signal: stopping.signal });
    void opened
      .then((scan) => load(scan, { segmentation, window, looks, update, downloads }))
      .catch((error: unknown) => update({ error }));
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
  update: (change: Partial<Loaded>) => void;
  signal: AbortSignal;
}

/** Files that load while the viewer opens. Null: the segmentation has no such file. */
interface Downloads {
  coarse: Promise<ArrayBuffer> | null;
  labels: Promise<ArrayBuffer> | null;
  full: Promise<ArrayBuffer>;
}

function fetched({
  series,
  segmentation,
  update,
  signal,
}: Pick<Loading, "series" | "segmentation" | "update" | "signal">): Downloads {
  const fileNamed = (name: string) => {
    const artifact = segmentation && fileOf(segmentation, name);
    return artifact ? bytesOf(artifact, { signal }) : null;
  };
  const [coarse = null, labels = null] = ["coarse.nii.gz", "labels.nii.gz"].map(fileNamed);
  const full = bytesOf(series.volume, { signal, onShare: (share) => update({ share }) });
  for (const file of [coarse, labels, full]) file?.catch(() => undefined); // reported where it is awaited
  return { coarse, labels, full };
}

async function load(
  scan: Scan,
  {
    segmentation,
    window,
    looks,
    update,
    downloads,
  }: Omit<Loading, "series" | "signal"> & { downloads: Downloads },
): Promise<void> {
  const { coarse, labels, full } = downloads;
  const showLabels = async () => {
    if (labels && segmentation) await scan.showLabels(await labels, segmentation.segments, looks);
  };
  if (coarse) {
    await scan.showVolume(await coarse, window);
    await showLabels();
    update({ scan, stage: "preview" });
    performance.mark("jindan-preview");
  }
  await scan.showVolume(await full, window);
  if (!coarse) await showLabels();
  update({ scan, stage: "full", share: 1 });
  performance.mark("jindan-full");
}
