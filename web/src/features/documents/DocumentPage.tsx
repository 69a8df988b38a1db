import { useParams, useSearchParams } from "react-router";
import { QueryResult } from "@/ui/QueryResult";
import { DocumentReading } from "./DocumentReading";
import { useReading } from "./queries";

/** One document: its pages, the recognised values and their flags. `?number=` shows an earlier version. */
export function DocumentPage() {
  const { documentId = "" } = useParams();
  const [search] = useSearchParams();
  const reading = useReading(documentId, Number(search.get("number")) || null);
  return (
    <QueryResult query={reading} isPage>
      {(loaded) => <DocumentReading key={loaded.document.id} reading={loaded} />}
    </QueryResult>
  );
}
