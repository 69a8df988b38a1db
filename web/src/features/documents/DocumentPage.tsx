import { useParams, useSearchParams } from "react-router";
import { Shown } from "@/ui/Shown";
import { DocumentReading } from "./DocumentReading";
import { useReading } from "./queries";

/** One document: its pages, what was read from them, what is in doubt. `?number=` shows an earlier version. */
export function DocumentPage() {
  const { documentId = "" } = useParams();
  const [search] = useSearchParams();
  const reading = useReading(documentId, Number(search.get("number")) || null);
  return (
    <Shown query={reading}>{(found) => <DocumentReading key={found.document.id} reading={found} />}</Shown>
  );
}
