import { Component, type ReactNode } from "react";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { Screen } from "@/ui/Screen";

interface Props {
  /** Address of the screen: the error is cleared when it changes. */
  path: string;
  title: string;
  children: ReactNode;
}

/** Shows an error that a screen threw, while the rest of the app works on. React needs a class for this. */
export class ErrorBoundary extends Component<Props, { error: unknown; at: string }> {
  override state: { error: unknown; at: string } = { error: null, at: "" };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidCatch(): void {
    this.setState({ at: this.props.path });
  }

  override componentDidUpdate(): void {
    if (this.state.error && this.state.at && this.state.at !== this.props.path)
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
