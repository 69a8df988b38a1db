import { MarkBadge } from "@/features/findings/Marked";
import type { Marks } from "@/features/findings/queries";
import { useWords } from "@/words";
import classes from "./imaging.module.css";
import { fileOf, type Segmentation } from "./queries";
import { StoredPicture } from "./StoredPicture";

const VIEWS = ["axial", "coronal", "sagittal"];

interface Props {
  segmentation: Segmentation;
  marks: Marks;
  onFirst?: () => void;
}

/** The key pictures of the report. They load first, and replace the viewer if the browser cannot draw volumes. */
export function KeyPictures({ segmentation, marks, onFirst }: Props) {
  const { t, language } = useWords();
  const pictures = VIEWS.map((view) => ({ view, artifact: fileOf(segmentation, `${view}.${language}.png`) }));
  const first = () => {
    performance.mark("jindan-first-picture");
    onFirst?.();
  };
  return (
    <div className={classes["pictures"]}>
      {pictures.map(({ view, artifact }) => (
        <figure key={view}>
          <StoredPicture
            artifact={artifact}
            alt={t(`picture-${view}`)}
            onLoaded={view === "axial" ? first : noop}
          />
          {artifact && marks.has(artifact) && (
            <figcaption>
              <MarkBadge mark={marks.get(artifact)} />
            </figcaption>
          )}
        </figure>
      ))}
    </div>
  );
}

function noop(): void {
  // the other pictures hold nothing up
}
