import { getDocument, GlobalWorkerOptions, type PDFPageProxy } from "pdfjs-dist";
import worker from "pdfjs-dist/build/pdf.worker.min.mjs?url";

GlobalWorkerOptions.workerSrc = worker;

export type Page = PDFPageProxy;

/** The pages of a PDF. */
export async function pagesOf(bytes: ArrayBuffer): Promise<Page[]> {
  const pdf = await getDocument({ data: bytes, isEvalSupported: false }).promise;
  return Promise.all(Array.from({ length: pdf.numPages }, (_, at) => pdf.getPage(at + 1)));
}

/** Draw a page as wide as its canvas is shown; gives a way to stop. */
export function draw(page: Page, canvas: HTMLCanvasElement): () => void {
  const wide = canvas.clientWidth * Math.min(window.devicePixelRatio, 2);
  const viewport = page.getViewport({ scale: wide / page.getViewport({ scale: 1 }).width });
  canvas.width = viewport.width;
  canvas.height = viewport.height;
  const drawing = page.render({ canvas, viewport });
  drawing.promise.catch(() => undefined); // stopped, as the page is no longer shown
  return () => drawing.cancel();
}
