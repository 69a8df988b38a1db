import { useWords } from "@/words";
import classes from "./imaging.module.css";
import { fileOf, type Segmentation } from "./queries";
import { StoredPicture } from "./StoredPicture";

const VIEWS = ["axial", "coronal", "sagittal"];

/** The slices of the report: there at once, and all there is where a browser cannot draw volumes. */
export function KeyPictures({ segmentation, onFirst }: { segmentation: Segmentation; onFirst?: () => void }) {
  const { t, language } = useWords();
  const pictures = VIEWS.map((view) => ({ view, artifact: fileOf(segmentation, `${view}.${language}.png`) }));
  const first = () => {
    performance.mark("jindan-first-picture");
    onFirst?.();
  };
  return (
    <div className={classes["pictures"]}>
      {pictures.map(({ view, artifact }) => (
        <StoredPicture
          key={view}
          artifact={artifact}
          alt={t(`picture-${view}`)}
          onSettled={view === "axial" ? first : noop}
        />
      ))}
    </div>
  );
}

function noop(): void {
  // the other pictures hold nothing up
}
