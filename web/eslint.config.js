import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const FEATURES = [
  "accounts",
  "artifacts",
  "assays",
  "audit",
  "care",
  "consents",
  "documents",
  "imaging",
  "notifications",
  "patients",
  "reports",
  "rights",
  "webhooks",
];

/** What several features build on. */
const SHARED = ["findings", "jobs", "proofs"];

/** What a folder may not import: the order is app → features → ui, api, words. */
const closed = (...patterns) => [
  "error",
  {
    patterns: patterns.map((group) => ({
      group: [group],
      message: "The order is app → features → ui, api, words.",
    })),
  },
];

export default tseslint.config(
  { ignores: ["src/api/schema.ts", "test-results", "public"] },
  ...tseslint.configs.strictTypeChecked,
  jsxA11y.flatConfigs.recommended,
  reactHooks.configs.flat.recommended,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["eslint.config.js"] } } },
    rules: {
      "max-lines": ["error", { max: 250 }],
      "max-lines-per-function": ["error", { max: 90, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "no-restricted-globals": ["error", { name: "fetch", message: "Only src/api/ asks the server." }],
      "jsx-a11y/no-autofocus": "off", // the first field of a sign-in or dialogue is where a keyboard expects to be
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["src/api/**", "e2e/**", "bench/**", "pictures/**", "public/**"],
    rules: { "no-restricted-globals": "off" },
  },
  {
    files: ["src/ui/**", "src/words/**"],
    rules: { "no-restricted-imports": closed("@/app/*", "@/features/*", "@/api/client") },
  },
  { files: ["src/api/**"], rules: { "no-restricted-imports": closed("@/app/*", "@/features/*", "@/ui/*") } },
  ...FEATURES.map((feature) => ({
    files: [`src/features/${feature}/**`],
    rules: {
      "no-restricted-imports": closed(
        "@/app/*",
        ...FEATURES.filter((other) => other !== feature).map((other) => `@/features/${other}/*`),
      ),
    },
  })),
  {
    files: SHARED.map((feature) => `src/features/${feature}/**`),
    rules: { "no-restricted-imports": closed("@/app/*", ...FEATURES.map((name) => `@/features/${name}/*`)) },
  },
  {
    files: ["e2e/keyboard*.spec.ts", "e2e/keys.ts", "e2e/reviewing.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "CallExpression[callee.property.name=/^(click|dblclick|tap|fill|check|uncheck|focus|hover|selectOption|setInputFiles)$/]",
          message: "By the keyboard alone: what is used is reached with Tab and pressed.",
        },
      ],
    },
  },
  { files: ["eslint.config.js"], extends: [tseslint.configs.disableTypeChecked] },
);
