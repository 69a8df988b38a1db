import { Group } from "@mantine/core";
import {
  IconBrain,
  IconEraser,
  IconFolders,
  IconHistory,
  IconListDetails,
  IconPlus,
  IconSearch,
  IconUsers,
  IconWebhook,
  IconWorldUpload,
} from "@tabler/icons-react";
import { NavLink } from "react-router";
import { type Capability, useMay } from "@/api/me";
import { useWords } from "@/words";
import classes from "./app.module.css";

interface Destination {
  to: string;
  words: string;
  needs: Capability;
  icon: typeof IconPlus;
}

const DESTINATIONS: Destination[] = [
  { to: "/", words: "worklist", needs: "read-jobs", icon: IconListDetails },
  { to: "/cases", words: "cases", needs: "read-patients", icon: IconFolders },
  { to: "/new", words: "new-case", needs: "upload", icon: IconPlus },
  { to: "/search", words: "search", needs: "request-documents", icon: IconSearch },
  { to: "/users", words: "users", needs: "manage-users", icon: IconUsers },
  { to: "/models", words: "models", needs: "manage-installation", icon: IconBrain },
  { to: "/webhooks", words: "webhooks", needs: "manage-installation", icon: IconWebhook },
  { to: "/external-ocr", words: "external-ocr", needs: "manage-installation", icon: IconWorldUpload },
  { to: "/erasures", words: "erasures", needs: "manage-users", icon: IconEraser },
  { to: "/audit", words: "audit", needs: "read-audit", icon: IconHistory },
];

/** The main menu, with the screens this person may open: in the header, or at the bottom on a phone. */
export function Navigation({ place }: { place: "header" | "footer" }) {
  const { t } = useWords();
  const may = useMay();
  const isHeader = place === "header";
  return (
    <Group
      component="nav"
      aria-label={t(isHeader ? "navigation" : "navigation-below")}
      gap={isHeader ? 4 : 0}
      h="100%"
      wrap="nowrap"
      grow={!isHeader}
      {...(isHeader ? { visibleFrom: "md" } : {})}
    >
      {DESTINATIONS.filter(({ needs }) => may(needs)).map(({ to, words, icon: Icon }) => (
        <NavLink key={to} to={to} end={to === "/"} className={classes[isHeader ? "link" : "tab"] ?? ""}>
          <Icon size={isHeader ? 17 : 21} stroke={1.6} aria-hidden />
          <span>{t(words)}</span>
        </NavLink>
      ))}
    </Group>
  );
}
