import { ActionIcon, NavLink, Popover, Stack } from "@mantine/core";
import { createContext, type KeyboardEvent, type ReactNode, useContext, useState } from "react";
import { Link } from "react-router";

const ENTRY = "data-panel-entry";
const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
const Closing = createContext<() => void>(() => undefined);

interface PanelProps {
  /** What the button says. */
  label: string;
  /** What the panel is called, where the button says more than that. */
  name?: string;
  icon: ReactNode;
  width: number;
  children: ReactNode;
}

/**
 * A button that opens a panel of links and any other controls, which a menu may not hold. Escape closes it, and the
 * arrow keys go from entry to entry.
 */
export function PanelButton({ label, name = label, icon, width, children }: PanelProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      width={width}
      position="bottom-end"
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={label}
          onClick={() => setOpen(!isOpen)}
        >
          {icon}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={name} p={4}>
        <Closing value={() => setOpen(false)}>
          <Stack gap={0} tabIndex={-1} data-autofocus onKeyDown={toNextEntry}>
            {isOpen && children}
          </Stack>
        </Closing>
      </Popover.Dropdown>
    </Popover>
  );
}

interface LinkProps {
  to: string;
  icon?: ReactNode;
  onClick?: () => void;
  children: ReactNode;
}

/** An entry of a panel that leads to another screen. */
export function PanelLink({ to, icon, onClick, children }: LinkProps) {
  const close = useContext(Closing);
  return (
    <NavLink
      component={Link}
      to={to}
      label={children}
      leftSection={icon}
      onClick={() => {
        close();
        onClick?.();
      }}
      {...{ [ENTRY]: true }}
    />
  );
}

interface ActionProps {
  icon: ReactNode;
  onClick: () => void;
  children: ReactNode;
}

/** An entry of a panel that does something at once. */
export function PanelAction({ icon, onClick, children }: ActionProps) {
  return (
    <NavLink
      component="button"
      type="button"
      label={children}
      leftSection={icon}
      onClick={onClick}
      {...{ [ENTRY]: true }}
    />
  );
}

function toNextEntry(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (!step || event.target instanceof HTMLInputElement) return; // radio buttons take the arrows themselves
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>(`[${ENTRY}]`)];
  const from = entries.indexOf(event.target as HTMLElement);
  const first = step > 0 ? 0 : entries.length - 1;
  const next = from < 0 ? first : (from + step + entries.length) % entries.length;
  event.preventDefault();
  entries[next]?.focus();
}
