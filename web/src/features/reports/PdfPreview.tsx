import { Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { blobOf } from "@/api/files";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { PdfPage } from "./PdfPage";
import { pagesOf } from "./pages";
import { pdfOf } from "./pdf";
import classes from "./reports.module.css";

/** The print preview of a version, in the language of the screen. */
export function PdfPreview({
  report,
  number,
  isReady,
  isHidden,
}: {
  report: string;
  number: number;
  isReady: boolean;
  isHidden: boolean;
}) {
  const { t, language } = useWords();
  const pages = useQuery({
    queryKey: ["report", report, "pdf", number, language],
    queryFn: async ({ signal }) =>
      pagesOf(await (await blobOf(pdfOf(report, number, language), signal)).arrayBuffer()),
    enabled: isReady,
    staleTime: Infinity,
    gcTime: 0, // the document holds memory of its own
    structuralSharing: false,
  });
  if (!isReady)
    return (
      <Text size="sm" c="dimmed" role="status">
        {t(isHidden ? "pdf-hidden" : "pdf-being-created")}
      </Text>
    );
  if (pages.isError) return <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />;
  return (
    <section className={classes["preview"]} aria-label={t("pdf-preview")}>
      {pages.data?.map((page) => <PdfPage key={page.pageNumber} page={page} />) ?? <Skeleton h={700} />}
    </section>
  );
}
