"""Key slices, charts, surfaces and the 3D page."""
