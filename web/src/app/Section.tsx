import { Title } from "@mantine/core";
import type { ReactNode } from "react";

/** A headed part of a page. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      {children}
    </section>
  );
}
