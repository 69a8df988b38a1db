import { Component, type ReactNode } from "react";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Screen } from "@/ui/Screen";

interface Props {
  /** A new address is a new beginning. */
  place: string;
  title: string;
  children: ReactNode;
}

/** A screen that made a mistake of its own says so; the rest of the app goes on. React asks for a class here. */
export class Mishap extends Component<Props, { error: unknown; at: string }> {
  override state: { error: unknown; at: string } = { error: null, at: "" };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidCatch(): void {
    this.setState({ at: this.props.place });
  }

  override componentDidUpdate(): void {
    if (this.state.error && this.state.at && this.state.at !== this.props.place)
      this.setState({ error: null, at: "" });
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <Screen title={this.props.title}>
        <ProblemNotice error={this.state.error} onRetry={() => this.setState({ error: null, at: "" })} />
      </Screen>
    );
  }
}
