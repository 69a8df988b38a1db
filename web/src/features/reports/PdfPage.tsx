import { useEffect, useRef } from "react";
import { useWords } from "@/words";
import { draw, type Page } from "./pages";

export function PdfPage({ page }: { page: Page }) {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => (canvas.current ? draw(page, canvas.current) : undefined), [page]);
  return <canvas ref={canvas} role="img" aria-label={t("pdf-page", { number: page.pageNumber })} />;
}
